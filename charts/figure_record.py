"""A figure as it is frozen: its message, what it measures, its chart's numbers as printed.

A number that is hidden from the report's readers is not in it in any form: a cell has its text and
its kind, "printed", "hidden", "missing" or "words".
"""

from __future__ import annotations

from typing import TypedDict


class CellRecord(TypedDict):
    kind: str
    text: str


class BasisRecord(TypedDict):
    unit: str
    counted: str
    per: int
    denominator: str


class PeriodRecord(TypedDict):
    label: str
    short: str
    when: str


class PointRecord(TypedDict):
    cell: CellRecord
    status: str
    before: str
    edition: str


class SeriesRecord(TypedDict):
    name: str
    basis: BasisRecord
    points: list[PointRecord]


class LineRecord(TypedDict):
    kind: str
    text: str
    agreed: str


class ChartRowRecord(TypedDict):
    label: str
    cells: list[CellRecord]
    edition: str


class ChartRecord(TypedDict):
    """One form for every kind of chart; what a kind has no use for is empty."""

    kind: str
    basis: BasisRecord | None
    periods: list[PeriodRecord]
    names: list[str]
    series: list[SeriesRecord]
    rows: list[ChartRowRecord]
    lines: list[LineRecord]
    from_nought: bool
    shared: bool
    adds_up: bool
    whole: str
    one: str


class MeasuredRecord(TypedDict):
    what: str
    numerator: str
    denominator: str
    numerator_ages: str
    denominator_ages: str
    when: str
    year: str
    source: str


class TableRowRecord(TypedDict):
    label: str
    cells: list[CellRecord]
    current: bool


class FigureRecord(TypedDict):
    number: str
    message: str
    measured: MeasuredRecord
    chart: ChartRecord | None
    heads: list[str]
    rows: list[TableRowRecord]
    notes: list[str]
    sentence: str
    why_hidden: str
