"""Tables in a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell, _Row

GREY = RGBColor(0x6B, 0x6B, 0x6B)


def add_table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    *,
    fills: Mapping[tuple[int, int], str] | None = None,
    whole: bool = False,
    quiet: bool = False,
) -> None:
    """A table with a header row that Word repeats on every page; widths in millimetres.

    `fills` are the dark colours of cells by row and column, whose words are white; a row that is
    `whole` is not split between pages; the last column is `quiet` where it is for programs alone.
    """
    table = document.add_table(rows=1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)  # LibreOffice goes by the grid, Word by the cells
    _fill(table.rows[0].cells, heads, widths, bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for number, row in enumerate(rows):
        added = table.add_row()
        if whole:
            _mark(added, "w:cantSplit")
        cells = added.cells
        _fill(cells, row, widths)
        for place in range(len(heads)):
            if colour := (fills or {}).get((number, place)):
                _shade(cells[place], colour)

    for row_there in table.rows if quiet else ():
        for run in row_there.cells[-1].paragraphs[0].runs:
            run.font.size, run.font.color.rgb = Pt(6.5), GREY


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn(name), {qn("w:val"): "true"}))


def _shade(cell: _Cell, colour: str) -> None:
    """The colour behind a cell, and its words in white and bold."""
    properties = cell._tc.get_or_add_tcPr()
    fill = {qn("w:val"): "clear", qn("w:color"): "auto", qn("w:fill"): colour.lstrip("#").upper()}
    properties.append(properties.makeelement(qn("w:shd"), fill))
    for run in cell.paragraphs[0].runs:
        run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)


def _fill(
    cells: Sequence[_Cell], texts: Sequence[str], widths: Sequence[int], *, bold: bool = False
) -> None:
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)
