"""Which returns are asked of whom on a day, and what of courses: as for updates, in one letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from committees.models import Area
from figures.rules.periods import Period
from reminders.enums import ReminderKind, Why
from reminders.queries.area_lines import AreaLine, area_lines
from reminders.rules.steps import LEAD, due_step, sent_back_due
from returns.enums import ReturnState
from returns.models import Check, CourseQuestion, Duty
from returns.queries.register import Owed, owed_in
from returns.queries.writers import Writers, writers_of
from returns.rules.days import asking_day, is_asked

S = ReturnState
Step = tuple[User, Why, ReminderKind, str]


@dataclass(frozen=True)
class ReturnAsk:
    """The return of one quarter, or one course, that one person is to hear of today. `key` names
    the step; `course` is what is asked about again."""

    user: User
    why: Why
    kind: ReminderKind
    key: str
    duty: Duty
    period: Period
    due_on: date
    coordinators: Sequence[User] = ()
    course: CourseQuestion | None = None
    window: None = None

    @property
    def area_id(self) -> int:
        return self.duty.area_id

    @property
    def committee(self) -> str:
        return str(self.duty.area)


def return_asks(today: date, areas: Sequence[Area], user: User | None = None) -> list[ReturnAsk]:
    """Everything about the returns of `areas` that is to be told on a day, told already or not: to
    everybody, or to `user`. Twelve queries."""
    owed = [one for one in owed_in(areas, today) if _told(one, today)]
    questions = list(_unanswered(areas, today))
    if not owed and not questions:
        return []
    lines = area_lines([area.pk for area in areas], today)
    back = _sent_back(owed)
    writers = writers_of([row.entry.sending.duty for row in questions], today) if questions else {}
    asks = [ask for one in owed for ask in _asks(one, lines[one.duty.area_id], back, today)]
    for row in questions:
        duty = row.entry.sending.duty
        asks += _course_asks(row, writers[duty.pk], lines[duty.area_id], today)
    return [ask for ask in asks if user is None or ask.user == user]


def _told(one: Owed, today: date) -> bool:
    state = one.standing.state
    if state == S.NOBODY:
        nation = one.duty.area.nation
        asked = one.standing.asked is not None
        return asked or is_asked(one.period.end, one.duty.asked_after, today, nation)
    return state in (S.AWAITED, S.SILENT, S.SENT_BACK)


def _asks(
    one: Owed, line: AreaLine, back: dict[tuple[int, date], Check], today: date
) -> Iterator[ReturnAsk]:
    """Who hears of one return."""
    steps = _sent_back_steps(one, back, today) if one.standing.state == S.SENT_BACK else ()
    for person, why, kind, key in steps or _steps(one, line, today):
        yield ReturnAsk(person, why, kind, key, one.duty, one.period, one.due_on, line.coordinators)


def _steps(one: Owed, line: AreaLine, today: date) -> Iterator[Step]:
    nation, closes, asked = one.duty.area.nation, one.due_on, one.standing.asked
    if one.standing.state == S.SENT_BACK:
        return
    opens = asked.on if asked else asking_day(one.period.end, one.duty.asked_after, nation)
    asking, late = line.asking(opens, closes, nation), today > closes
    whom = (
        line.nobody(late=late)
        if not one.writers.first
        else line.whom(one.writers.chairs, one.writers.others, late=late)
    )
    for person, why, kinds in whom:
        if step := due_step(asking, kinds, today, person.mail_day):
            key = f"return:{one.duty.pk}:{one.period.end}:{closes}:{step.kind}"
            yield person, why, step.kind, key


def _sent_back_steps(one: Owed, back: dict[tuple[int, date], Check], today: date) -> Iterator[Step]:
    """Those who write are told on the next working day, once."""
    check = back.get((one.duty.pk, one.period.end))
    nation = one.duty.area.nation
    if check and sent_back_due(timezone.localdate(check.checked_at), today, nation):
        key = f"return-back:{check.pk}"
        for person in one.writers.first:
            yield person, Why.SENT_BACK, ReminderKind.SENT_BACK, key


def _course_asks(
    row: CourseQuestion, writers: Writers, line: AreaLine, today: date
) -> Iterator[ReturnAsk]:
    """Those who write, while it can be answered; nobody else hears of a silent course."""
    duty = row.entry.sending.duty
    asking = line.asking(row.asked_on, row.due_on, duty.area.nation)
    for person, why, _ in line.whom(writers.chairs, writers.others, late=False):
        if step := due_step(asking, LEAD, today, person.mail_day):
            key = f"course:{row.pk}:{row.due_on}:{step.kind}"
            period = row.entry.sending.period
            yield ReturnAsk(
                person, why, step.kind, key, duty, period, row.due_on, line.coordinators, row
            )


def _unanswered(areas: Sequence[Area], today: date) -> QuerySet[CourseQuestion]:
    rows = CourseQuestion.objects.filter(
        entry__sending__duty__area__in=list(areas),
        answers__isnull=True,
        asked_on__lte=today,
        due_on__gte=today,
    )
    return rows.select_related("entry__sending__duty__area", "entry__sending__duty__body")


def _sent_back(owed: Sequence[Owed]) -> dict[tuple[int, date], Check]:
    """The last check of each return that was sent back. One query."""
    duties = {one.duty.pk for one in owed if one.standing.state == S.SENT_BACK}
    rows = Check.objects.filter(sending__duty__in=duties).select_related("sending")
    return {
        (row.sending.duty_id, row.sending.period_end): row
        for row in rows.order_by("sending__number")
    }
