"""The rows of a workbook's sheets of measures and of their readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from documents.papers.measures import counted, measure_lines
from documents.schema.content import SnapshotContent

Row = Sequence[date | str | None]
MEASURE_HEADS = (
    *("Of", "Measure", "Sources of evidence", "Baseline", "Baseline of", "About the baseline"),
    *("Target", "To be reached by", "Agreed on", "Now", "Of day or period", "Difference", "Trend"),
    "Target reached",
)
MEASURE_WIDTHS = (14, 50, 40, 20, 16, 30, 20, 16, 16, 24, 30, 40, 40, 24)
READING_HEADS = (
    *("Of", "Measure", "From", "Day or last day", "Reading", "Note", "Source", "In place of"),
    "Given on",
)
READING_WIDTHS = (14, 50, 16, 16, 24, 40, 30, 24, 16)


def measure_rows(content: SnapshotContent) -> list[Row]:
    """One row for every measure; numbers stand in the words that are printed."""
    rows: list[Row] = []
    for line in measure_lines(content):
        row = line.measure
        baseline = (row["baseline"], _day(row["baseline_on"]), row["baseline_words"])
        target = (row["target"], _day(row["target_by"]), _day(row["target_agreed_on"]))
        said = (row["latest"], row["latest_when"], row["difference"], row["trend"], row["reached"])
        rows.append((line.of, row["text"], row["sources"], *baseline, *target, *said))
    return [MEASURE_HEADS, *rows] if rows else []


def reading_rows(content: SnapshotContent) -> list[Row]:
    """One row for every reading that held."""
    rows: list[Row] = []
    for line in counted(measure_lines(content)):
        for one in line.measure["readings"]:
            days = (_day(one["starts"]), _day(one["on"]))
            said = (one["value"], one["note"], one["source"], one["corrects"])
            rows.append((line.of, line.measure["text"], *days, *said, _day(one["given_on"])))
    return [READING_HEADS, *rows] if rows else []


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
