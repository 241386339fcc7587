"""What a report prints, as sheets: its words part by part, and each kind of table below one head.

Read from the HTML of the PDF, so that what stands on paper stands in the workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from typing import Final
from xml.etree.ElementTree import Element

from documents.files.cells import Cell
from documents.files.leaves import Leaf
from documents.files.register_rows import sheet_name
from documents.files.word_parts.flow import RUNNING
from documents.files.word_parts.grid import Row, rows_of
from documents.files.word_parts.html import SVG, Sheet, classes, lines, title_of
from timescales.date_format import long_day

WORDS, LEGEND, AS_PRINTED = "In words", "Legend and source", ", as printed"
DAY: Final = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")
NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,9}")
NARROW, WIDE, SLACK = 10, 60, 2  # the least and the most that a column is wide
LEAF_WIDTHS: Final = (34, 34, 90)
NEVER: Final = {"front-four", "cpc-figure__numbers"}  # their numbers have sheets of their own
PLAIN: Final = Sheet({})
NBSP: Final = "\N{NO-BREAK SPACE}"


@dataclass
class _Kind:
    """The tables of one shape under one heading, or under several of a part."""

    heads: tuple[str, ...]
    part: str
    headings: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return self.headings[0] if len(set(self.headings)) == 1 else self.part


@dataclass
class _Reader:
    """Goes through a paper once."""

    part: str = ""
    under: str = ""
    words: list[tuple[str, str, str]] = field(default_factory=list)
    kinds: dict[tuple[str, ...], _Kind] = field(default_factory=dict)

    def walk(self, element: Element) -> None:
        for child in element:
            if classes(child) & RUNNING or "contents" in classes(child):
                continue
            if child.tag in {"h1", "h2"}:
                self.part, self.under = _said(child), ""
                self.words.append((self.part, "", ""))
            elif child.tag in {"h3", "h4"}:
                self.under = _said(child)
                self.words.append((self.part, self.under, ""))
            elif child.tag == "table":
                self.table(child)
            elif child.tag == f"{SVG}svg":
                self.tell(title_of(child))
            elif child.tag in {"p", "li"} or (child.tag == "figcaption" and not len(child)):
                self.tell(_said(child))
            else:
                self.walk(child)

    def tell(self, words: str) -> None:
        if words:
            self.words.append((self.part, self.under, words))

    def table(self, element: Element) -> None:
        rows = rows_of(element)
        if classes(element) & NEVER:
            return
        if "cells" in classes(element):
            self.keep(*_turned(rows))
        elif rows and rows[0].head:
            heads = [" ".join(_said(cell.element).split()) for cell in rows[0].cells]
            self.keep(heads, self.bodies(rows))
        else:
            for row in rows:
                self.tell(": ".join(filter(None, (_said(cell.element) for cell in row.cells))))

    def bodies(self, rows: Sequence[Row]) -> Iterable[list[Cell]]:
        """The cells of each row; one that spans the table is a heading of those below it."""
        for row in rows:
            if row.head:
                continue
            if len(row.cells) == 1 and row.cells[0].span > 1:
                self.under = _said(row.cells[0].element)
                continue
            yield [typed(_said(cell.element)) for cell in row.cells]

    def keep(self, heads: Sequence[str], rows: Iterable[list[Cell]]) -> None:
        key = (self.part, *heads)
        for cells in rows:
            kind = self.kinds.setdefault(key, _Kind(tuple(heads), self.part))
            kind.headings.append(self.under or self.part)
            kind.rows.append([self.under or self.part, *cells])


def paper_leaves(body: Element, others: Sequence[Leaf]) -> list[Leaf]:
    """The words of a paper as one sheet, then a sheet for each kind of its tables, but for those
    that one of the `others` is, column by column."""
    reader = _Reader()
    reader.walk(body)
    names = [*(leaf.name for leaf in others), WORDS]
    known = {tuple(leaf.rows[0]) for leaf in others if leaf.rows and leaf.name != LEGEND}
    leaves = [Leaf(WORDS, [("Part", "Under", "What it says"), *reader.words], LEAF_WIDTHS)]
    for kind in reader.kinds.values():
        if kind.heads in known:
            continue
        rows: list[Sequence[Cell]] = [("Part", *kind.heads), *kind.rows]
        title = f"{kind.title}{AS_PRINTED}" if kind.title in names else kind.title
        names.append(sheet_name(title, names))
        leaves.append(Leaf(names[-1], rows, _widths(rows)))
    return leaves


def typed(words: str) -> Cell:
    """A number or a day as one; anything else as its words."""
    if NUMBER.fullmatch(words):
        return int(words.replace(",", ""))
    if DAY.fullmatch(words):
        try:
            return datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            return words
    return words


def _turned(rows: Sequence[Row]) -> tuple[list[str], list[list[Cell]]]:
    """A strip of cells as a row for each action: its heads are the strip's first column."""
    kept = [
        [_said(cell.element) for cell in row.cells] for row in rows if "cells-part" not in row.names
    ]
    heads = [cells[0] for cells in kept]
    columns = zip(*(cells[1:] for cells in kept), strict=False)
    return heads, [[one[0], *map(typed, one[1:])] for one in columns if one[0]]


def _said(element: Element) -> str:
    """The words of an element, a line for each block; spaces that hold together become plain."""
    said = (line.words.replace(NBSP, " ").strip() for line in lines(element, PLAIN, ""))
    return "\n".join(said)


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Columns as wide as their longest line asks for, between bounds."""
    columns = zip_longest(*rows)
    asked = (max(map(len, _lines(column))) + SLACK for column in columns)
    return [min(max(one, NARROW), WIDE) for one in asked]


def _lines(column: Iterable[Cell]) -> list[str]:
    shown = (long_day(cell) if isinstance(cell, date) else str(cell or "") for cell in column)
    return [line for words in shown for line in words.split("\n")]
