"""What an indicator is made up of, and its quarters taken together, as charts: of told cells only.

A row of parts of which one is hidden is told and not drawn: `charts` sees to that.
"""

from __future__ import annotations

from collections.abc import Sequence

from charts import kinds
from charts.values import Point, Printed, Series, Status
from figures.enums import Chapter
from figures.rules.definition import basis, points_of, shown_period
from figures.rules.numbers import adds_up_over_time, four_quarters
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord
from figures.rules.told import Told

BESIDE = 3  # periods side by side in age bands
# where the question is how the whole is made up, and not how each part moved
WHOLES = (Chapter.DEMOGRAPHICS, Chapter.WORKFORCE)


def side_by_side(indicator: IndicatorRecord, told: Told) -> list[tuple[int, ...]]:
    """The categories that hold no others, as they are told: some are put together."""
    above = {one.parent for one in indicator.categories}
    return [bands for bands in told.bands(indicator) if not set(bands) & above]


def series(
    indicator: IndicatorRecord,
    told: Told,
    periods: Sequence[Period],
    name: str,
    categories: Sequence[int] = (),
) -> Series:
    points = tuple(point(indicator, told, period, categories) for period in periods)
    return Series(name, basis(indicator), points)


def point(
    indicator: IndicatorRecord, told: Told, period: Period, categories: Sequence[int] = ()
) -> Point:
    cell = told.value(indicator, period, categories)
    if not isinstance(cell, Printed):
        return Point(cell)
    before = told.before_revision(indicator, period, categories)
    provisional = told.is_provisional(indicator, period, categories)
    status = Status.PROVISIONAL if provisional else Status.FINAL
    return Point(cell, status, "" if before == cell.text else before)


def bars(indicator: IndicatorRecord, told: Told, period: Period) -> kinds.Bars:
    """One period's numbers by name."""
    rows = tuple(
        kinds.BarRow(told.band_label(indicator, bands), told.value(indicator, period, bands))
        for bands in side_by_side(indicator, told)
    )
    whole, one = whole_of(indicator)
    adds_up = not indicator.overlapping
    return kinds.Bars(basis(indicator), rows, adds_up=adds_up, whole=whole, one=one)


def groups(indicator: IndicatorRecord, told: Told, newest: Period) -> kinds.Groups | None:
    """Categories side by side: now, and a year and two years before."""
    rows, years = side_by_side(indicator, told), years_to(indicator, told, newest)
    if not rows:
        return None
    made = tuple(
        Series(
            shown_period(indicator, year).on_axis,
            basis(indicator),
            tuple(point(indicator, told, year, bands) for bands in rows),
        )
        for year in years
    )
    whole, one = whole_of(indicator)
    labels = tuple(told.band_label(indicator, bands) for bands in rows)
    adds_up = not indicator.overlapping
    return kinds.Groups(labels, made, adds_up=adds_up, whole=whole, one=one)


def shares(indicator: IndicatorRecord, told: Told, newest: Period) -> kinds.Shares | None:
    """How the whole is made up: now, and a year and two years before."""
    parts = side_by_side(indicator, told)
    if not parts:
        return None
    rows = tuple(
        kinds.ShareRow(
            shown_period(indicator, year).label,
            tuple(told.value(indicator, year, bands) for bands in parts),
        )
        for year in years_to(indicator, told, newest)
    )
    labels = tuple(told.band_label(indicator, bands) for bands in parts)
    return kinds.Shares(basis(indicator), labels, rows)


def is_whole(indicator: IndicatorRecord, told: Told) -> bool:
    """Whether its parts are drawn as shares: few enough, none counted twice, of plain numbers."""
    few = 1 < len(side_by_side(indicator, told)) <= kinds.MOST_PARTS
    return few and not indicator.overlapping and indicator.chapter in WHOLES


def years_to(indicator: IndicatorRecord, told: Told, newest: Period) -> list[Period]:
    """A period and the same of one and two years before, as far as anything is told of them."""
    years = [newest]
    while len(years) < BESIDE and indicator.year_before(years[0]) in told.periods(indicator):
        years.insert(0, indicator.year_before(years[0]))
    return years


def rolled(
    indicator: IndicatorRecord, told: Told, periods: Sequence[Period], area: str
) -> kinds.Trend | None:
    """Each quarter with the three before it, which shows a course that single quarters hide; None
    where fewer than two such sums are printed."""
    if not adds_up_over_time(indicator):
        return None
    years = [four_quarters(indicator, period) for period in periods]
    told_of = [place for place, year in enumerate(years) if _printed(indicator, told, year)]
    if len(told_of) < 2:
        return None
    kept = years[told_of[0] :]
    shown = tuple(shown_period(indicator, year) for year in kept)
    return kinds.Trend(shown, (series(indicator, told, kept, area),))


def _printed(indicator: IndicatorRecord, told: Told, period: Period) -> bool:
    return isinstance(told.value(indicator, period), Printed)


def whole_of(indicator: IndicatorRecord) -> tuple[str, str]:
    """What categories that overlap do not add up to, and of whom several are recorded."""
    return ("children", "child") if indicator.counts_children else ("the whole", "person or case")


def in_parts(indicator: IndicatorRecord) -> str:
    """ "New registrations, by age band"; the name alone where it says so itself."""
    by = f"by {indicator.breakdown.lower()}" if indicator.breakdown else "in parts"
    said = " ".join(by.split()[:2]) in indicator.name.lower()
    return indicator.name if said else f"{indicator.name}, {by}"


def without_parts(indicator: IndicatorRecord, told: Told, newest: Period) -> str:
    """ "By age band: not released." of an indicator that has parts of which none is told, in the
    words that stand for each of its numbers; "" of any other. Why is not known here."""
    if not indicator.categories or side_by_side(indicator, told):
        return ""
    cells = (told.value(indicator, newest, (row.pk,)).text for row in indicator.categories)
    by = f"By {indicator.breakdown.lower()}" if indicator.breakdown else "In parts"
    return f"{by}: {', '.join(sorted(set(cells)))}."


def moved(indicator: IndicatorRecord, told: Told, periods: Sequence[Period]) -> str:
    """ "+2 since May to July 2026": the newest period and the one before, of two printed numbers,
    or nothing."""
    if len(periods) < 2:
        return ""
    gap = told.change(indicator, periods[-1], periods[-2])
    if not isinstance(gap, Printed):
        return ""
    since = shown_period(indicator, periods[-2]).label
    return f"{gap.text}{points_of(indicator, gap)} since {since}" if gap.value else f"as in {since}"


def counted_once(indicator: IndicatorRecord) -> str:
    """What the number of all is where parts overlap: concerns are more than the children."""
    whole = "children" if indicator.counts_children else "everybody"
    return f"{indicator.name}, {whole} counted once"
