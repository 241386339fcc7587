"""Charts of slides, native to the presentation: with their numbers in them, told apart in grey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from pptx.chart.chart import Chart as DrawnChart
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide as Page
from pptx.util import Length, Pt

from charts.figure import Figure
from charts.kinds import Bars, Columns, Groups, Trend
from charts.trend import marked
from charts.values import Cell, Printed, Series
from documents import phrases
from documents.papers.glance import Glance

SERIES: Final = ("#1f4e79", "#8a949b", "#c9d1d6")


class Spot(NamedTuple):
    """A place of a series: its number where one is printed, and what stands there in words."""

    number: float | None
    text: str


Box = tuple[Length, Length, Length, Length]


def add_trend(page: Page, glance: Glance, box: Box) -> None:
    """A bar for each report, the newest lowest, each part with its symbol and number."""
    data = ChartData()
    rows = glance.trend
    data.categories = [phrases.day(row.on) for row in rows]
    for place, tag in enumerate(glance.heads):
        data.add_series(tag.marked, [row.counts[place] for row in rows])
    kind = XL_CHART_TYPE.BAR_STACKED
    frame, chart = _drawn(page, kind, box, data)
    _plain(chart, legend=True)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = max(sum(row.counts) for row in rows)
    chart.plots[0].gap_width, chart.plots[0].overlap = 45, 100
    for place, (series, tag) in enumerate(zip(chart.plots[0].series, glance.heads, strict=True)):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb(tag.shades.tint)
        series.format.line.color.rgb = rgb(tag.shades.ink)
        for at, row in enumerate(rows):
            if row.counts[place]:
                label = series.points[at].data_label.text_frame
                run = label.paragraphs[0].add_run()
                run.text = f"{tag.symbol} {row.counts[place]}"
                run.font.size, run.font.bold = Pt(14), True
                run.font.color.rgb = rgb(tag.shades.ink)
    said = [
        f"{phrases.day(row.on)}: "
        + ", ".join(f"{tag.label} {row.counts[at]}" for at, tag in enumerate(glance.heads))
        for row in rows
    ]
    describe(frame, "Trend", f"How many actions stood how in each report. {'; '.join(said)}.")


def add_figure(page: Page, figure: Figure, box: Box) -> bool:
    """The figure as a chart, where its kind has one and a number may be seen; whether it has.

    A number that is hidden or missing is a gap, and its words stand at its place: the workbook
    behind the chart holds what is printed and nothing else.
    """
    chart = figure.chart
    if figure.drawing is None or not isinstance(chart, Trend | Columns | Groups | Bars):
        return False
    names, series = _of(chart)
    data = ChartData()
    data.categories = names
    for name, spots in series:
        data.add_series(name, [spot.number for spot in spots])
    line = isinstance(chart, Trend)
    kind = XL_CHART_TYPE.LINE_MARKERS if line else XL_CHART_TYPE.COLUMN_CLUSTERED
    if isinstance(chart, Bars):
        kind = XL_CHART_TYPE.BAR_CLUSTERED
    frame, drawn = _drawn(page, kind, box, data)
    _plain(drawn, legend=len(series) > 1)
    from_nought = not isinstance(chart, Trend) or chart.from_nought
    drawn.value_axis.minimum_scale = 0 if from_nought else None
    drawn.value_axis.tick_labels.font.size = Pt(12)
    drawn.value_axis.major_gridlines.format.line.color.rgb = rgb("#e3e8eb")
    if isinstance(chart, Bars):
        drawn.category_axis.reverse_order, drawn.value_axis.visible = True, False
    _look(drawn, line=line)
    _labels(drawn, series, line=line)
    describe(frame, f"Figure {figure.number}", figure.alternative)
    return True


def _drawn(
    page: Page, kind: XL_CHART_TYPE, box: Box, data: ChartData
) -> tuple[GraphicFrame, DrawnChart]:
    page.shapes.add_chart(kind, *box, data)
    frame = page.shapes[-1]
    if not isinstance(frame, GraphicFrame):
        raise TypeError("A chart stands in a frame")
    return frame, frame.chart


def _of(chart: Trend | Columns | Groups | Bars) -> tuple[list[str], list[tuple[str, list[Spot]]]]:
    """The names along the axis, and each series by its name."""
    if isinstance(chart, Bars):
        rows = chart.by_size
        spots = [_spot(row.cell, row.cell.text) for row in rows]
        return _told([row.label for row in rows], spots), [(chart.basis.words, spots)]
    many: Sequence[Series] = (chart.series,) if isinstance(chart, Columns) else chart.series
    series = [(one.name, [_spot(point.cell, marked(point)) for point in one.points])
              for one in many]  # fmt: skip
    names = (
        list(chart.categories)
        if isinstance(chart, Groups)
        else [period.on_axis for period in chart.periods]
    )
    return _told(names, series[0][1]) if len(many) == 1 else names, series


def _spot(cell: Cell, text: str) -> Spot:
    return Spot(float(cell.value) if isinstance(cell, Printed) else None, text)


def _told(names: Sequence[str], spots: Sequence[Spot]) -> list[str]:
    """Where no number stands, the words that stand in its place."""
    return [
        name if spot.number is not None else f"{name}: {spot.text}"
        for name, spot in zip(names, spots, strict=True)
    ]


def _labels(drawn: DrawnChart, series: Sequence[tuple[str, Sequence[Spot]]], *, line: bool) -> None:
    """Each number as it is printed, and not as a program would write it; beside a line above it,
    or below where another line is higher."""
    highest = [max((spot.number or 0.0 for spot in spots), default=0.0)
               for spots in zip(*(spots for _, spots in series), strict=True)]  # fmt: skip
    for row, (_, spots) in zip(drawn.plots[0].series, series, strict=True):
        for at, spot in enumerate(spots):
            if spot.number is None:
                continue
            label = row.points[at].data_label
            run = label.text_frame.paragraphs[0].add_run()
            run.text = spot.text
            run.font.size, run.font.bold = Pt(12), True
            if line:
                lower = spot.number < highest[at]
                label.position = XL_LABEL_POSITION.BELOW if lower else XL_LABEL_POSITION.ABOVE


def _look(chart: DrawnChart, *, line: bool) -> None:
    """Series told apart by mark and dash, not by colour alone."""
    marks = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.SQUARE, XL_MARKER_STYLE.DIAMOND)
    for place, series in enumerate(chart.plots[0].series):
        colour = rgb(SERIES[place % len(SERIES)])
        if not line:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
            continue
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
        if place:
            series.format.line.dash_style = MSO_LINE.DASH
        series.marker.style, series.marker.size = marks[place % len(marks)], 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour


def _plain(chart: DrawnChart, *, legend: bool) -> None:
    chart.font.size, chart.font.name = Pt(14), "Calibri"
    chart.has_title, chart.has_legend = False, legend
    if legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False


def describe(shape: BaseShape, name: str, words: str) -> None:
    """The shape's name, and what a screen reader says in its place."""
    said = shape._element.xpath(".//p:cNvPr")[0]
    said.set("name", name)
    if words:
        said.set("descr", words)


def rgb(colour: str) -> RGBColor:
    """A colour of the house, "#rrggbb"."""
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))
