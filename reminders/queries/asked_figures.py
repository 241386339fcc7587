"""Which figures are asked of whom on a day: the same steps and the same letter as for updates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from accounts.models import User
from accounts.roles import ROLE_PERMISSIONS, Permission, Role
from committees.enums import Seat
from committees.models import Area, Membership, Offsets, RoleGrant
from documents.enums import Silence
from figures.models import Indicator
from figures.queries.gaps import Missing, missing_in
from figures.rules.periods import Period
from figures.rules.requests import asking_day, due_day, is_asked
from reminders.enums import ReminderKind, Why
from reminders.rules.steps import CHAIR, COORDINATOR, DEPUTY, LEAD, Asking, due_step

READS = frozenset(role for role in Role if Permission.PLAN_READ in ROLE_PERMISSIONS[role])


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


@dataclass
class _Line:
    """Who hears of an area's figures beside those who give them."""

    coordinators: list[User] = field(default_factory=list)
    readers: set[int] = field(default_factory=set)
    chairs: Mapping[int, Sequence[User]] = field(default_factory=dict)
    offsets: Offsets = field(default_factory=Offsets)


def figure_asks(today: date, areas: Sequence[Area], user: User | None = None) -> list[FigureAsk]:
    """Everything about the figures of `areas` that is to be told on a day, told already or not: to
    everybody, or to `user`. Eight queries."""
    missing = missing_in(areas, today)
    told = [one for one in missing if one.request or _nobody_now(one, today)]
    if not told:
        return []
    lines = _lines(told, today)
    asks = [ask for one in told for ask in _asks(one, lines[one.indicator.area_id], today)]
    return [ask for ask in asks if user is None or ask.user == user]


def _nobody_now(one: Missing, today: date) -> bool:
    nation = one.indicator.area.nation
    return one.silence == Silence.NOBODY and is_asked(one.period.end, today, nation)


def _asks(one: Missing, line: _Line, today: date) -> Iterator[FigureAsk]:
    """Who hears of one figure: as for updates, those who give it, then deputy, chair and
    coordinator; where there is nobody to ask the coordinator at once."""
    nation = one.indicator.area.nation
    opens = one.request.asked_on if one.request else asking_day(one.period.end, nation)
    closes = one.request.due_on if one.request else due_day(one.period.end, opens, nation)
    asking = Asking(
        opens_on=opens,
        closes_on=closes,
        reminder_before=line.offsets.reminder_before_closing,
        last_before=line.offsets.last_before_closing,
        deputy_after=line.offsets.deputy_after_closing,
        chair_after=line.offsets.chair_after_closing,
        nation=nation,
    )
    for person, why, kinds in _whom(one, line, late=today > closes):
        if step := due_step(asking, kinds, today, person.mail_day):
            key = f"figure:{one.indicator.pk}:{one.period.end.isoformat()}:{closes}:{step.kind}"
            yield FigureAsk(
                person, why, step.kind, key, one.indicator, one.period, closes, line.coordinators
            )


def _whom(
    one: Missing, line: _Line, *, late: bool
) -> Iterator[tuple[User, Why, tuple[ReminderKind, ...]]]:
    if one.silence == Silence.NOBODY:
        for user in line.coordinators:
            yield user, Why.NOBODY, COORDINATOR if late else LEAD
        return
    if not late:
        why = Why.LEAD if one.givers.holders else Why.STANDS_IN
        for user in one.givers.first:
            yield user, why, LEAD
        return
    for user in one.givers.deputies if one.givers.holders else ():
        yield user, Why.DEPUTY, DEPUTY
    post = one.indicator.post
    for user in line.chairs.get(post.body_id or 0, ()) if post else ():
        if user not in one.givers.first and user.pk in line.readers:
            yield user, Why.CHAIR, CHAIR
    for user in line.coordinators:
        yield user, Why.COORDINATOR, COORDINATOR


def _lines(told: Sequence[Missing], today: date) -> dict[int, _Line]:
    """By area. Three queries."""
    lines = {one.indicator.area_id: _Line() for one in told}
    grants = RoleGrant.objects.filter(area__in=lines, role__in=READS, user__is_active=True)
    for grant in grants.current(today).select_related("user").order_by("user__name", "user_id"):
        line = lines[grant.area_id]
        line.readers.add(grant.user_id)
        if grant.role == Role.LEAD_OFFICER and grant.user not in line.coordinators:
            line.coordinators.append(grant.user)
    for offsets in Offsets.objects.filter(body__area__in=lines).select_related("body"):
        lines[offsets.body.area_id].offsets = offsets
    chairs = _chairs({one.indicator.post.body_id for one in told if one.indicator.post}, today)
    for line in lines.values():
        line.chairs = chairs
    return lines


def _chairs(bodies: set[int | None], today: date) -> dict[int, list[User]]:
    seats: defaultdict[int, list[User]] = defaultdict(list)
    rows = Membership.objects.filter(body__in=bodies, seat=Seat.CHAIR, user__is_active=True)
    for seat in rows.current(today).select_related("user"):
        if seat.user:
            seats[seat.body_id].append(seat.user)
    return seats
