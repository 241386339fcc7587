"""Total, added, withdrawn, completed and ongoing by date (domain.md, rule 8). Pure.

total(t) = total(t-1) + added - withdrawn and ongoing = total - completed: true of every row because
each is counted from the same two days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.enums import ActionKind, CompletionState
from actions.queries import in_plan
from actions.standing import ActionRecord
from reporting.addresses import Addresses, Count
from reporting.positions import Position
from reporting.selection import OPEN

MOST_ROWS = 9


@dataclass(frozen=True)
class BalanceRow:
    """The counts of one day; `added` and `withdrawn` since the row before, None in the first."""

    day: date
    label: str
    total: Count
    added: Count | None
    withdrawn: Count | None
    completed: Count
    ongoing: Count


def completed_by(record: ActionRecord, day: date) -> bool:
    """Whether a completion had been verified by `day`; an imported one counts when reported."""
    return any(
        row.completed_on <= day
        and row.state == CompletionState.VERIFIED
        and (row.imported or (row.decided_on is not None and row.decided_on <= day))
        for row in record.completions
    )


def days_of(position: Position) -> list[tuple[date, str]]:
    """The days that are counted: the plan's start, each update window's end, the day looked at.

    The first and the latest are kept when there are many.
    """
    start, end = position.plan.period_start, position.as_of
    closings = {window.closes_on: window.label for window in position.record.windows}
    named = {start: "Start of the plan", position.since: "Day compared with", **closings}
    days = sorted(day for day in named if start <= day < end)
    kept = days if len(days) < MOST_ROWS else [days[0], *days[2 - MOST_ROWS :]]
    return [*((day, named[day]) for day in kept), (end, "Day looked at")]


def balance_rows(position: Position, addresses: Addresses) -> list[BalanceRow]:
    """One row a day, oldest first."""
    rows: list[BalanceRow] = []
    before: tuple[date, set[int]] | None = None
    for day, label in days_of(position):
        members = [
            record
            for record in position.record.actions
            if record.action.kind == ActionKind.RATED and in_plan(record.action, day)
        ]
        present = {record.action.pk for record in members}
        done = sum(completed_by(record, day) for record in members)
        rows.append(_row(day, label, present, done, before, addresses))
        before = (day, present)
    return rows


def _row(
    day: date,
    label: str,
    present: set[int],
    done: int,
    before: tuple[date, set[int]] | None,
    addresses: Addresses,
) -> BalanceRow:
    added = withdrawn = None
    if before:
        then, earlier = before
        added = _moved("added", len(present - earlier), day, then, addresses)
        withdrawn = _moved("withdrawn", len(earlier - present), day, then, addresses)
    return BalanceRow(
        day=day,
        label=label,
        total=Count(len(present), addresses.rated(as_of=day)),
        added=added,
        withdrawn=withdrawn,
        completed=Count(done, addresses.rated(as_of=day, status="complete")),
        ongoing=Count(len(present) - done, addresses.rated(as_of=day, status=OPEN)),
    )


def _moved(move: str, number: int, day: date, then: date, addresses: Addresses) -> Count:
    return Count(number, addresses.rated(as_of=day, since=then, moved=move))


def points(rows: Sequence[BalanceRow]) -> list[tuple[str, int, int]]:
    """(day in words, total, completed) for the chart of completed actions by date."""
    return [(f"{row.day:%-d %b %Y}", row.total.number, row.completed.number) for row in rows]
