"""What somebody types for one indicator and period: read, checked, and told apart from what stands.

A form, a table of many indicators, a spreadsheet and a pasted block all go through here. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final

from figures.enums import ObservationStatus, Unit
from figures.rules import values
from figures.rules.given import Given, why_not
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Observed
from figures.rules.typed_numbers import Read, read_number

S = ObservationStatus
FIXED: Final = (S.FINAL, S.REVISED)
# what is asked about: a change by more than half and by ten or more; of percentages by 20 points
LARGE_PART: Final = Fraction(1, 2)
LARGE_COUNT: Final = 10
LARGE_POINTS: Final = 20
NOT_TAKEN_BACK: Final = (
    "A number that was given is not taken back by leaving it empty. Type n/a and say why."
)
SAY_WHY: Final = "Say why there is no number."


class Part(Enum):
    """Where a fault stands."""

    NUMBER = "n"
    DIVIDED_BY = "d"
    NOTE = "note"


@dataclass(frozen=True)
class Typed:
    """What is typed into the fields of one category, as it is typed."""

    number: str = ""
    divided_by: str = ""

    @property
    def empty(self) -> bool:
        return not self.number.strip() and not self.divided_by.strip()


@dataclass(frozen=True)
class Entry:
    """What is typed for one indicator and period. `filled`: the fields held what stood before, so
    an empty one was emptied; in a spreadsheet an empty cell says nothing."""

    cells: Mapping[int | None, Typed]
    status: ObservationStatus = S.FINAL
    note: str = ""
    filled: bool = False


Place = tuple[int | None, Part]


@dataclass
class Outcome:
    """`given` is what is new or changed. `jump` asks about a large change, in words; `doubts` about
    what does not fit with other figures."""

    given: list[Given] = field(default_factory=list)
    same: list[int | None] = field(default_factory=list)
    faults: dict[Place, str] = field(default_factory=dict)
    jump: str = ""
    doubts: list[str] = field(default_factory=list)

    @property
    def asks(self) -> str:
        """What whoever gives it is asked to check, in words."""
        return " ".join(filter(None, (self.jump, *self.doubts)))

    @property
    def good(self) -> bool:
        return not self.faults


def read_entry(row: IndicatorRecord, period: Period, entry: Entry) -> Outcome:
    """What `entry` gives of `row` for `period`, beside what stands; with faults nothing counts."""
    outcome = Outcome()
    stands = _standing(row, period)
    read: dict[int | None, Given] = {}
    for category in slots(row):
        typed = entry.cells.get(category, Typed())
        if one := _read(row, period, category, typed, entry, stands.get(category), outcome):
            read[category] = one
    if entry.status == S.NOT_AVAILABLE:
        _not_available(row, period, entry, stands, read, outcome)
    for category, one in read.items():
        _told_apart(category, one, stands.get(category), outcome)
    if outcome.good and outcome.given:
        numbers = _numbers(stands, outcome.given)
        for place, fault in _sums(row, numbers):
            outcome.faults[place] = fault
        outcome.jump = _jump(row, period, outcome.given)
    if not outcome.good:
        outcome.given = []
    return outcome


def slots(row: IndicatorRecord) -> list[int | None]:
    """Everything of which a number is asked: of all, then each category."""
    return [None, *(one.pk for one in row.categories)]


def label_of(row: IndicatorRecord, category: int | None) -> str:
    return next((one.label for one in row.categories if one.pk == category), "All")


def as_typed(number: Decimal | None) -> str:
    """A stored number as somebody would type it: "1204", "3.5"."""
    if number is None:
        return ""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


def told(row: IndicatorRecord, one: Observed | None) -> str:
    """What was observed, in words for whoever may see it: "23 of 25", "Not available"."""
    if one is None:
        return "Nothing"
    if one.numerator is None:
        return "Not available"
    if row.unit == Unit.COUNT or one.denominator is None:
        return _read_aloud(one.numerator)
    return f"{_read_aloud(one.numerator)} of {_read_aloud(one.denominator)}"


def _read_aloud(number: Decimal) -> str:
    whole, point, rest = as_typed(number).partition(".")
    return f"{int(whole):,}{point}{rest}"


def _standing(row: IndicatorRecord, period: Period) -> dict[int | None, Observed]:
    return {category: one for (category, of), one in row.newest().items() if of == period}


def _read(
    row: IndicatorRecord,
    period: Period,
    category: int | None,
    typed: Typed,
    entry: Entry,
    stands: Observed | None,
    outcome: Outcome,
) -> Given | None:
    """The number of one category; None where nothing is typed or something is wrong."""
    part, whole = read_number(typed.number), read_number(typed.divided_by)
    for place, one in ((Part.NUMBER, part), (Part.DIVIDED_BY, whole)):
        if one.fault:
            outcome.faults[category, place] = one.fault
    if part.fault or whole.fault:
        return None
    if part.empty and whole.empty:
        if entry.filled and entry.status != S.NOT_AVAILABLE and _has_number(stands):
            outcome.faults[category, Part.NUMBER] = NOT_TAKEN_BACK
        return None
    if part.not_available or whole.not_available:
        return _said_not_available(period, category, (part, whole), entry, outcome)
    status = S.FINAL if entry.status == S.NOT_AVAILABLE else entry.status
    given = Given(period, part.number, whole.number, category, status, entry.note)
    if problem := why_not(row.unit, row.denominator, given):
        place = Part.DIVIDED_BY if _of_the_whole(given, row) else Part.NUMBER
        outcome.faults[category, place] = problem[0].upper() + problem[1:]
        return None
    return given


def _of_the_whole(given: Given, row: IndicatorRecord) -> bool:
    """Whether what is wrong is the number below the line."""
    if row.unit == Unit.COUNT:
        return given.denominator is not None
    return given.numerator is not None and given.denominator is None


def _said_not_available(
    period: Period,
    category: int | None,
    read: tuple[Read, Read],
    entry: Entry,
    outcome: Outcome,
) -> Given | None:
    if any(one.number is not None for one in read):
        outcome.faults[category, Part.NUMBER] = (
            "One of the two is a number and the other is not available. Give both, or n/a for both."
        )
        return None
    if not entry.note.strip():
        outcome.faults[None, Part.NOTE] = SAY_WHY
    return Given(period, None, None, category, S.NOT_AVAILABLE, entry.note)


def _not_available(
    row: IndicatorRecord,
    period: Period,
    entry: Entry,
    stands: Mapping[int | None, Observed],
    read: dict[int | None, Given],
    outcome: Outcome,
) -> None:
    """The whole figure is said not to be there: no number may stand beside that, and what was given
    of its categories is not there either."""
    for category, one in list(read.items()):
        if one.numerator is not None:
            outcome.faults[category, Part.NUMBER] = "There is a number, so it is available."
    if not entry.note.strip():
        outcome.faults[None, Part.NOTE] = SAY_WHY
    for category in (None, *(one for one in stands if one is not None)):
        read[category] = Given(period, None, None, category, S.NOT_AVAILABLE, entry.note)


def _told_apart(
    category: int | None, one: Given, stands: Observed | None, outcome: Outcome
) -> None:
    """New, changed, or as it stands; a final number that is changed is revised and says why."""
    if stands is None:
        outcome.given.append(one)
        return
    same = (stands.numerator, stands.denominator) == (one.numerator, one.denominator)
    note = one.note.strip()
    if same and (
        _settled(stands.status, one.status) and (category is not None or note == stands.note)
    ):
        outcome.same.append(category)
        return
    if not same and stands.status in FIXED:
        if not note or note == stands.note:
            outcome.faults[None, Part.NOTE] = (
                "Say why it is revised: what you give takes the place of a final number."
            )
        if one.status != S.NOT_AVAILABLE:
            one = _with(one, S.REVISED)
    elif same and stands.status == S.REVISED and one.status == S.FINAL:
        one = _with(one, S.REVISED)
    outcome.given.append(one)


def _settled(stands: ObservationStatus, given: ObservationStatus) -> bool:
    return stands == given or (stands == S.REVISED and given == S.FINAL)


def _with(one: Given, status: ObservationStatus) -> Given:
    return Given(one.period, one.numerator, one.denominator, one.category, status, one.note)


def _has_number(stands: Observed | None) -> bool:
    return stands is not None and stands.numerator is not None


Pair = tuple[Decimal | None, Decimal | None]


def _numbers(
    stands: Mapping[int | None, Observed], given: Sequence[Given]
) -> dict[int | None, Pair]:
    """Both numbers of each category as they would stand."""
    before = {key: (one.numerator, one.denominator) for key, one in stands.items()}
    return {**before, **{one.category: (one.numerator, one.denominator) for one in given}}


def _sums(row: IndicatorRecord, numbers: Mapping[int | None, Pair]) -> Iterator[tuple[Place, str]]:
    """Where parts do not add up to what they stand in. Bands that overlap need not; of bands that
    are not all there the sum may be less."""
    names: dict[int | None, str] = {one.pk: f"“{one.label}”" for one in row.categories}
    names[None] = "the total"
    for whole in slots(row):
        parts = [one.pk for one in row.categories if one.parent == whole]
        if not parts:
            continue
        for at, place in enumerate((Part.NUMBER, Part.DIVIDED_BY)):
            if fault := _sum_fault(row, whole, parts, numbers, at, names[whole]):
                yield (whole, place), fault


def _sum_fault(
    row: IndicatorRecord,
    whole: int | None,
    parts: Sequence[int],
    numbers: Mapping[int | None, Pair],
    at: int,
    name: str,
) -> str:
    given = [numbers.get(part, (None, None))[at] for part in parts]
    there = [one for one in given if one is not None]
    total = numbers.get(whole, (None, None))[at]
    if not there:
        return ""
    if total is None:
        told_of = whole in numbers or at == 1
        return "" if told_of else "Parts are given: give the number of all as well."
    words = "parts" if whole is not None or not row.breakdown else _plural(row.breakdown)
    if row.overlapping:
        most = max(there)
        said = f"One of the {words} says {as_typed(most)}, {name} says {as_typed(total)}."
        return said if most > total else ""
    added = sum(there, Decimal(0))
    if added == total or (added < total and len(there) < len(parts)):
        return ""
    return f"The {words} add up to {as_typed(added)}, {name} says {as_typed(total)}."


def _plural(breakdown: str) -> str:
    """ "age bands", "areas of concern"."""
    head, of, tail = breakdown.partition(" of ")
    return f"{head[:1].lower()}{head[1:]}{'' if head.endswith('s') else 's'}{of}{tail}"


def _jump(row: IndicatorRecord, period: Period, given: Sequence[Given]) -> str:
    """A large change from the period before, in words that ask about it; "" where there is none."""
    one = next((one for one in given if one.category is None), None)
    before = row.newest().get((None, row.before(period)))
    if one is None or before is None:
        return ""
    now = values.worked_out(row.unit, one.numerator, one.denominator)
    then = row.value(before)
    if now is None or then is None or not _large(row.unit, then, now):
        return ""
    shown = [values.printed(value, row.decimals, row.unit) for value in (then, now)]
    return f"It was {shown[0]} in the period before and is {shown[1]} now."


def _large(unit: str, then: Fraction, now: Fraction) -> bool:
    moved = abs(now - then)
    if unit == Unit.PERCENT:
        return moved >= LARGE_POINTS
    if unit == Unit.COUNT and moved < LARGE_COUNT:
        return False
    return moved > LARGE_PART * max(then, now) if then and now else bool(moved)
