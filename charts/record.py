"""Figures to records that are frozen, and back: what comes back is equal to what went in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from charts.figure import Figure, Measured
from charts.figure_record import (
    BasisRecord,
    CellRecord,
    ChartRecord,
    ChartRowRecord,
    FigureRecord,
    LineRecord,
    MeasuredRecord,
    PeriodRecord,
    PointRecord,
    SeriesRecord,
    TableRowRecord,
)
from charts.kinds import (
    BarRow,
    Bars,
    Chart,
    Columns,
    DifferenceRow,
    Differences,
    Groups,
    Multiples,
    ShareRow,
    Shares,
    Trend,
)
from charts.tables import Table, TableCell, TableRow, Words
from charts.values import (
    AgreedLine,
    Basis,
    Cell,
    Hidden,
    Missing,
    Period,
    Point,
    Printed,
    Series,
    Status,
    Unit,
)


def figure_record(figure: Figure) -> FigureRecord:
    """The figure as plain JSON."""
    measured = figure.measured
    return FigureRecord(
        number=figure.number,
        message=figure.message,
        measured=MeasuredRecord(
            what=measured.what,
            numerator=measured.numerator,
            denominator=measured.denominator,
            numerator_ages=measured.numerator_ages,
            denominator_ages=measured.denominator_ages,
            when=measured.when,
            year=measured.year,
            source=measured.source,
        ),
        chart=_chart_record(figure.chart) if figure.chart else None,
        heads=list(figure.table.heads),
        rows=[
            TableRowRecord(label=row.label, cells=_cell_records(row.cells), current=row.current)
            for row in figure.table.rows
        ],
        notes=list(figure.notes),
        sentence=figure.sentence,
        why_hidden=figure.why_hidden,
    )


def _chart_record(chart: Chart) -> ChartRecord:
    record = _empty(type(chart).__name__)
    match chart:
        case Trend():
            record["periods"] = _period_records(chart.periods)
            record["series"] = [_series_record(one) for one in chart.series]
            record["lines"] = [
                LineRecord(kind=line.kind, text=line.cell.text, agreed=line.agreed)
                for line in chart.lines
            ]
            record["from_nought"] = chart.from_nought
        case Columns():
            record["periods"] = _period_records(chart.periods)
            record["series"] = [_series_record(chart.series)]
        case Multiples():
            record["periods"] = _period_records(chart.periods)
            record["series"] = [_series_record(panel) for panel in chart.panels]
            record["shared"] = chart.shared
        case Groups():
            record["names"], record["adds_up"] = list(chart.categories), chart.adds_up
            record["whole"], record["one"] = chart.whole, chart.one
            record["series"] = [_series_record(one) for one in chart.series]
        case Bars():
            record["basis"], record["adds_up"] = _basis_record(chart.basis), chart.adds_up
            record["whole"], record["one"] = chart.whole, chart.one
            record["rows"] = [_row_record(row.label, (row.cell,)) for row in chart.rows]
        case Differences():
            record["basis"] = _basis_record(chart.basis)
            record["names"] = [chart.area, chart.comparator]
            record["rows"] = [
                _row_record(row.label, (row.area, row.comparator, row.difference), row.edition)
                for row in chart.rows
            ]
        case Shares():
            record["basis"], record["names"] = _basis_record(chart.basis), list(chart.parts)
            record["rows"] = [_row_record(row.label, row.cells) for row in chart.rows]
    return record


def _empty(kind: str) -> ChartRecord:
    return ChartRecord(
        kind=kind.lower(),
        basis=None,
        periods=[],
        names=[],
        series=[],
        rows=[],
        lines=[],
        from_nought=True,
        shared=False,
        adds_up=False,
        whole="",
        one="",
    )


def _period_records(periods: Sequence[Period]) -> list[PeriodRecord]:
    return [PeriodRecord(label=one.label, short=one.short, when=one.when) for one in periods]


def _basis_record(basis: Basis) -> BasisRecord:
    return BasisRecord(
        unit=basis.unit.value,
        counted=basis.counted,
        per=basis.per,
        denominator=basis.denominator,
    )


def _series_record(series: Series) -> SeriesRecord:
    points = [
        PointRecord(
            cell=CellRecord(kind=point.cell.kind, text=point.cell.text),
            status=point.status.value,
            before=point.before,
            edition=point.edition,
        )
        for point in series.points
    ]
    return SeriesRecord(name=series.name, basis=_basis_record(series.basis), points=points)


def _row_record(label: str, cells: Sequence[Cell], edition: str = "") -> ChartRowRecord:
    return ChartRowRecord(label=label, cells=_cell_records(cells), edition=edition)


def _cell_records(cells: Sequence[TableCell]) -> list[CellRecord]:
    return [CellRecord(kind=cell.kind, text=cell.text) for cell in cells]


def figure_of(record: FigureRecord) -> Figure:
    """The figure that was frozen; ValueError where the record is none."""
    rows = tuple(
        TableRow(row["label"], tuple(map(_table_cell, row["cells"])), row["current"])
        for row in record["rows"]
    )
    chart = record["chart"]
    return Figure(
        number=record["number"],
        message=record["message"],
        measured=Measured(**record["measured"]),
        chart=CHARTS[chart["kind"]](chart) if chart else None,
        table=Table(tuple(record["heads"]), rows),
        notes=tuple(record["notes"]),
        sentence=record["sentence"],
        why_hidden=record["why_hidden"],
    )


def _cell(record: CellRecord) -> Cell:
    match record["kind"]:
        case "printed":
            return Printed.of(record["text"])
        case "hidden":
            return Hidden(record["text"])
        case "missing":
            return Missing(record["text"])
        case kind:
            raise ValueError(f"No cell of a chart is {kind!r}")


def _table_cell(record: CellRecord) -> TableCell:
    return Words(record["text"]) if record["kind"] == "words" else _cell(record)


def _basis(record: BasisRecord | None) -> Basis:
    if record is None:
        raise ValueError("Such a chart has a basis")
    return Basis(Unit(record["unit"]), record["counted"], record["per"], record["denominator"])


def _periods(record: ChartRecord) -> tuple[Period, ...]:
    return tuple(Period(one["label"], one["short"], one["when"]) for one in record["periods"])


def _series(record: ChartRecord) -> tuple[Series, ...]:
    return tuple(
        Series(one["name"], _basis(one["basis"]), tuple(map(_point, one["points"])))
        for one in record["series"]
    )


def _point(record: PointRecord) -> Point:
    status = Status(record["status"])
    return Point(_cell(record["cell"]), status, record["before"], record["edition"])


def _line(record: LineRecord) -> AgreedLine:
    cell, agreed = Printed.of(record["text"]), record["agreed"]
    if record["kind"] == "threshold":
        return AgreedLine("threshold", cell, agreed)
    return AgreedLine("target", cell, agreed)


def _trend(record: ChartRecord) -> Trend:
    lines = tuple(map(_line, record["lines"]))
    return Trend(_periods(record), _series(record), lines, record["from_nought"])


def _columns(record: ChartRecord) -> Columns:
    return Columns(_periods(record), _series(record)[0])


def _multiples(record: ChartRecord) -> Multiples:
    return Multiples(_periods(record), _series(record), record["shared"])


def _groups(record: ChartRecord) -> Groups:
    return Groups(tuple(record["names"]), _series(record), *_of_whom(record))


def _bars(record: ChartRecord) -> Bars:
    rows = tuple(BarRow(row["label"], _cell(row["cells"][0])) for row in record["rows"])
    return Bars(_basis(record["basis"]), rows, *_of_whom(record))


def _of_whom(record: ChartRecord) -> tuple[bool, str, str]:
    return record["adds_up"], record["whole"], record["one"]


def _differences(record: ChartRecord) -> Differences:
    rows = []
    for row in record["rows"]:
        area, comparator, difference = map(_cell, row["cells"])
        rows.append(DifferenceRow(row["label"], area, comparator, difference, row["edition"]))
    area_name, comparator_name = record["names"]
    return Differences(_basis(record["basis"]), area_name, comparator_name, tuple(rows))


def _shares(record: ChartRecord) -> Shares:
    rows = tuple(ShareRow(row["label"], tuple(map(_cell, row["cells"]))) for row in record["rows"])
    return Shares(_basis(record["basis"]), tuple(record["names"]), rows)


CHARTS: Final[Mapping[str, Callable[[ChartRecord], Chart]]] = {
    "trend": _trend,
    "columns": _columns,
    "multiples": _multiples,
    "groups": _groups,
    "bars": _bars,
    "differences": _differences,
    "shares": _shares,
}
