"""The committee itself as an annual report tells of it: posts, agencies' seats and totals, no
person and no agency's attendance (ADR 317)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.rules.days import Day
from committees.enums import BodyKind
from committees.models import Body
from documents.enums import ReportKind
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord, RegisterTable
from governance.models import Contribution, Induction, Place, Strategy, Term, YearRule
from governance.queries.committee import (
    CommitteeItself,
    Given,
    Held,
    StrategyLine,
    YearOf,
    committee_itself,
    committee_of,
)
from meetings.models import AttendanceRecord
from timescales.date_format import day_range, long_day

CHAPTER, FUNDING = "functions", "funding"  # of an annual report (documents.sections)
TITLE = "The committee itself"
GIVEN = "What partners gave"
NOTE = "Attendance by agency stays with the committee and the chief officers."
OF_MEMBER = (Term, Induction)
OF_BODY = (YearRule, Place, Strategy, Contribution)


def recorded(area: int | OuterRef) -> QuerySet[Body]:
    """The area's committee, once anything is recorded of it here."""
    kept = Q(Exists(AttendanceRecord.objects.filter(meeting__body=OuterRef("pk"))))
    for of_body in OF_BODY:
        kept |= Q(Exists(of_body._default_manager.filter(body=OuterRef("pk"))))
    for of_member in OF_MEMBER:
        kept |= Q(Exists(of_member._default_manager.filter(membership__body=OuterRef("pk"))))
    return Body.objects.filter(kept, area=area, kind=BodyKind.COMMITTEE)


def told_of_committee(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of an annual report: the committee's year that holds the report's day. Nothing in
    any other."""
    body = committee_of(day.area) if day.kind == ReportKind.ANNUAL else None
    if body is None:
        return []
    itself = committee_itself(body, day.as_of, then)
    return [
        {
            "key": CHAPTER,
            "title": TITLE,
            "told": list(_told(itself)),
            "tables": list(_tables(itself)),
            "notes": [NOTE],
        },
        *_funding(itself),
    ]


def _told(itself: CommitteeItself) -> Iterator[str]:
    year = itself.years[0]
    yield f"Meetings from {day_range(year.year.starts, year.year.ends)}: {year.said}"
    yield _attended(year)
    yield itself.inducted
    if itself.chairless:
        yield "Nobody sat in the chair on that day."
    if not itself.places:
        yield "How many seats each agency has is not recorded, so vacancies are not known."


def _attended(year: YearOf) -> str:
    if not year.recorded:
        return "Who attended is not recorded."
    seats = year.all_seats
    said = (
        f"At {_number(year.recorded, 'meeting')} members and advisers were there {seats.taken} of "
        f"{seats.seats} times, {seats.deputy} of them by a deputy"
    )
    unknown = f"; of {year.unrecorded} held it is not recorded" if year.unrecorded else ""
    return f"{said}{unknown}."


def _tables(itself: CommitteeItself) -> Iterator[RegisterTable]:
    yield {
        "title": "Meetings of the year",
        "heads": ["Meeting", "What it was", "Members there"],
        "widths": [34, 33, 33],
        "rows": [
            [long_day(row.meeting.held_on), str(row.meeting.get_kind_display()), _seats(row)]
            for row in itself.years[0].meetings
        ],
        "empty": "No meeting is recorded in this year.",
    }
    yield {
        "title": "Terms of office",
        "heads": ["Seat", "Post", "Term"],
        "widths": [20, 40, 40],
        "rows": [
            [str(row.membership.get_seat_display()), row.membership.designation, row.term.words]
            for row in itself.members
        ],
        "empty": "No member is recorded.",
    }
    if itself.places:
        yield {
            "title": "Seats and vacancies",
            "heads": ["Seat", "Seats", "Members", "Vacant"],
            "widths": [55, 15, 15, 15],
            "rows": [
                [row.name, str(row.number), str(row.taken), str(row.vacant)]
                for row in itself.places
            ],
            "empty": "",
        }
    yield _strategies(itself)


def _funding(itself: CommitteeItself) -> Iterator[RegisterRecord]:
    """What partners gave, where any of it is recorded: in a chapter of its own, if there is one."""
    if itself.given:
        tables = [_contributions(given) for given in itself.given]
        yield {"key": FUNDING, "title": GIVEN, "told": [], "tables": tables, "notes": []}


def _seats(row: Held) -> str:
    if row.seats is None:
        return "To come" if row.to_come else "Not recorded" if row.recordable else "Nobody met"
    by_deputy = f", {row.seats.deputy} by a deputy" if row.seats.deputy else ""
    return f"{row.seats.taken} of {row.seats.seats}{by_deputy}"


def _strategies(itself: CommitteeItself) -> RegisterTable:
    return {
        "title": "Strategies and their reviews",
        "heads": ["Strategy", "Last reviewed", "Next review due", "Reviewed by"],
        "widths": [34, 18, 26, 22],
        "rows": [
            [
                row.strategy.title,
                long_day(row.strategy.reviewed_on) if row.strategy.reviewed_on else "Not recorded",
                _review(row),
                str(row.strategy.post or "No post is named"),
            ]
            for row in itself.strategies
        ],
        "empty": "No strategy is recorded.",
    }


def _review(row: StrategyLine) -> str:
    if row.strategy.due_on is None:
        return row.said
    return "\n".join(filter(None, (long_day(row.strategy.due_on), row.said)))


def _contributions(given: Given) -> RegisterTable:
    rows = [[str(row.agency), f"£{row.amount:,.2f}"] for row in given.rows]
    total = [["Of those recorded", f"£{given.total:,.2f}"]] if rows else []
    return {
        "title": f"Contributions of partners in {given.year.name}",
        "heads": ["Partner", "Amount"],
        "widths": [70, 30],
        "rows": [*rows, *total],
        "empty": "No contribution is recorded for this year.",
    }


def _number(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
