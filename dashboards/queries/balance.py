"""Total, added, withdrawn, completed and ongoing by date (domain.md, rule 8). Pure.

total(t) = total(t-1) + added - withdrawn and ongoing = total - completed: true of every row because
each is counted from the same two days. What came and went between them counts on both sides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.enums import ActionKind, CompletionState
from actions.queries.positions import Position
from actions.rules.record import ActionRecord
from dashboards.queries.selection import OPEN
from dashboards.rules.addresses import Addresses, Count
from documents.papers.counts import Lifetime
from timescales.date_format import short_day
from timescales.days import stands_on

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


@dataclass(frozen=True, slots=True)
class Life(Lifetime):
    """When an action was in the plan, and from when until when it counted as completed.

    An end of None: it still does. What was reopened was complete until that day, and stays so in
    the counts of the days before.
    """

    completed: Sequence[tuple[date, date | None]] = ()

    def completed_by(self, day: date) -> bool:
        return any(stands_on(day, first, gone) for first, gone in self.completed)


def life_of(record: ActionRecord) -> Life:
    """An action's life; a completion counts from its verification, an imported one from its day."""
    action = record.action
    stood = (CompletionState.VERIFIED, CompletionState.REOPENED)
    spans = [
        (max(row.completed_on, row.decided_on or row.completed_on), row.reopened_on)
        for row in record.completions
        if row.state in stood and (row.imported or row.decided_on)
    ]
    return Life(action.added_on, action.withdrawn_on, spans)


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
    then: date | None = None
    lives = [
        life_of(record)
        for record in position.record.actions
        if record.action.kind == ActionKind.RATED
    ]
    for day, label in days_of(position):
        members = [life for life in lives if life.stands_on(day)]
        done = sum(life.completed_by(day) for life in members)
        came, left = (0, 0) if then is None else _between(lives, then, day)
        rows.append(_row(day, label, (len(members), came, left, done), then, addresses))
        then = day
    return rows


def _between(lives: Sequence[Life], then: date, day: date) -> tuple[int, int]:
    """How many came into the plan and how many left it since `then`."""
    came, left = (life.came(then, day) for life in lives), (life.left(then, day) for life in lives)
    return sum(came), sum(left)


def _row(
    day: date,
    label: str,
    counted: tuple[int, int, int, int],
    then: date | None,
    addresses: Addresses,
) -> BalanceRow:
    """`counted`: in the plan, added, withdrawn, completed."""
    total, came, left, done = counted
    return BalanceRow(
        day=day,
        label=label,
        total=Count(total, addresses.rated(as_of=day)),
        added=_moved("added", came, day, then, addresses) if then else None,
        withdrawn=_moved("withdrawn", left, day, then, addresses) if then else None,
        completed=Count(done, addresses.rated(as_of=day, status="complete")),
        ongoing=Count(total - done, addresses.rated(as_of=day, status=OPEN)),
    )


def _moved(move: str, number: int, day: date, then: date, addresses: Addresses) -> Count:
    return Count(number, addresses.rated(as_of=day, since=then, moved=move))


def points(rows: Sequence[BalanceRow]) -> list[tuple[str, int, int]]:
    """(day in words, total, completed) for the chart of completed actions by date."""
    return [(short_day(row.day), row.total.number, row.completed.number) for row in rows]
