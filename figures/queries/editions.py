"""Pages of editions: what an audience was told in tables and as open data, and how far the ones
are that are being prepared. From what was said, never from what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from charts.values import Cell as Shown
from charts.values import Hidden, Missing
from committees.models import Area
from committees.querysets import Actor
from disclosure import Cell, Kind, Publication
from figures.enums import PREPARE_EDITION, EditionState, Unit
from figures.models import Edition
from figures.queries.record import figure_record
from figures.rules.definition import shown_period
from figures.rules.editions.labels import label
from figures.rules.keys import Key, Part
from figures.rules.numbers import adds_up_over_time
from figures.rules.parts import moved, whole_of
from figures.rules.periods import Period
from figures.rules.record import Ages, FigureRecord, IndicatorRecord
from figures.rules.told import NOT_RELEASED, Told
from jobs.models import Job

CSV_HEADS = (
    "Indicator",
    "Category",
    "From",
    "To",
    "Figure",
    "Value",
    "Hidden",
    "Status",
    "What is counted",
    "Out of",
    "Source",
    "Name",
)
ROLLING = "Four quarters that end with it"
# columns that a page of 1,280 pixels holds
WIDE = 8
HIDDEN_BECAUSE = {
    "small": "It is a small number.",
    "cover": "With it a small number could be worked out.",
    "earlier": "It was hidden in an edition that people have.",
}


@dataclass(frozen=True)
class EditionTable:
    """One indicator: a row a period, a column for all and for each category; where there are more
    columns than a page holds, a row for each of these and a column a period."""

    indicator: IndicatorRecord
    newest: str
    period: str
    change: str
    meaning: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    notes: tuple[str, ...]

    @property
    def labelled(self) -> list[tuple[str, list[tuple[str, Shown]]]]:
        """Each cell with the head of its column, for narrow screens."""
        heads = self.heads[1:]
        return [(period, list(zip(heads, cells, strict=True))) for period, cells in self.rows]


@dataclass(frozen=True)
class Withheld:
    """A number that is not printed, for those who may know why."""

    name: str
    label: str
    why: str
    can_be_lifted: bool


def edition_record(edition: Edition) -> FigureRecord:
    """The figures as they were when it was prepared: for their definitions."""
    return figure_record(edition.area, at=edition.prepared_at)


def edition_tables(record: FigureRecord, told: Told) -> list[EditionTable]:
    return [
        _table(indicator, told)
        for indicator in record.indicators
        if indicator.pk in told.indicators
    ]


def hiding(told: Told) -> str:
    """What was kept from this audience, by the rule that held when the edition was prepared."""
    said, count = told.said, len(told.hidden)
    if not said.threshold:
        return "Nothing is hidden or rounded: these are the numbers as they are."
    small = "1 child" if said.threshold == 1 else f"1 to {said.threshold} children"
    noughts = "a true zero is shown" if said.zero_shown else "zeros are hidden with them"
    if any(one.kind is Kind.COUNT and one.rounding and one.rounding.step for one in said.cells):
        rule = "Every number is rounded to the multiple of 5 below or above it."
        why = f"with {_it(count)} a number of {small} could be worked out"
    else:
        rule = f"Numbers of {small} are hidden; {noughts}."
        why = "they are small, or a small number could be worked out with them"
        if count == 1:
            why = "it is small, or a small number could be worked out with it"
    if not count:
        return f"{rule} No figure had to be hidden here."
    return f"{rule} Here {count} {'figure is' if count == 1 else 'figures are'} hidden: {why}."


def _it(count: int) -> str:
    return "it" if count == 1 else "them"


def _table(indicator: IndicatorRecord, told: Told) -> EditionTable:
    bands = told.bands(indicator)
    share = indicator.unit != Unit.COUNT
    heads = ["Period", indicator.unit.label if share else "All"]
    if share:
        heads += ["Number", "Out of"]
    heads += [ROLLING]
    heads += [told.band_label(indicator, band) for band in bands]
    rows = [
        (shown_period(indicator, period).label, _cells(indicator, told, period, bands, share=share))
        for period in told.periods(indicator)
    ]
    empty = {
        at
        for at in range(1, len(heads))
        if all(isinstance(row[1][at - 1], Missing) for row in rows)
    }
    kept = [at for at in range(1, len(heads)) if at not in empty]
    heads = ["Period", *(heads[at] for at in kept)]
    told_rows = [(name, tuple(cells[at - 1] for at in kept)) for name, cells in rows]
    if len(heads) > WIDE and len(rows) < len(heads):
        columns = zip(*(cells for _, cells in told_rows), strict=True)
        told_rows = list(zip(heads[1:], columns, strict=True))
        heads = ["Of whom", *(name for name, _ in rows)]
    return EditionTable(
        indicator,
        *_newest(indicator, told),
        meaning(indicator),
        tuple(heads),
        tuple(told_rows),
        _notes(indicator, [cell for _, cells in rows for cell in cells]),
    )


def _newest(indicator: IndicatorRecord, told: Told) -> tuple[str, str, str]:
    """What is told of the newest period, which it is, and how it moved: "27", "August to October
    2026", "+4 since May to July 2026"."""
    periods = told.periods(indicator)
    newest = told.value(indicator, periods[-1])
    shown = shown_period(indicator, periods[-1]).label
    if isinstance(newest, Missing) and told.bands(indicator):
        return "in parts", shown, ""
    return newest.text, shown, moved(indicator, told, periods)


