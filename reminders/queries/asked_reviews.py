"""Which reviews of risks are asked of whom on a day: the steps and the letter of figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from committees.models import Area
from documents.enums import Silence
from reminders.enums import ReminderKind, Why
from reminders.queries.area_lines import AreaLine, Whom, area_lines
from reminders.queries.asked_figures import Chairs, chairs_of
from reminders.rules.steps import due_step
from risks.models import Risk
from risks.queries.reviews import WantedReview, wanted_reviews
from risks.rules.reviews import asking_day, due_day


@dataclass(frozen=True)
class ReviewAsk:
    """One risk whose review one person is to hear of today. `key` names the step."""

    user: User
    why: Why
    kind: ReminderKind
    key: str
    risk: Risk
    due_on: date
    coordinators: Sequence[User] = ()
    window: None = None

    @property
    def area_id(self) -> int:
        return self.risk.area_id

    @property
    def committee(self) -> str:
        return str(self.risk.area)


def review_asks(today: date, areas: Sequence[Area], user: User | None = None) -> list[ReviewAsk]:
    """Everything about reviews of risks in `areas` that is to be told on a day, told already or
    not: to everybody, or to `user`. Eight queries; one where there are no risks."""
    rows = list(Risk.objects.in_register().filter(area__in=areas).select_related("area", "post"))
    wanted = wanted_reviews(rows, today) if rows else []
    told = [one for one in wanted if one.request or one.silence == Silence.NOBODY]
    if not told:
        return []
    lines = area_lines({one.risk.area_id for one in told}, today)
    chairs = chairs_of({one.risk.post.body_id for one in told if one.risk.post}, today)
    asks = [ask for one in told for ask in _asks(one, lines[one.risk.area_id], chairs, today)]
    return [ask for ask in asks if user is None or ask.user == user]


def _asks(one: WantedReview, line: AreaLine, chairs: Chairs, today: date) -> Iterator[ReviewAsk]:
    """Who hears of one review."""
    nation = one.risk.area.nation
    opens = one.request.asked_on if one.request else asking_day(one.review_by, nation)
    closes = one.request.due_on if one.request else due_day(one.review_by, opens, nation)
    asking = line.asking(opens, closes, nation)
    for person, why, kinds in _whom(one, line, chairs, late=today > closes):
        if step := due_step(asking, kinds, today, person.mail_day):
            key = f"risk:{one.risk.pk}:{one.review_by.isoformat()}:{closes}:{step.kind}"
            yield ReviewAsk(person, why, step.kind, key, one.risk, closes, line.coordinators)


def _whom(one: WantedReview, line: AreaLine, chairs: Chairs, *, late: bool) -> Iterator[Whom]:
    if one.silence == Silence.NOBODY:
        return line.nobody(late=late)
    post = one.risk.post
    seated = chairs.get(post.body_id or 0, ()) if post else ()
    return line.whom(one.givers.holders, one.givers.deputies, seated, late=late)
