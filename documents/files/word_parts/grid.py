"""Tables of a Word file: heads on every page, rows not cut, widths in the grid as in the cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

from documents.files.word_parts.html import Sheet, classes, lines
from documents.files.word_parts.text import Line, Look, paragraph

TWIPS: Final = 1440 / 25.4  # in a millimetre
WIDTH: Final = re.compile(r"width:([\d.]+)(mm|%)")
ACCENT: Final = "12343F"
SHORT: Final = 12  # rows of a table that is kept on one page
NARROW: Final = {"cells", "trend"}  # tables whose columns are as narrow as one letter
STRONG: Final = {"total", "now", "trend-now", "group"}
SIDES: Final = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'  # no room beside
LEAST, MOST = 6, 40  # signs that weigh in the width of a column that says none


@dataclass(frozen=True)
class Cell:
    element: Element
    span: int
    at: int  # the first of its columns


@dataclass(frozen=True)
class How:
    """Of a whole table: whether it has heads, is a strip of cells, is kept on one page, and the
    style of its words."""

    headed: bool
    centred: bool
    kept: bool
    style: str


@dataclass(frozen=True)
class Row:
    element: Element
    cells: Sequence[Cell]
    head: bool
    bold: bool = False

    @property
    def names(self) -> set[str]:
        return classes(self.element)


def table(element: Element, of: Sheet, width: float, title: str) -> str:
    """The XML of a table, `width` millimetres wide; `title` is said to who hears it."""
    rows = rows_of(element)
    count = max((cell.at + cell.span for row in rows for cell in row.cells), default=0)
    if not count:
        return ""
    columns = [round(one * TWIPS) for one in widths(element, rows, count, width)]
    kept = "keep" in classes(element) and len(rows) <= SHORT
    narrow = bool(classes(element) & NARROW)
    how = How(
        rows[0].head, "cells" in classes(element), kept, "TableCell" if narrow else "TableText"
    )
    body = "".join(_row(row, of, columns, how) for row in rows[:-1])
    body += _row(rows[-1], of, columns, replace(how, kept=False))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in columns)
    bare = f"<w:tblCellMar>{SIDES}</w:tblCellMar>" if how.centred else ""
    said = f"<w:tblCaption w:val={quoteattr(title)}/>" if title else ""
    properties = (
        f'<w:tblStyle w:val="PaperTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{bare}<w:tblLook w:val="0020" w:firstRow="1"/>{said}'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def rows_of(element: Element) -> list[Row]:
    """The rows of a table in their order, heads first."""
    made = []
    for group in element:
        for row in group if group.tag in {"thead", "tbody"} else ():
            cells, at = [], 0
            for cell in row:
                span = int(cell.get("colspan", "1"))
                cells.append(Cell(cell, span, at))
                at += span
            names, head = classes(row), group.tag == "thead"
            made.append(Row(row, cells, head, bool(names & STRONG)))
    return made


def widths(element: Element, rows: Sequence[Row], count: int, width: float) -> list[float]:
    """The width of each column: what the paper's own grid says, the rest shared."""
    said = [_said(column, width) for column in element.iterfind("colgroup/col")]
    if len(said) != count:
        return _by_words(rows, count, width)
    known = sum(one for one in said if one)
    free = said.count(None)
    share = max((width - known) / free, 8.0) if free else 0.0
    whole = [one if one is not None else share for one in said]
    return [one * width / sum(whole) for one in whole] if sum(whole) > width else whole


def _said(column: Element, width: float) -> float | None:
    said = WIDTH.search(column.get("style", ""))
    if not said:
        return None
    return float(said[1]) * (width / 100 if said[2] == "%" else 1)


def _by_words(rows: Sequence[Row], count: int, width: float) -> list[float]:
    """Columns as wide as their longest words ask for, between bounds."""
    weight = [LEAST] * count
    for row in rows:
        for cell in row.cells:
            if cell.span == 1:
                words = " ".join("".join(cell.element.itertext()).split())
                weight[cell.at] = max(weight[cell.at], min(len(words), MOST))
    return [width * one / sum(weight) for one in weight]


def _row(row: Row, of: Sheet, columns: Sequence[int], how: How) -> str:
    whole = "" if "long" in row.names else "<w:cantSplit/>"
    head = "<w:tblHeader/>" if row.head else ""
    made = [_cell(cell, row, of, columns, how) for cell in row.cells]
    last = row.cells[-1] if row.cells else None
    missing = len(columns) - (last.at + last.span if last else 0)
    empty = f'<w:tc><w:tcPr><w:tcW w:w="{columns[-1]}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    return f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(made)}{empty * missing}</w:tr>"


def _cell(cell: Cell, row: Row, of: Sheet, columns: Sequence[int], how: How) -> str:
    style = "TableHead" if row.head else how.style
    bold = row.bold or (cell.element.tag == "th" and not how.headed)
    said = lines(cell.element, of, style, Look(bold=bold)) or [Line(style)]
    keep = "<w:keepNext/>" if how.kept or row.head or "group" in row.names else ""
    for line in said:
        line.align = _align(cell, centred=how.centred)
    inside = "".join(paragraph(line, keep) for line in said)
    return f"<w:tc><w:tcPr>{_properties(cell, row, of, columns)}</w:tcPr>{inside}</w:tc>"


def _align(cell: Cell, *, centred: bool) -> str:
    names = classes(cell.element)
    if names & {"n", "trend-n"}:
        return "right"
    return "center" if "c" in names or (centred and cell.at) else ""


def _properties(cell: Cell, row: Row, of: Sheet, columns: Sequence[int]) -> str:
    width = sum(columns[cell.at : cell.at + cell.span])
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    rule = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"/>'
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if row.head or "total" in row.names else ""
    fill = of.look(cell.element, Look()).fill.lstrip("#").upper()
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    close = f"<w:tcMar>{SIDES}</w:tcMar>" if classes(cell.element) & {"c", "trend-n"} else ""
    bottom = '<w:vAlign w:val="bottom"/>' if row.head else ""
    return f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{borders}{shade}{close}{bottom}'
