"""The returns of sub-committees as they stand on a report's day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from django.db.models import OuterRef, QuerySet
from django.utils import timezone

from audit.enums import Kind
from audit.queries.versions import as_they_were, relate
from audit.rules.days import Day
from documents.enums import ReportKind
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from returns.enums import ReturnKind
from returns.models import CourseAnswer, CourseQuestion, Duty, Return
from returns.queries.contents import Content, contents_of
from returns.queries.register import Owed, owed_of
from returns.rules.report import Account, Later, register_parts, tells


def owed(area: int | OuterRef) -> QuerySet[Duty]:
    """What sub-committees of an area owe."""
    return Duty.objects.filter(area=area)


def told_of_returns(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Their parts of a report. A constant number of queries."""
    known = as_they_were(owed(day.area).select_related("area", "body"), then.of(Kind.DUTY))
    duties = [row for row in known if row.starts <= day.as_of]
    relate(duties, "body", then.of(Kind.BODY))
    rows = owed_of(duties, day.as_of)
    told = {
        row.standing.holds.key: row
        for row in rows
        if row.standing.holds and tells(row.standing, day.period_start, day.as_of)
    }
    contents = contents_of(
        Return.objects.filter(pk__in=told).select_related("duty"), day.as_of, then
    )
    accounts = [_account(row, contents) for row in rows]
    return register_parts(
        sorted(accounts, key=lambda one: (one.period, one.body, one.title)),
        list(_later(day, set(told), then)),
        since=day.period_start,
        until=day.as_of,
        annual=day.kind == ReportKind.ANNUAL,
    )


def _account(row: Owed, contents: dict[int, Content]) -> Account:
    plain = Account(
        kind=ReturnKind(row.duty.kind),
        title=row.duty.title,
        body=str(row.duty.body),
        period=row.period,
        due=row.due_on,
        standing=row.standing,
    )
    content = contents.get(row.standing.holds.key) if row.standing.holds else None
    if content is None:
        return plain
    return replace(
        plain,
        told=True,
        summary=content.sending.summary,
        reason=content.sending.reason,
        next_steps=content.sending.next_steps,
        strategy_review=content.sending.strategy_review,
        things=[item.told for item in content.items],
    )


def _later(day: ReportDay, told: set[int], then: Day) -> Iterator[Later]:
    """Courses that an earlier report told of: what was answered in this one's period, and what
    should have been."""
    rows = CourseQuestion.objects.filter(
        entry__sending__duty__area=day.area, asked_on__lte=day.as_of
    ).exclude(entry__sending__in=told)
    named = rows.select_related("entry__activity", "entry__sending__duty__body")
    known = list(named.prefetch_related("answers").order_by("entry__starts", "pk"))
    relate([row.entry for row in known], "activity", then.of(Kind.ACTIVITY))
    relate([row.entry.sending.duty for row in known], "body", then.of(Kind.BODY))
    for row in known:
        answered = _answered(row.answers.all(), day.as_of)
        if answered and timezone.localdate(answered.answered_at) >= day.period_start:
            yield _said(row, answered.changed, answered.known_by, answered=True)
        elif answered is None and day.period_start <= row.due_on < day.as_of:
            yield _said(row, "Asked, and nothing was answered.", "", answered=False)


def _answered(answers: Iterable[CourseAnswer], until: date) -> CourseAnswer | None:
    by_then = [row for row in answers if timezone.localdate(row.answered_at) <= until]
    return max(by_then, key=lambda row: row.pk, default=None)


def _said(row: CourseQuestion, words: str, known_by: str, *, answered: bool) -> Later:
    entry = row.entry
    body = str(entry.sending.duty.body)
    return Later(str(entry), body, entry.starts, words, known_by, answered)
