"""A printed report read back from its HTML: headings, sentences and tables."""

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

BLOCKS = {"p", "li", "h1", "h2", "h3", "figcaption"}
CELLS = {"th", "td"}
APART = {"span", "br", "p", "li", "b", "ul", "ol"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass
class Table:
    """The rows under a heading; of each cell its words, with single spaces."""

    section: str
    heading: str
    rows: list[list[str]] = field(default_factory=list)

    @property
    def columns(self) -> list[str]:
        return self.rows[0]

    @property
    def body(self) -> list[dict[str, str]]:
        """Each row by its columns; a row of one cell is the head of those below it."""
        rows = [row for row in self.rows[1:] if len(row) > 1 or len(self.columns) == 1]
        return [dict(zip(self.columns, row, strict=True)) for row in rows]


class Paper(HTMLParser):
    """`lines` are all blocks of text in their order, `tables` the tables with their headings."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.lines: list[tuple[str, str]] = []
        self.sections: list[str] = []  # of each of the lines
        self.tables: list[Table] = []
        self.section = self.heading = ""
        self._text: list[str] = []
        self._in_cell = self._in_block = False
        self._hidden = 0
        self.feed(markup)

    @property
    def text(self) -> str:
        cells = [cell for table in self.tables for row in table.rows for cell in row]
        return "\n".join([*(text for _, text in self.lines), *cells])

    def under(self, section: str) -> list[Table]:
        return [table for table in self.tables if table.section.startswith(section)]

    def listed(self, section: str) -> list[str]:
        """The items of the lists of a section."""
        within = zip(self.lines, self.sections, strict=True)
        return [text for (tag, text), name in within if tag == "li" and name.startswith(section)]

    def starting(self, words: str) -> list[str]:
        return [text for _, text in self.lines if text.startswith(words)]

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in ("svg", "style", "title"):
            self._hidden += 1
        elif tag == "table":
            self.tables.append(Table(self.section, self.heading))
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in CELLS:
            self._in_cell, self._text = True, []
        elif tag in BLOCKS and not self._in_cell:
            self._in_block, self._text = True, []
        if tag in APART:
            self._text.append(" | " if tag == "span" and self._in_cell else " ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("svg", "style", "title"):
            self._hidden -= 1
        elif tag in CELLS and self._in_cell:
            self.tables[-1].rows[-1].append(self._taken())
            self._in_cell = False
        elif tag in BLOCKS and self._in_block and not self._in_cell:
            self._ended(tag)
        elif tag in APART:
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)

    def _ended(self, tag: str) -> None:
        words, self._in_block = self._taken(), False
        self.lines.append((tag, words))
        self.sections.append(self.section)
        if tag == "h2":
            self.section, self.heading = words, words
        elif tag == "h3":
            self.heading = words

    def _taken(self) -> str:
        words, self._text = "".join(self._text), []
        return re.sub(r"(\s*\|)*\s*$", "", " ".join(words.split())).removeprefix("| ")
