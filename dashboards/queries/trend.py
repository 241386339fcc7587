"""How a plan stood on the day of each of its last reports, and stands now. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from actions.queries.positions import Position
from actions.rules.standing import Standing
from dashboards.rules.addresses import Addresses, Count
from dashboards.rules.status_parts import Part, Parts, parts_of
from documents.enums import Canonical


@dataclass(frozen=True)
class TrendRow:
    """A day with its rated actions by status; `now` is the day looked at, the others are those of
    the last reports."""

    day: date
    total: Count
    parts: Parts
    completed: int
    now: bool = False


def trend(position: Position, addresses: Addresses) -> list[TrendRow]:
    """A row for each of the position's `days_before` and one for its own day, oldest first.

    Counted from the record as it was at the end of each day, so that every number opens its list.
    Empty where there is no earlier day: one row is no trend.
    """
    if not position.days_before:
        return []
    today = {position.as_of: [row.standing for row in position.rows]}
    counted = {
        day: [row for row in rows if row.rated]
        for day, rows in {**position.days_before, **today}.items()
    }
    longest = max(len(rows) for rows in counted.values())
    return [_row(day, rows, position, addresses, longest) for day, rows in counted.items()]


def _row(
    day: date,
    rows: Sequence[Standing],
    position: Position,
    addresses: Addresses,
    longest: int,
) -> TrendRow:
    counts = Counter(row.bucket for row in rows)

    def part(key: str) -> Part:
        return Part(position.tags[key], Count(counts[key], addresses.rated(as_of=day, status=key)))

    return TrendRow(
        day=day,
        total=Count(len(rows), addresses.rated(as_of=day)),
        parts=parts_of(counts, part, longest),
        completed=counts[Canonical.COMPLETE],
        now=day == position.as_of,
    )


def told(rows: Sequence[TrendRow]) -> str:
    """The completed actions of the rows in one line, for those who do not see the parts."""
    numbers = ", ".join(str(row.completed) for row in rows)
    return f"Completed: {numbers}." if rows else ""
