"""What is given of one figure beside those that it is linked to: a part and its whole, a share and
what it is of, a register and who joined and left it. Pure.

Figures arrive in pieces and late, so what may be right is asked about; a part that is larger than
its whole, of one period and equally settled, cannot be right and is refused (ADR 241).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from figures.enums import LinkKind, ObservationStatus
from figures.rules.entry import Outcome, Part, as_typed
from figures.rules.given import Given
from figures.rules.numbers import RATES
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Observed

S = ObservationStatus
Key = tuple[int, Period]


@dataclass(frozen=True)
class LinkFault:
    """What does not fit, in words, said of the given figure `at`; `refused`: it cannot be right."""

    at: Key
    words: str
    refused: bool = False


@dataclass(frozen=True)
class _Numbers:
    """The numbers of all, as they would stand."""

    stands: Mapping[int, Mapping[tuple[int | None, Period], Observed]]
    given: Mapping[Key, Given]

    def at(self, key: Key) -> Given | Observed | None:
        pk, period = key
        return self.given.get(key) or self.stands[pk].get((None, period))

    def said_of(self, *keys: Key) -> Key | None:
        """The first of these that is given now; None where all of them stood before."""
        return next((key for key in keys if key in self.given), None)

    def periods(self, row: IndicatorRecord) -> list[Period]:
        return sorted({*row.periods(), *(period for pk, period in self.given if pk == row.pk)})


def link_faults(rows: Sequence[IndicatorRecord], given: Mapping[Key, Given]) -> list[LinkFault]:
    """What does not fit of the totals that are `given`, beside what stands of `rows`: those that
    whoever gives them may see. Bands are checked where they are read."""
    numbers = _Numbers({row.pk: row.newest() for row in rows}, given)
    there = {row.pk: row for row in rows}
    faults: list[LinkFault] = []
    for row in rows:
        for link in row.links:
            if other := there.get(link.to):
                faults += _linked(numbers, row, link.kind, other)
        faults += _moved(numbers, row, rows)
    return faults


def take_links(
    rows: Sequence[IndicatorRecord], outcomes: Mapping[tuple[int, Period], Outcome]
) -> None:
    """Say in the outcomes what does not fit with figures that they are linked to, among `rows`."""
    totals = {
        key: one
        for key, outcome in outcomes.items()
        for one in outcome.given
        if one.category is None
    }
    for fault in link_faults(rows, totals):
        outcome = outcomes[fault.at]
        if fault.refused:
            outcome.faults[None, Part.NUMBER] = fault.words
            outcome.given = []
        else:
            outcome.doubts.append(fault.words)


def _linked(
    numbers: _Numbers, row: IndicatorRecord, kind: LinkKind, other: IndicatorRecord
) -> Iterator[LinkFault]:
    for period in numbers.periods(row):
        keys = (row.pk, period), (other.pk, period)
        one, whole = numbers.at(keys[0]), numbers.at(keys[1])
        at = numbers.said_of(*keys)
        if at is None or one is None or whole is None or whole.numerator is None:
            continue
        if kind == LinkKind.PART_OF and one.numerator is not None:
            if one.numerator > whole.numerator:
                words = (
                    f"“{row.name}” is part of “{other.name}”, and {as_typed(one.numerator)} is "
                    f"more than {as_typed(whole.numerator)}."
                )
                yield LinkFault(at, words, _settled(one) == _settled(whole))
        elif kind == LinkKind.DENOMINATOR and _differs(row, one, whole):
            words = (
                f"“{row.name}” is a share of “{other.name}”: it is divided by "
                f"{as_typed(one.denominator)}, and that says {as_typed(whole.numerator)}."
            )
            yield LinkFault(at, words)


def _differs(share: IndicatorRecord, one: Given | Observed, whole: Given | Observed) -> bool:
    """A rate's denominator is a population, which is no other figure's number."""
    return share.unit not in RATES and one.denominator not in (None, whole.numerator)


def _settled(one: Given | Observed) -> bool:
    return one.status != S.PROVISIONAL


def _moved(
    numbers: _Numbers, stock: IndicatorRecord, rows: Sequence[IndicatorRecord]
) -> Iterator[LinkFault]:
    """As at the end = as at the end before + who joined - who left; where one of these is not
    there, nothing is said."""
    joined, left = (
        [row for row in rows for link in row.links if (link.kind, link.to) == (kind, stock.pk)]
        for kind in (LinkKind.JOINS, LinkKind.LEAVES)
    )
    for period in numbers.periods(stock) if joined and left else ():
        now, then = (stock.pk, period), (stock.pk, stock.before(period))
        moves = [(row.pk, period) for row in (*joined, *left)]
        at = numbers.said_of(now, *moves, then)
        values = [_number(numbers, key) for key in (now, then, *moves)]
        there = [value for value in values if value is not None]
        if at is None or len(there) < len(values):
            continue
        is_, was, *more = there
        came = sum(more[: len(joined)], Decimal(0))
        went = sum(more[len(joined) :], Decimal(0))
        if is_ != was + came - went:
            yield LinkFault(
                at,
                f"“{stock.name}” was {as_typed(was)} a period before; with {as_typed(came)} that "
                f"came and {as_typed(went)} that went it would be {as_typed(was + came - went)}, "
                f"and it is {as_typed(is_)}.",
            )


def _number(numbers: _Numbers, key: Key) -> Decimal | None:
    one = numbers.at(key)
    return one.numerator if one is not None else None
