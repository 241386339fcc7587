"""What is true on a report's day, and how a contradiction is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from tests.oracle.record import Record
from tests.oracle.truth import Truth, plan_on

LABELS = {"not_updated": "Not updated this quarter", "not_rated": "Not rated"}


@dataclass(frozen=True)
class Position:
    """What is true on a report's day: the oracle's own, also of the report before."""

    day: date
    start: date
    record: Record
    plan: dict[int, Truth]
    before: "Position | None"
    frozen: date
    printed: tuple[tuple[str, ...], ...] = ()  # its counts by date, once they were read

    @property
    def rated(self) -> list[Truth]:
        return [row for row in self.plan.values() if row.rated]

    def label(self, status: str) -> str:
        return self.record.label(status) or LABELS[status]


def position(
    record: Record, day: date, start: date, before: Position | None, frozen: date | None = None
) -> Position:
    """What is true on `day` by a record that was read on the day of freezing."""
    earlier = replace(before, before=None) if before else None
    return Position(day, start, record, plan_on(record, day), earlier, frozen or day)


def differs(what: str, printed: object, true: object) -> Iterator[str]:
    if printed != true:
        yield f"{what}: printed {printed!r}, true is {true!r}"


def amount(number: int, name: str) -> str:
    return f"{number or 'no'} {name}{'' if number == 1 else 's'}"


def per_cent(part: int, whole: int) -> str:
    """To the nearest whole one, halves upwards: with pencil and paper."""
    return f"{int(part * 100 / whole + 0.5)}%"


def bare_label(cell: str) -> str:
    """A status without its symbol."""
    return re.sub(r"^\W+", "", cell.split(" | ")[0]).strip()
