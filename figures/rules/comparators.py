"""A comparator's numbers in the editions of their source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from figures.rules.periods import Period
from figures.rules.record import Comparator, IndicatorRecord
from timescales.date_format import month


@dataclass(frozen=True)
class Compared:
    """One comparator of an indicator, with every edition of each period, the earliest first."""

    name: str
    editions: tuple[Comparator, ...]

    def of(self, period: Period) -> list[Comparator]:
        return [row for row in self.editions if row.period == period]

    def value(self, period: Period) -> Decimal | None:
        """What the newest edition says; None where none has said anything."""
        rows = self.of(period)
        return rows[-1].value if rows else None

    def before(self, period: Period) -> Decimal | None:
        """What an earlier edition said, where the newest says something else."""
        rows = self.of(period)
        earlier = [row.value for row in rows[:-1] if row.value != rows[-1].value]
        return earlier[-1] if earlier else None

    def edition(self, period: Period) -> str:
        """ "March 2026": when the newest edition came out; "" for none."""
        rows = self.of(period)
        return month(rows[-1].edition) if rows else ""


def compared(
    indicator: IndicatorRecord, periods: Sequence[Period], category: int | None = None
) -> Compared | None:
    """The comparator that a chart shows: of several the one with the most of `periods`, then the
    first by name; None where none has any of them."""
    rows = [
        row
        for row in indicator.comparators
        if row.category == category and row.period in set(periods)
    ]
    by_name: dict[str, list[Comparator]] = {}
    for row in sorted(rows, key=lambda row: (row.name, row.period, row.edition)):
        by_name.setdefault(row.name, []).append(row)
    if not by_name:
        return None
    name = min(by_name, key=lambda name: (-len({row.period for row in by_name[name]}), name))
    return Compared(name, tuple(by_name[name]))
