"""What the readings of a measure say together: how each is printed, trend, difference. Pure.

Nothing of it is typed. A small number that counts children is printed as "fewer than 5" to whoever
may not see it exactly, and nothing beside it says what it is: no difference, no target reached, no
step between two hidden numbers, and not the note.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Protocol

from outcomes.enums import Good
from outcomes.rules.facts import MeasureFacts
from outcomes.rules.numbers import apart, plainly, printed, with_unit
from timescales.date_format import day_range, long_day

SMALLEST_SHOWN = 5
FEWER = f"fewer than {SMALLEST_SHOWN}"
NO_NUMBER = "No number yet"
ONE_READING = "One reading so far: no trend yet"
NOT_SAID = "No trend is said of small numbers"


class ChildCount(Protocol):
    """A measure, which may count children."""

    @property
    def counts_children(self) -> bool: ...


@dataclass(frozen=True)
class Reading:
    """One value of a measure, of a day or of the period that ends on it; `value` is None where
    somebody said that there is no number yet."""

    pk: int
    value: Decimal | None
    starts: date | None
    on: date
    note: str
    source: str
    corrects: int | None
    given_on: date
    by: str = ""


@dataclass(frozen=True)
class Line:
    """A reading as it is printed."""

    reading: Reading
    value: str
    note: str
    corrects: str  # the value that it corrects, as printed

    @property
    def when(self) -> str:
        return of_when(self.reading)


@dataclass(frozen=True)
class Figures:
    """All that is said of a measure's numbers. `lines` are the readings that hold, by their day."""

    lines: Sequence[Line]
    latest: str
    latest_when: str
    baseline: str
    target: str
    difference: str
    trend: str
    reached: str


def figures(
    facts: MeasureFacts, readings: Iterable[Reading], day: date, *, exact: bool = False
) -> Figures:
    """What a measure's readings said at the end of `day`.

    `exact` is for those alone who may see small numbers of children.
    """
    known = [row for row in readings if row.given_on <= day]
    lines = [line_of(row, facts, known, exact=exact) for row in holding(known)]
    counted = [row.reading for row in lines if row.reading.value is not None]
    last = counted[-1] if counted else None
    return Figures(
        lines=lines,
        latest=shown(last.value, facts, exact=exact) if last else NO_NUMBER,
        latest_when=of_when(last) if last else "",
        baseline=shown(_decimal(facts["baseline"]), facts, exact=exact),
        target=shown(_decimal(facts["target"]), facts, exact=True),
        difference=_difference(facts, last, exact=exact),
        trend=_trend(facts, counted, exact=exact),
        reached=_reached(facts, last, day, exact=exact),
    )


def holding(readings: Iterable[Reading]) -> list[Reading]:
    """The readings that hold, in the order of their days: none that was corrected."""
    rows = list(readings)
    corrected = {row.corrects for row in rows}
    return sorted(
        (row for row in rows if row.pk not in corrected), key=lambda row: (row.on, row.pk)
    )


def hidden(value: Decimal | None, facts: MeasureFacts, *, exact: bool) -> bool:
    """Whether a value is a small number of children that is not to be seen; nought is seen."""
    counts = facts["counts_children"] and not exact
    return bool(counts and value is not None and 0 < value < SMALLEST_SHOWN)


def shown(value: Decimal | None, facts: MeasureFacts, *, exact: bool) -> str:
    """The value with its unit; nothing where there is none."""
    if value is None:
        return ""
    number = FEWER if hidden(value, facts, exact=exact) else printed(value)
    return with_unit(number, facts["unit"])


def told(changes: Mapping[str, Any], measure: ChildCount) -> dict[str, Any]:
    """What the record tells of a change: no small number of children either."""
    secret = measure.counts_children or "counts_children" in changes
    return {
        name: [_for_record(one, secret) for one in value]
        if isinstance(value, list)
        else _for_record(value, secret)
        for name, value in changes.items()
    }


def _for_record(value: Any, secret: bool) -> Any:
    if not isinstance(value, Decimal):
        return value
    return FEWER if secret and 0 < value < SMALLEST_SHOWN else plainly(value)


def of_when(row: Reading) -> str:
    """The day, or the period, that a reading is of."""
    return day_range(row.starts, row.on) if row.starts else long_day(row.on)


def line_of(row: Reading, facts: MeasureFacts, known: Sequence[Reading], *, exact: bool) -> Line:
    before = [one for one in known if one.pk == row.corrects]
    secret = any(hidden(one.value, facts, exact=exact) for one in (row, *before))
    return Line(
        reading=row,
        value=shown(row.value, facts, exact=exact) or NO_NUMBER,
        note="" if secret else row.note,
        corrects="".join(shown(one.value, facts, exact=exact) or NO_NUMBER for one in before),
    )


def _difference(facts: MeasureFacts, last: Reading | None, *, exact: bool) -> str:
    """How far the last reading lies from the baseline: "14 percentage points above"."""
    base = _decimal(facts["baseline"])
    if last is None or last.value is None or base is None:
        return ""
    if any(hidden(value, facts, exact=exact) for value in (base, last.value)):
        return ""
    gap = last.value - base
    if not gap:
        return "The same as the baseline"
    way = "above" if gap > 0 else "below"
    return f"{apart(gap, facts['unit'])} {way} the baseline{_judged(gap, facts['good'])}"


def _trend(facts: MeasureFacts, counted: Sequence[Reading], *, exact: bool) -> str:
    """Which way the readings went last, and for how many of them."""
    if not counted:
        return ""
    if len(counted) == 1:
        return ONE_READING
    pairs = [
        (before.value, after.value)
        for before, after in pairwise(counted)
        if before.value is not None and after.value is not None
    ]
    if all(hidden(value, facts, exact=exact) for value in pairs[-1]):
        return NOT_SAID
    steps = [
        None
        if all(hidden(value, facts, exact=exact) for value in pair)
        else _sign(pair[1] - pair[0])
        for pair in pairs
    ]
    run = _run(steps)
    way = {1: "Up", -1: "Down", 0: "The same"}[run[0]]
    since = f"at each of the last {run[1]} readings" if run[1] > 1 else "since the reading before"
    if run[0] == 0:
        since = f"at the last {run[1] + 1} readings" if run[1] > 1 else "as the reading before"
    return f"{way} {since}{_judged(Decimal(run[0]), facts['good'])}"


def _run(steps: Sequence[int | None]) -> tuple[int, int]:
    """The last step, and how many of its kind came one after the other."""
    last, many = steps[-1] or 0, 0
    for step in reversed(steps):
        if step != last:
            break
        many += 1
    return last, many


def _reached(facts: MeasureFacts, last: Reading | None, day: date, *, exact: bool) -> str:
    """Whether the last reading reaches the target; nothing where neither way is better."""
    target = _decimal(facts["target"])
    if target is None or last is None or last.value is None:
        return ""
    if facts["good"] == Good.NEITHER or hidden(last.value, facts, exact=exact):
        return ""
    gap = last.value - target
    if gap >= 0 if facts["good"] == Good.UP else gap <= 0:
        return "Target reached"
    late = facts["target_by"] and date.fromisoformat(facts["target_by"]) < day
    return "Target not reached by its day" if late else "Target not reached yet"


def _judged(gap: Decimal, good: str) -> str:
    if good == Good.NEITHER or not gap:
        return ""
    return ": better" if (gap > 0) == (good == Good.UP) else ": worse"


def _sign(gap: Decimal) -> int:
    return (gap > 0) - (gap < 0)


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None
