"""The days that a committee's meeting asks for: pure rules of values (domain.md, "The quarter")."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final, Protocol

FURTHEST_OPENING: Final = 90
FURTHEST_REPORT: Final = 60


class Days(Protocol):
    """How many days before and after its meeting a committee does what."""

    opens_before: int
    closes_before: int
    review_before: int
    papers_before: int
    applied_after: int
    report_after: int
    reminder_before_closing: int
    last_before_closing: int
    deputy_after_closing: int
    chair_after_closing: int


@dataclass(frozen=True)
class Step:
    """One day of a quarter. `key` is the field of `Quarter`."""

    key: str
    label: str
    day: date


@dataclass(frozen=True)
class Quarter:
    """The days round one meeting, in the order in which they come."""

    opens: date
    closes: date
    review: date
    papers: date
    meeting: date
    applied: date
    report: date

    def steps(self) -> Iterator[Step]:
        for item in fields(self):
            yield Step(item.name, LABELS[item.name], getattr(self, item.name))


LABELS: Final = {
    "opens": "Leads are asked for updates",
    "closes": "Updates close",
    "review": "The chair reviews",
    "papers": "Papers go out",
    "meeting": "Meeting",
    "applied": "Decisions applied",
    "report": "Report due to chief officers",
}


def dates_of(held_on: date, days: Days) -> Quarter:
    """The quarter of a meeting on `held_on`. In order for all `days` in which `faults` finds none.

    Whole days of the calendar: neither the clock's change nor a leap day moves them.
    """
    return Quarter(
        opens=held_on - timedelta(days.opens_before),
        closes=held_on - timedelta(days.closes_before),
        review=held_on - timedelta(days.review_before),
        papers=held_on - timedelta(days.papers_before),
        meeting=held_on,
        applied=held_on + timedelta(days.applied_after),
        report=held_on + timedelta(days.report_after),
    )


def faults(days: Days) -> dict[str, str]:
    """What is out of order in a committee's days, by field, in words; empty when all is well."""
    checks = [*_before(days), *_after(days), *_asking(days)]
    return {field: words for field, bad, words in checks if bad}


# field, whether it is at fault, and in what words; of a field's faults the last is said
Checks = list[tuple[str, bool, str]]


def _before(days: Days) -> Checks:
    return [
        (
            "opens_before",
            days.opens_before <= days.closes_before,
            "The window has to open before it closes: give more days than for the closing.",
        ),
        (
            "opens_before",
            days.opens_before > FURTHEST_OPENING,
            f"A window can open at most {FURTHEST_OPENING} days before the meeting.",
        ),
        (
            "review_before",
            days.review_before > days.closes_before,
            "The chair can review only when updates have closed: give as many days as for the "
            "closing, or fewer.",
        ),
        (
            "papers_before",
            days.papers_before > days.review_before,
            "Papers go out after the chair's review: give as many days as for the review, or "
            "fewer.",
        ),
    ]


def _after(days: Days) -> Checks:
    return [
        (
            "report_after",
            days.report_after < days.applied_after,
            "The report comes after the decisions are applied: give as many days as for that, or "
            "more.",
        ),
        (
            "report_after",
            days.report_after > FURTHEST_REPORT,
            f"The report can be due at most {FURTHEST_REPORT} days after the meeting.",
        ),
    ]


def _asking(days: Days) -> Checks:
    return [
        (
            "reminder_before_closing",
            days.reminder_before_closing >= days.opens_before - days.closes_before > 0,
            "The reminder has to come after the window opens: give fewer days.",
        ),
        (
            "last_before_closing",
            days.last_before_closing >= days.reminder_before_closing,
            "The last reminder comes after the first: give fewer days than for the first.",
        ),
        (
            "deputy_after_closing",
            days.deputy_after_closing < 1,
            "Deputies hear of it after the window has closed: give at least 1 day.",
        ),
        (
            "chair_after_closing",
            days.chair_after_closing > days.closes_before,
            "The chair of the sub-committee would hear of it after the meeting: give fewer days.",
        ),
        (
            "chair_after_closing",
            days.chair_after_closing <= days.deputy_after_closing,
            "The chair of the sub-committee hears of it after the deputy: give more days than for "
            "the deputy.",
        ),
    ]


def all_steps(held_on: date, days: Days) -> list[Step]:
    """The quarter of a meeting with the days on which answers are asked for, in order of days."""
    quarter = dates_of(held_on, days)
    asking = [
        ("reminder", "Reminder to those who have not answered", -days.reminder_before_closing),
        ("last", "Last reminder", -days.last_before_closing),
        ("deputy", "Deputies hear what is still missing", days.deputy_after_closing),
        ("chair", "Sub-committee chairs and the coordinator hear it", days.chair_after_closing),
    ]
    steps = [Step(key, label, quarter.closes + timedelta(add)) for key, label, add in asking]
    return sorted([*quarter.steps(), *steps], key=lambda step: step.day)