def _cells(
    indicator: IndicatorRecord,
    told: Told,
    period: Period,
    bands: Sequence[tuple[int, ...]],
    *,
    share: bool,
) -> tuple[Shown, ...]:
    cells = [told.value(indicator, period)]
    if share:
        cells += [told.numerator(indicator, period), told.denominator(indicator, period)]
    adds_up = adds_up_over_time(indicator) and period == indicator.period_of(period.end)
    cells.append(told.rolling(indicator, period) if adds_up else Missing(NOT_RELEASED))
    return (*cells, *(told.value(indicator, period, band) for band in bands))


def _notes(indicator: IndicatorRecord, cells: Sequence[Shown]) -> tuple[str, ...]:
    notes = []
    if indicator.overlapping and indicator.categories:
        whole, one = whole_of(indicator)
        notes.append(f"These do not add up to {whole}: several can be recorded for one {one}.")
    if indicator.ages_differ:
        notes.append("What is counted and what it is divided by are of different ages.")
    if any(isinstance(cell, Hidden) for cell in cells):
        notes.append(
            "“hidden”: the number is small, or a small number could be worked out with it."
        )
    return tuple(notes)


def meaning(indicator: IndicatorRecord) -> str:
    """Numerator, denominator with their ages, as at or during, and the source."""
    counted = f"{indicator.numerator}{_ages(indicator.numerator_ages)}"
    if indicator.denominator:
        counted += f", out of {indicator.denominator}{_ages(indicator.denominator_ages)}"
    counted = counted[:1].upper() + counted[1:]
    return f"{counted}. {indicator.timing.label}. Source: {indicator.source}."


def _ages(ages: Ages) -> str:
    first, last = ages.first, ages.last
    if first is None and last is None:
        return ""
    begin = "before birth" if first == -1 else str(first if first is not None else 0)
    if last is None:
        return f" (aged {begin} and over)"
    return f" (from before birth to {last})" if first == -1 else f" (aged {begin} to {last})"


def withheld(edition: Edition, record: FigureRecord) -> list[Withheld]:
    """What is hidden in an edition and why; only for those who see exact numbers."""
    reasons: dict[str, str] = edition.workings.get("reasons", {})
    return [
        Withheld(name, label(record, name), HIDDEN_BECAUSE[why], _is_number(name))
        for name, why in sorted(reasons.items(), key=lambda item: (item[1] != "small", item[0]))
    ]


def let_out(edition: Edition, record: FigureRecord) -> list[str]:
    return [label(record, name) for name in edition.workings.get("lifted", [])]


def _is_number(name: str) -> bool:
    key = Key.read(name)
    return key.part is Part.NUMERATOR and len(key.categories) < 2


# -- Open data -------------------------------------------------------------------------------------


def open_rows(said: Publication, record: FigureRecord) -> list[tuple[str, ...]]:
    """Every figure of an edition with its definition; a hidden one says so and has no value."""
    indicators = {row.pk: row for row in record.indicators}
    rows = []
    for cell in said.cells:
        key = Key.read(cell.id)
        indicator = indicators.get(key.indicator)
        if indicator is not None and (cell.value is not None or cell.hidden):
            rows.append(_open_row(cell, key, indicator))
    return rows


def _open_row(cell: Cell, key: Key, indicator: IndicatorRecord) -> tuple[str, ...]:
    figure = {
        Part.NUMERATOR: "Number",
        Part.DENOMINATOR: "Out of",
        Part.VALUE: indicator.unit.label,
        Part.COMPARATOR: f"Comparator: {key.words}",
        Part.CHANGE: f"Change {key.words}",
    }[key.part]
    return (
        indicator.name,
        cell.dims.get("category", "All"),
        key.period.start.isoformat(),
        key.period.end.isoformat(),
        figure,
        cell.value or "",
        "hidden" if cell.value is None else "",
        cell.dims.get("status", "final"),
        indicator.numerator,
        indicator.denominator,
        indicator.source,
        cell.id,
    )


# -- The list --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class EditionList:
    """`under_way` and `failed` are jobs; `waiting`, `issued`, `ended` are editions."""

    under_way: list[Job]
    failed: list[Job]
    waiting: list[Edition]
    issued: list[Edition]
    ended: list[Edition]


def edition_list(user: Actor, area: Area, *, prepares: bool) -> EditionList:
    """What this person may see of an area's editions, the newest first. Two queries."""
    rows = list(
        Edition.objects.visible_to(user)
        .filter(area=area)
        .select_related("prepared_by", "issued_by", "ended_by")
        .defer("said")
        .order_by("-prepared_at", "-pk")
    )
    jobs = (
        list(Job.objects.filter(task=PREPARE_EDITION, area_id=area.pk).order_by("-pk")[:10])
        if prepares
        else []
    )
    last = next((job.state for job in jobs if job.is_finished), "")
    return EditionList(
        under_way=[job for job in jobs if not job.is_finished],
        failed=[job for job in jobs if job.state == "failed"][: 1 if last == "failed" else 0],
        waiting=[row for row in rows if row.state == EditionState.PREPARED],
        issued=[row for row in rows if row.state == EditionState.ISSUED],
        ended=[
            row for row in rows if row.state in (EditionState.DISCARDED, EditionState.WITHDRAWN)
        ],
    )
