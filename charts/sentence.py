"""One sentence about a figure, drafted by rules from printed numbers and from nothing else.

A person edits it. Nothing is called better or worse unless the indicator says which way is good;
the difference of two percentages is told in points, never in per cent; of a number that is hidden
or missing only that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from charts.enumeration import listed
from charts.kinds import Bars, Columns, DifferenceRow, Differences, Trend
from charts.values import (
    Basis,
    Cell,
    Direction,
    Hidden,
    Period,
    Point,
    Printed,
    Series,
    Status,
    Unit,
)

BETTER, WORSE = ", which is better", ", which is worse"


@dataclass(frozen=True)
class Subject:
    """What the sentence is about: "Children on the register" (plural), "The rate"."""

    name: str
    plural: bool = False

    @property
    def was(self) -> str:
        return "were" if self.plural else "was"

    @property
    def inside(self) -> str:
        """The name in the middle of a sentence; a name that is all capitals keeps them."""
        return self.name[:1].lower() + self.name[1:] if self.name[1:2].islower() else self.name


def drafted(
    subject: Subject,
    chart: Trend | Columns,
    *,
    good: Direction = Direction.NEITHER,
    before: str = "",
) -> str:
    """What the newest number is, how it moved, and how it lies to comparator and agreed lines.

    `before` is what the period before is called ("in the quarter before"); its own name if empty.
    "" for a chart without periods.
    """
    if not chart.periods:
        return ""
    area = chart.area if isinstance(chart, Trend) else chart.series
    place = len(chart.periods) - 1
    point = area.points[place]
    if not isinstance(point.cell, Printed):
        return _unsaid(subject, area, chart.periods)
    parts = [
        f"{subject.name} {subject.was} {_number(point.cell, area.basis, whole=True)} "
        f"{chart.periods[place].in_words}{_status(point)}"
        + _moved(area, chart.periods, good, before)
    ]
    if isinstance(chart, Trend):
        parts += _agreed(chart, point.cell, subject)
        parts += _beside(chart, subject)
    return "; ".join(parts) + "."


def _number(cell: Printed, basis: Basis, *, whole: bool = False) -> str:
    """ "34", "64%", and where the `whole` is said "1.7 per 1,000 aged 0 to 15"."""
    text = cell.text
    if basis.unit == Unit.PERCENTAGE and not text.endswith("%"):
        text += "%"
    if basis.unit == Unit.POINTS:
        text += " percentage points"
    return f"{text} {basis.words}" if whole and basis.unit == Unit.RATE else text


def _status(point: Point) -> str:
    told = ["provisional"] if point.status == Status.PROVISIONAL else []
    told += [f"revised from {point.before}"] if point.revised else []
    return f" ({', '.join(told)})" if told else ""


def _size(gap: Decimal, basis: Basis) -> str:
    """How large a difference of two printed numbers is: "5", "2.1 percentage points"."""
    text = f"{abs(gap):,f}"
    if basis.unit not in (Unit.PERCENTAGE, Unit.POINTS):
        return text
    return f"{text} percentage {'point' if abs(gap) == 1 else 'points'}"


def _compared(gap: Decimal, basis: Basis) -> str:
    """ "5 fewer than", "2.1 percentage points higher than", "the same as"."""
    if not gap:
        return "the same as"
    more, less = ("more", "fewer") if basis.unit == Unit.COUNT else ("higher", "lower")
    return f"{_size(gap, basis)} {more if gap > 0 else less} than"


def _moved(series: Series, periods: tuple[Period, ...], good: Direction, before: str) -> str:
    """What follows the newest number: how it lies to the one before, where that is printed."""
    last = len(periods) - 1
    now = series.points[last].cell
    if not last or not isinstance(now, Printed):
        return ", the first number that is shown"
    earlier, when = series.points[last - 1].cell, before or periods[last - 1].in_words
    if isinstance(earlier, Hidden):
        return f", not compared with the number {when}, which is hidden"
    if not isinstance(earlier, Printed):
        return f", with no number {when} to compare it with ({earlier.text})"
    gap = now.value - earlier.value
    past = f" ({_number(earlier, series.basis)})" if gap else ""
    return f", {_compared(gap, series.basis)} {when}{past}{_judged(gap, good)}"


def _judged(gap: Decimal, good: Direction) -> str:
    if not gap or good == Direction.NEITHER:
        return ""
    return BETTER if (gap > 0) == (good == Direction.UP) else WORSE


def _agreed(chart: Trend, now: Printed, subject: Subject) -> Iterator[str]:
    for line in chart.lines:
        gap = now.value - line.cell.value
        where = "above" if gap > 0 else "below" if gap < 0 else "at"
        number = _number(line.cell, chart.basis)
        yield f"{_they(subject)} {subject.was} {where} the {line.kind} of {number}"


def _they(subject: Subject) -> str:
    return "they" if subject.plural else "it"


def _beside(chart: Trend, subject: Subject) -> Iterator[str]:
    """The comparator at the newest period, or where it has no number yet, at the last it has."""
    other = chart.comparator
    if other is None:
        return
    last = len(chart.periods) - 1
    newest = other.points[last].cell
    if isinstance(newest, Printed):
        yield _against(chart, other, last, subject, "")
        return
    yield f"{_whose(other.name)} number is {_instead(newest)}"
    for place in range(last - 1, -1, -1):
        both = (chart.area.points[place].cell, other.points[place].cell)
        if all(isinstance(cell, Printed) for cell in both):
            yield _against(chart, other, place, subject, f"{chart.periods[place].in_words} ")
            return


def _instead(cell: Cell) -> str:
    return "hidden" if isinstance(cell, Hidden) else cell.text


def _against(chart: Trend, other: Series, place: int, subject: Subject, when: str) -> str:
    mine, its = chart.area.points[place].cell, other.points[place].cell
    if not (isinstance(mine, Printed) and isinstance(its, Printed)):
        return ""
    point, basis = other.points[place], chart.basis
    told = [point.edition and f"edition of {point.edition}"]
    told += ["provisional" if point.status == Status.PROVISIONAL else ""]
    told += [f"revised from {point.before}" if point.revised else ""]
    said = ", ".join(part for part in told if part)
    number = _number(its, basis) + (f" ({said})" if said else "")
    if basis.unit == Unit.COUNT:  # a whole nation's count is larger, and that says nothing
        return f"{when}{_whose(other.name)} was {number}"
    gap = mine.value - its.value
    lies = f"{_size(gap, basis)} {'above' if gap > 0 else 'below'}" if gap else "the same as"
    return f"{when}{_they(subject)} {subject.was} {lies} {_whose(other.name)} {number}"


def _whose(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _unsaid(subject: Subject, series: Series, periods: tuple[Period, ...]) -> str:
    """A newest number that is not printed: that it is not, and the last one that is."""
    cell, when = series.points[-1].cell, periods[-1].in_words
    shown = [place for place, c in enumerate(series.cells) if isinstance(c, Printed)]
    told = ""
    if shown:
        last = series.cells[shown[-1]]
        told = f"; the last that is printed is {last.text}, {periods[shown[-1]].in_words}"
    if isinstance(cell, Hidden):
        why = "" if cell.text == "hidden" else f" ({cell.text})"
        return f"The number for {subject.inside} {when} is hidden{why}{told}."
    return f"There is no number for {subject.inside} {when} ({cell.text}){told}."


def drafted_difference(subject: Subject, chart: Differences) -> str:
    """How far the newest percentage lies from the comparator's, in points, and how far before."""
    rows = [row for row in chart.rows if isinstance(row.difference, Printed)]
    if not rows:
        return ""
    now = rows[-1]
    area, its = _percent(now.area, chart), _percent(now.comparator, chart)
    edition = f" (edition of {now.edition})" if now.edition else ""
    lies = _lies(now) or "the same as"
    text = (
        f"{subject.name} {subject.was} {area} in {now.label}, {lies} "
        f"{_whose(chart.comparator)} {its}{edition}"
    )
    if len(rows) > 1:
        earlier = _lies(rows[-2]) or "the same"
        text += f"; in {rows[-2].label} {_they(subject)} {subject.was} {earlier}"
    return text + "."


def _percent(cell: Cell, chart: Differences) -> str:
    return _number(cell, chart.basis) if isinstance(cell, Printed) else cell.text


def _lies(row: DifferenceRow) -> str:
    """ "2.1 percentage points above"; "" where there is no difference."""
    gap = row.difference.value if isinstance(row.difference, Printed) else Decimal(0)
    return f"{_size(gap, Basis(Unit.POINTS))} {'above' if gap > 0 else 'below'}" if gap else ""


def drafted_bars(subject: Subject, chart: Bars) -> str:
    """The three largest by name; where some are hidden, that it speaks of the printed ones."""
    shown = [row for row in chart.by_size if isinstance(row.cell, Printed)]
    if not shown:
        return ""
    told = listed([f"{Subject(row.label).inside} ({row.cell.text})" for row in shown[:3]])
    among = ", of the numbers that are printed" if len(shown) < len(chart.rows) else ""
    return f"{subject.name}{among}: most often {told}."
