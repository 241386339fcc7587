"""Page one of a quarterly report in its spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from documents import statuses
from documents.contents import left_out
from documents.enums import ReportKind
from documents.files.cells import Cell
from documents.papers.headline import changed, headline
from documents.schema.content import SnapshotContent

HEADLINE_WIDTHS = (40, 12, 24, 70)


def headline_rows(content: SnapshotContent) -> list[Sequence[Cell]]:
    """The numbers of page one, each of how many, and how many changes there were."""
    if content["kind"] != ReportKind.QUARTERLY:
        return []
    colours = statuses.palette(content)
    rows: list[Sequence[Cell]] = [("In short", "Actions", "Of", "What it says")]
    rows += [(row.name, row.number, row.of, row.meaning) for row in headline(content, colours)]
    rows.append((changed(content),))
    if omitted := left_out(content):
        rows.append((omitted,))
    return rows
