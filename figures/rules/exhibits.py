"""An indicator and what may be told of it, as a figure: for pages, papers, files and letters.

Every number comes from `Told`, every word from the definition. Nothing is worked out here that is
not the difference of two printed numbers. Source: domain.md, section 4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal, cast

from charts import kinds, sentence, tables
from charts.figure import Figure, Measured
from charts.values import (
    AgreedLine,
    Cell,
    Direction,
    Missing,
    Point,
    Printed,
    Series,
)
from figures.enums import Frequency, Timing, Unit
from figures.rules.comparators import Compared, compared
from figures.rules.definition import ages as ages
from figures.rules.definition import basis as basis
from figures.rules.definition import measured as measured
from figures.rules.definition import shown_period as shown_period
from figures.rules.parts import (
    bars,
    counted_once,
    groups,
    in_parts,
    is_whole,
    point,
    rolled,
    series,
    shares,
    side_by_side,
    without_parts,
    years_to,
)
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord
from figures.rules.told import Told, signed
from figures.rules.values import printed
from timescales.date_format import long_day

# how many periods a chart looks back: two years of quarters, five years
BACK: Final = {Frequency.QUARTER: 8, Frequency.YEAR: 5}
TOGETHER: Final = "each time in the four quarters that end with it"
NOT_OUT: Final = Missing("not published yet")


class Form(StrEnum):
    """Which question a figure answers."""

    TREND = "trend"
    COLUMNS = "columns"
    BARS = "bars"
    GROUPS = "groups"
    SHARES = "shares"
    POINTS = "points"
    ROLLING = "rolling"


def usual_form(indicator: IndicatorRecord) -> Form:
    """Columns for plain counts, a trend where there is something to hold it against."""
    if indicator.unit != Unit.COUNT or indicator.agreed or indicator.comparators:
        return Form.TREND
    return Form.COLUMNS if indicator.timing == Timing.DURING else Form.TREND


def forms_of(indicator: IndicatorRecord, told: Told, until: date | None = None) -> tuple[Form, ...]:
    """Every form in which something is told of this indicator, the usual one first: it is left out
    where numbers stand only by category."""
    periods = shown_periods(indicator, told, until)
    if not periods:
        return (usual_form(indicator),)
    forms = [] if _only_parts(indicator, told, periods) else [usual_form(indicator)]
    if rolled(indicator, told, periods, "") is not None:
        forms.append(Form.ROLLING)
    if side_by_side(indicator, told):
        forms += _forms_of_parts(indicator, told, periods[-1])
    if indicator.unit == Unit.PERCENT and compared(indicator, periods) is not None:
        forms.append(Form.POINTS)
    return tuple(forms)


def _only_parts(indicator: IndicatorRecord, told: Told, periods: Sequence[Period]) -> bool:
    whole = [told.value(indicator, period) for period in periods]
    return bool(side_by_side(indicator, told)) and all(isinstance(one, Missing) for one in whole)


def _forms_of_parts(indicator: IndicatorRecord, told: Told, newest: Period) -> Sequence[Form]:
    """Concerns by size, and year by year; how a workforce or a population is made up; else each
    part beside its earlier ones."""
    if not indicator.overlapping:
        return [Form.SHARES if is_whole(indicator, told) else Form.GROUPS]
    several = len(years_to(indicator, told, newest)) > 1
    return [Form.BARS, Form.GROUPS] if several else [Form.BARS]


def exhibit(
    indicator: IndicatorRecord,
    told: Told,
    *,
    area: str,
    form: Form | None = None,
    number: str = "",
    until: date | None = None,
    said: str = "",
) -> Figure:
    """The figure of one indicator, to the last period that ended by `until`.

    `area` is what its line is called; `said` stands in the place of the drafted sentence.
    """
    periods = shown_periods(indicator, told, until)
    form = form or usual_form(indicator)
    chart = _chart(indicator, told, form, periods, area)
    drafted = _drafted(indicator, chart) if chart else ""
    what = measured(indicator)
    if form is Form.ROLLING:
        what = replace(what, what=what.what.replace("during each quarter", TOGETHER))
    return Figure(
        number=number,
        message=_message(indicator, told, periods, chart, form),
        measured=what,
        chart=chart,
        table=tables.table(chart, _head(indicator, chart)) if chart else _no_table(),
        notes=tuple(_notes(indicator, told, chart, periods)),
        sentence=said or drafted,
    )


def small_multiples(
    indicators: Sequence[IndicatorRecord],
    told: Told,
    *,
    message: str,
    number: str = "",
    until: date | None = None,
    shared: bool = False,
) -> Figure:
    """A small trend of each indicator. ValueError where periods differ, and for one `shared` axis
    where what is divided by does."""
    spans = [shown_periods(one, told, until) for one in indicators]
    longest = max(spans, key=len, default=())
    if len({(one.frequency, one.year_type) for one in indicators}) > 1:
        raise ValueError("Quarters and years, or years of two kinds, have no axis in common")
    panels = tuple(
        Series(one.name, basis(one), tuple(point(one, told, period) for period in longest))
        for one in indicators
    )
    shown = tuple(shown_period(indicators[0], period) for period in longest)
    chart = kinds.Multiples(shown, panels, shared)
    what = "Each from nought, on an axis of its own" if not shared else basis(indicators[0]).words
    return Figure(number, message, Measured(what=what), chart, tables.table(chart, "Indicator"))


def shown_periods(
    indicator: IndicatorRecord, told: Told, until: date | None = None
) -> tuple[Period, ...]:
    """The last periods without a gap between them: what is not told of them is said to be not."""
    there = [one for one in told.periods(indicator) if until is None or one.end <= until]
    if not there:
        return ()
    periods = [there[-1]]
    while len(periods) < BACK[indicator.frequency] and periods[0] > there[0]:
        periods.insert(0, indicator.before(periods[0]))
    return tuple(periods)


def _chart(
    indicator: IndicatorRecord, told: Told, form: Form, periods: Sequence[Period], area: str
) -> kinds.Chart | None:
    if not periods:
        return None
    match form:
        case Form.TREND:
            return _trend(indicator, told, periods, area)
        case Form.COLUMNS:
            shown = tuple(shown_period(indicator, one) for one in periods)
            return kinds.Columns(shown, series(indicator, told, periods, area))
        case Form.BARS:
            return bars(indicator, told, periods[-1])
        case Form.GROUPS:
            return groups(indicator, told, periods[-1])
        case Form.SHARES:
            return shares(indicator, told, periods[-1])
        case Form.ROLLING:
            return rolled(indicator, told, periods, area)
        case Form.POINTS:
            return _points(indicator, told, periods, area)


def _trend(
    indicator: IndicatorRecord, told: Told, periods: Sequence[Period], area: str
) -> kinds.Trend:
    both = [series(indicator, told, periods, area)]
    beside = compared(indicator, periods)
    if beside is not None:
        points = tuple(_compared_point(indicator, beside, period) for period in periods)
        both.append(Series(beside.name, basis(indicator), points))
    shown = tuple(shown_period(indicator, one) for one in periods)
    return kinds.Trend(shown, tuple(both), lines(indicator))


def lines(indicator: IndicatorRecord) -> tuple[AgreedLine, ...]:
    """What was agreed to hold the figure against, each with who agreed it and when."""
    return tuple(
        AgreedLine(
            cast(Literal["threshold", "target"], str(one.kind)),
            as_published(indicator, one.value),
            f"{one.by}, {long_day(one.on)}",
        )
        for one in indicator.agreed
    )


def as_published(indicator: IndicatorRecord, value: Decimal) -> Printed:
    """A number that others have printed: with as many decimals as it has, never fewer than ours."""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Printed.of(printed(Fraction(value), max(own, indicator.decimals), indicator.unit))


def _compared_point(indicator: IndicatorRecord, beside: Compared, period: Period) -> Point:
    value = beside.value(period)
    if value is None:
        return Point(NOT_OUT)
    before = beside.before(period)
    told = as_published(indicator, before).text if before is not None else ""
    return Point(as_published(indicator, value), before=told, edition=beside.edition(period))


def _points(
    indicator: IndicatorRecord, told: Told, periods: Sequence[Period], area: str
) -> kinds.Differences | None:
    """How many percentage points lie between the area and its comparator, period by period."""
    beside = compared(indicator, periods)
    if beside is None:
        return None
    rows = tuple(_difference(indicator, told, beside, period) for period in periods)
    return kinds.Differences(basis(indicator), area, beside.name, rows)


def _difference(
    indicator: IndicatorRecord, told: Told, beside: Compared, period: Period
) -> kinds.DifferenceRow:
    own = told.value(indicator, period)
    other = _compared_point(indicator, beside, period)
    gap: Cell = other.cell if isinstance(own, Printed) else own
    if isinstance(own, Printed) and isinstance(other.cell, Printed):
        gap = signed(own.value - other.cell.value)
    label = shown_period(indicator, period).label
    return kinds.DifferenceRow(label, own, other.cell, gap, other.edition)


def _head(indicator: IndicatorRecord, chart: kinds.Chart) -> str:
    if isinstance(chart, kinds.Shares):
        return "As at" if indicator.timing == Timing.AS_AT else "Year"
    if isinstance(chart, kinds.Bars | kinds.Groups):
        return indicator.breakdown or "Category"
    return "As at" if indicator.timing == Timing.AS_AT else "Period"


def _no_table() -> tables.Table:
    return tables.Table(("Period", "Number"), ())


def _message(
    indicator: IndicatorRecord,
    told: Told,
    periods: Sequence[Period],
    chart: kinds.Chart | None,
    form: Form,
) -> str:
    """The name with the newest number: "New registrations: 12 in August to October 2026"; where
    its parts are drawn, by what they are."""
    if not periods:
        return indicator.name
    when = shown_period(indicator, periods[-1]).in_words
    match chart:
        case kinds.Bars():
            return f"{in_parts(indicator)}, {when}"
        case kinds.Groups() | kinds.Shares():
            first = shown_period(indicator, years_to(indicator, told, periods[-1])[0]).label
            last = shown_period(indicator, periods[-1]).label
            return f"{in_parts(indicator)}, {when if first == last else f'{first} to {last}'}"
        case kinds.Trend() if form is Form.ROLLING:
            last = chart.area.points[-1].cell.text
            return f"{indicator.name}, four quarters together: {last} {chart.periods[-1].in_words}"
        case kinds.Differences():
            return f"{indicator.name}: percentage points from {chart.comparator} {when}"
        case _ if indicator.overlapping and indicator.categories:
            cell = told.value(indicator, periods[-1])
            return f"{counted_once(indicator)}: {cell.text} {when}"
        case _:
            return f"{indicator.name}: {told.value(indicator, periods[-1]).text} {when}"


def subject(indicator: IndicatorRecord) -> sentence.Subject:
    """Whom the drafted sentence is about, and whether of one or of several."""
    words = [word.strip(",") for word in indicator.name.split()]
    small = [place for place, word in enumerate(words) if word.lower() in _LINKS and place]
    head = words[small[0] - 1] if small else words[-1]
    several = head.lower() in _SEVERAL or (head.endswith("s") and not head.endswith(("ss", "us")))
    return sentence.Subject(indicator.name, plural=several)


_LINKS: Final = frozenset(
    (
        *("of", "on", "with", "held", "by", "in", "within", "who", "whom", "for", "from", "to"),
        *("at", "that", "whose", "where", "recorded", "added", "removed", "given", "graded"),
        *("offered", "registered", "taken", "again", "as", "and", "trained", "ended", "begun"),
    )
)
_SEVERAL: Final = frozenset(("children", "people", "staff", "families"))


def _drafted(indicator: IndicatorRecord, chart: kinds.Chart) -> str:
    about = subject(indicator)
    in_all = isinstance(chart, kinds.Trend | kinds.Columns)
    if in_all and indicator.overlapping and indicator.categories:
        about = replace(about, name=f"{counted_once(indicator)},")
    match chart:
        case kinds.Trend() | kinds.Columns():
            return sentence.drafted(about, chart, good=Direction(indicator.good.value))
        case kinds.Differences():
            return sentence.drafted_difference(about, chart)
        case kinds.Bars():
            return sentence.drafted_bars(about, chart)
        case kinds.Groups() if chart.adds_up:
            newest = zip(chart.categories, chart.series[-1].cells, strict=True)
            rows = tuple(kinds.BarRow(label, cell) for label, cell in newest)
            return sentence.drafted_bars(about, kinds.Bars(chart.basis, rows, adds_up=True))
        case kinds.Shares():
            rows = tuple(map(kinds.BarRow, chart.parts, chart.rows[-1].cells))
            return sentence.drafted_bars(about, kinds.Bars(chart.basis, rows, adds_up=True))
        case _:
            return ""


def drafted(indicator: IndicatorRecord, told: Told, *, area: str, until: date | None = None) -> str:
    """The one sentence of an indicator as the rules draft it, of printed numbers only; "" where
    nothing is told."""
    periods = shown_periods(indicator, told, until)
    chart = _chart(indicator, told, usual_form(indicator), periods, area)
    return _drafted(indicator, chart) if chart else ""


def _notes(
    indicator: IndicatorRecord,
    told: Told,
    chart: kinds.Chart | None,
    periods: Sequence[Period],
) -> Sequence[str]:
    notes = []
    if periods and (parts := without_parts(indicator, told, periods[-1])):
        notes.append(parts)
    if indicator.ends:
        notes.append(f"This figure stops on {long_day(indicator.ends)}.")
    newest = _out_of(indicator, told, chart)
    if newest:
        notes.append(newest)
    if isinstance(chart, kinds.Trend):
        notes += [f"{line.words}: agreed by {line.agreed}." for line in chart.lines]
    if isinstance(chart, kinds.Differences):
        notes.append("The difference of two percentages is counted in percentage points.")
    return notes


def _out_of(indicator: IndicatorRecord, told: Told, chart: kinds.Chart | None) -> str:
    """ "In 2025/26: 31 of 50." beside a percentage, where both numbers are printed."""
    if indicator.unit != Unit.PERCENT or not isinstance(chart, kinds.Trend):
        return ""
    for period in told.periods(indicator):
        shown = shown_period(indicator, period)
        if shown == chart.periods[-1]:
            pair = told.numerator(indicator, period), told.denominator(indicator, period)
            if all(isinstance(one, Printed) for one in pair):
                when = f"{shown.in_words[:1].upper()}{shown.in_words[1:]}"
                return f"{when}: {pair[0].text} of {pair[1].text}."
    return ""
