"""Every kind of chart as its drawing."""

from __future__ import annotations

from charts import bars, columns, differences, multiples, shares, trend
from charts.kinds import (
    Bars,
    Chart,
    Columns,
    Differences,
    Groups,
    Multiples,
    Shares,
    Trend,
)
from charts.shapes import Drawing


def drawing(chart: Chart, title: str) -> Drawing:
    """A chart with something printed in it as shapes; ``title`` is what is said in its place."""
    match chart:
        case Trend():
            return trend.drawing(chart, title)
        case Columns():
            return columns.drawing(chart, title)
        case Bars():
            return bars.bars(chart, title)
        case Groups():
            return bars.groups(chart, title)
        case Multiples():
            return multiples.drawing(chart, title)
        case Differences():
            return differences.drawing(chart, title)
        case Shares():
            return shares.drawing(chart, title)
