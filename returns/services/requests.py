"""Sub-committees are asked for the returns of quarters that have ended, and about courses again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import locked_rows
from committees.models import Area
from returns.enums import Outcome, ReturnState
from returns.models import CourseQuestion, Duty, Entry, ReturnRequest
from returns.queries.register import owed_of
from returns.queries.writers import writers_of
from returns.rules.days import asks_again, due_day, is_asked, question_due


@transaction.atomic
def ask_for_returns(
    *, by: User | None, today: date, area: Area | None = None
) -> list[ReturnRequest]:
    """Ask each sub-committee for the return of a quarter, once, in `area` or everywhere; beat
    calls this daily.

    Nobody is asked where nobody chairs it who could answer; its chair is when there is one. A
    quarter that ended long ago is not asked for by itself (`returns.rules.days`).
    """
    wanted = Duty.objects.filter(starts__lte=today).select_related("area", "body")
    if area is not None:
        wanted = wanted.filter(area=area)
    # two who ask at once: the second waits here and sees what the first one asked
    duties = locked_rows(wanted)
    rows = ReturnRequest.objects.filter(duty__in=duties)  # also of a day to come: clocks go back
    known = set(rows.values_list("duty", "period_end"))
    asked = [
        ReturnRequest(
            duty=one.duty,
            period_start=one.period.start,
            period_end=one.period.end,
            asked_on=today,
            due_on=due_day(one.period.end, one.duty.due_after, today, one.duty.area.nation),
        )
        for one in owed_of(duties, today)
        if one.standing.state == ReturnState.NOT_ASKED
        and (one.duty.pk, one.period.end) not in known
        and is_asked(one.period.end, one.duty.asked_after, today, one.duty.area.nation)
    ]
    ReturnRequest.objects.bulk_create(asked)
    _record(by, "asked for returns", [(row.duty.area, str(row.duty)) for row in asked])
    return asked


@transaction.atomic
def ask_about_courses(
    *, by: User | None, today: date, area: Area | None = None
) -> list[CourseQuestion]:
    """Ask what has changed in practice since a course, three months after it, once; of the courses
    of returns that were accepted and wanted it. Beat calls this daily."""
    wanted = Entry.objects.filter(
        ask_again=True,
        question__isnull=True,
        sending__verdict__outcome=Outcome.ACCEPTED,
        starts__lte=today,
    )
    if area is not None:
        wanted = wanted.filter(sending__duty__area=area)
    rows = locked_rows(wanted.select_related("sending__duty__area", "sending__duty__body"))
    known = set(CourseQuestion.objects.filter(entry__in=rows).values_list("entry", flat=True))
    writers = writers_of([row.sending.duty for row in rows], today) if rows else {}
    asked = [
        CourseQuestion(
            entry=row, asked_on=today, due_on=question_due(today, row.sending.duty.area.nation)
        )
        for row in rows
        if row.pk not in known
        and _last(row)
        and writers[row.sending.duty_id].first
        and asks_again(row.ends or row.starts or today, today, row.sending.duty.area.nation)
    ]
    CourseQuestion.objects.bulk_create(asked)
    told = [(row.entry.sending.duty.area, str(row.entry)) for row in asked]
    _record(by, "asked about courses again", told)
    return asked


def _last(row: Entry) -> bool:
    """Whether no later sending of the same return was accepted, which tells of its courses
    anew."""
    sending = row.sending
    later = sending.duty.sendings.filter(period_end=sending.period_end, number__gt=sending.number)
    return not later.filter(verdict__outcome=Outcome.ACCEPTED).exists()


def _record(by: User | None, verb: str, told: Sequence[tuple[Area, str]]) -> None:
    """One event for each area, with the names of what it was asked for."""
    for area in dict.fromkeys(area for area, _ in told):
        names = [name for one, name in told if one == area]
        changes = {"asked": names, "numbers": len(names)}
        record(by=by, verb=verb, target=area, area_id=area.pk, changes=changes)
