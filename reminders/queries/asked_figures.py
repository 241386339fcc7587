"""Which figures are asked of whom on a day: the same steps and the same letter as for updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from committees.enums import Seat
from committees.models import Area, Membership
from documents.enums import Silence
from figures.models import Indicator
from figures.queries.gaps import Missing, missing_in
from figures.rules.periods import Period
from figures.rules.requests import asking_day, due_day, is_asked
from reminders.enums import ReminderKind, Why
from reminders.queries.area_lines import AreaLine, Whom, area_lines
from reminders.rules.steps import due_step

Chairs = Mapping[int, Sequence[User]]


@dataclass(frozen=True)
class FigureAsk:
    """One figure of one period that one person is to hear of today. `key` names the step."""

    user: User
    why: Why
    kind: ReminderKind
    key: str
    indicator: Indicator
    period: Period
    due_on: date
    coordinators: Sequence[User] = ()
    window: None = None

    @property
    def area_id(self) -> int:
        return self.indicator.area_id

    @property
    def committee(self) -> str:
        return str(self.indicator.area)


def figure_asks(today: date, areas: Sequence[Area], user: User | None = None) -> list[FigureAsk]:
    """Everything about the figures of `areas` that is to be told on a day, told already or not: to
    everybody, or to `user`. Eight queries."""
    missing = missing_in(areas, today)
    told = [one for one in missing if one.request or _nobody_now(one, today)]
    if not told:
        return []
    lines = area_lines({one.indicator.area_id for one in told}, today)
    chairs = chairs_of({one.indicator.post.body_id for one in told if one.indicator.post}, today)
    asks = [ask for one in told for ask in _asks(one, lines[one.indicator.area_id], chairs, today)]
    return [ask for ask in asks if user is None or ask.user == user]


def _nobody_now(one: Missing, today: date) -> bool:
    nation = one.indicator.area.nation
    return one.silence == Silence.NOBODY and is_asked(one.period.end, today, nation)


def _asks(one: Missing, line: AreaLine, chairs: Chairs, today: date) -> Iterator[FigureAsk]:
    """Who hears of one figure."""
    nation = one.indicator.area.nation
    opens = one.request.asked_on if one.request else asking_day(one.period.end, nation)
    closes = one.request.due_on if one.request else due_day(one.period.end, opens, nation)
    asking = line.asking(opens, closes, nation)
    for person, why, kinds in _whom(one, line, chairs, late=today > closes):
        if step := due_step(asking, kinds, today, person.mail_day):
            key = f"figure:{one.indicator.pk}:{one.period.end.isoformat()}:{closes}:{step.kind}"
            yield FigureAsk(
                person, why, step.kind, key, one.indicator, one.period, closes, line.coordinators
            )


def _whom(one: Missing, line: AreaLine, chairs: Chairs, *, late: bool) -> Iterator[Whom]:
    if one.silence == Silence.NOBODY:
        return line.nobody(late=late)
    post = one.indicator.post
    seated = chairs.get(post.body_id or 0, ()) if post else ()
    return line.whom(one.givers.holders, one.givers.deputies, seated, late=late)


def chairs_of(bodies: set[int | None], today: date) -> dict[int, list[User]]:
    """Who chairs each of some bodies on a day. One query."""
    seats: defaultdict[int, list[User]] = defaultdict(list)
    rows = Membership.objects.filter(body__in=bodies, seat=Seat.CHAIR, user__is_active=True)
    for seat in rows.current(today).select_related("user"):
        if seat.user:
            seats[seat.body_id].append(seat.user)
    return seats
