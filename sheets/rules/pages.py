"""Web pages, and what Word puts on the clipboard: the tables with the lines between them."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from documents.text import piece
from guard.refusals import Refusal
from sheets.rules.cells import Cell, Row, Sheet
from sheets.rules.colours import colour_name
from sheets.rules.package import MAX_CELLS, MAX_DEPTH
from sheets.rules.tables import Laid, rows_of

_VOID = (
    "br",
    "img",
    "hr",
    "input",
    "meta",
    "link",
    "col",
    "wbr",
    "source",
    "area",
    "base",
    "embed",
)
_SILENT = (
    "script",
    "style",
    "head",
    "title",
    "template",
    "noscript",
    "xml",
    "svg",
    "select",
    "object",
)
_LINES = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
    "tr",
    "section",
    "article",
    "dd",
    "dt",
)
_COLOUR = re.compile(
    r"background(?:-color)?\s*:\s*(?:#([0-9a-f]{6})\b|#([0-9a-f]{3})\b|([a-z]+)|rgb\(([\d,\s]+)\))",
    re.I,
)
_NAMED = {
    "red": "FF0000", "yellow": "FFFF00", "green": "008000", "lime": "00FF00", "orange": "FFA500",
    "blue": "0000FF", "purple": "800080", "aqua": "00FFFF",
}  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MAX_SPAN = 1000


@dataclass
class _Cell:
    span: int
    rows: int
    rgb: str
    head: bool
    words: list[str] = field(default_factory=list)


@dataclass
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list)
    cell: _Cell | None = None


def read_page(data: bytes) -> tuple[Sheet, ...]:
    """The page as one sheet; nothing is fetched, and scripts and styles are passed over."""
    page = _Page()
    page.feed(_decode(data))
    page.close()
    page.end_line()
    rows = tuple(replace(row, number=at) for at, row in enumerate(page.rows, start=1))
    width = max((row.typed[-1] + 1 for row in rows if row.typed), default=0)
    return (
        Sheet(
            "The page",
            tuple(row for row in rows if row or any(c.rgb for c in row.cells)),
            columns=width,
        ),
    )


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    named = re.search(rb"charset\s*=\s*[\"']?([\w-]{2,20})", data[:4096])
    for encoding in ("utf-8-sig", named[1].decode("ascii") if named else "cp1252", "cp1252"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self.line: list[str] = []
        self.tables: list[_Table] = []
        self.silent: list[str] = []
        self.block = self.cells = 0
        self.head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: words or "" for name, words in attrs}
        if self.silent or tag in _SILENT or (tag not in _VOID and _is_hidden(held)):
            if tag not in _VOID:
                self.silent.append(tag)
                if len(self.silent) > MAX_DEPTH:
                    raise Refusal(
                        "The page is nested too deep. Copy its table into a new document."
                    )
            return
        if tag == "table":
            self._begin_table()
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in ("td", "th") and self.tables:
            self._begin_cell(held, head=tag == "th")
        if tag in _LINES:
            self._break()
        self.head = self.head or tag in _HEADINGS

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            if tag in self.silent:
                while self.silent.pop() != tag:
                    pass
            return
        if tag in ("td", "th") and self.tables:
            self.tables[-1].cell = None
        elif tag == "table" and self.tables:
            self._end_table()
        if tag in _LINES and tag != "br":
            self._break()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        words = re.sub(r"[ \t\r\n\f\u00a0]+", " ", data)
        cell = self.tables[-1].cell if self.tables else None
        if self.tables:
            if cell is not None:
                cell.words.append(words)
        else:
            self.line.append(words)

    def _break(self) -> None:
        cell = self.tables[-1].cell if self.tables else None
        if cell is not None:
            cell.words.append("\n")
        elif not self.tables:
            self.end_line()

    def end_line(self) -> None:
        words = piece("".join(self.line)).text.strip()
        self.line = []
        if words:
            self.rows.append(Row(0, (Cell(words),), block=0, head=self.head))
        self.head = False

    def _begin_table(self) -> None:
        if len(self.tables) >= 20:
            raise Refusal("The page has tables inside tables, too deep to be read.")
        if not self.tables:
            self.end_line()
        self.tables.append(_Table())

    def _begin_cell(self, held: dict[str, str], *, head: bool) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        table.cell = _Cell(
            _span(held.get("colspan", "")), _span(held.get("rowspan", "")), _rgb(held), head
        )
        table.rows[-1].append(table.cell)
        self.cells += table.cell.span * table.cell.rows
        if self.cells > MAX_CELLS:
            raise Refusal("The page's tables are far larger than a plan. Is this the right file?")

    def _end_table(self) -> None:
        table = self.tables.pop()
        if self.tables:
            outer = self.tables[-1].cell
            if outer is not None:
                lines = (": ".join(filter(None, (_text(c) for c in row))) for row in table.rows)
                outer.words.append("\n" + "\n".join(lines) + "\n")
            return
        self.block += 1
        for cells, row in zip(rows_of(_laid(table.rows)), table.rows, strict=True):
            head = bool(row) and all(cell.head for cell in row)
            self.rows.append(Row(0, cells, block=self.block, head=head))


def _laid(rows: list[list[_Cell]]) -> list[list[Laid]]:
    """Each cell's place, with those that reach down from rows above."""
    reach: dict[int, tuple[int, int]] = {}  # a column: how many rows remain, and the span
    laid: list[list[Laid]] = []
    for row in rows:
        here: list[Laid] = []
        at = 0
        for cell in [*row, None]:
            while at in reach:
                remain, span = reach.pop(at)
                here.append(Laid(Cell(), at, span, continues=True))
                if remain > 1:
                    reach[at] = (remain - 1, span)
                    at += span
                    continue
                at += span
            if cell is None:
                break
            here.append(Laid(_read(cell), at, cell.span))
            if cell.rows > 1:
                reach[at] = (cell.rows - 1, cell.span)
            at += cell.span
        laid.append(here)
    return laid


def _text(cell: _Cell) -> str:
    lines = "".join(cell.words).split("\n")
    return "\n".join(line.strip(" ") for line in lines if line.strip())


def _read(cell: _Cell) -> Cell:
    kept = piece(_text(cell))
    name = colour_name(cell.rgb) if cell.rgb else ""
    return Cell(
        kept.text.strip("\u00a0 "), fill=name, rgb=cell.rgb if name else "", taken_out=kept.notes
    )


def _is_hidden(held: dict[str, str]) -> bool:
    style = re.sub(r"\s+", "", held.get("style", "").casefold())
    return (
        "hidden" in held
        or "display:none" in style
        or "mso-list:ignore" in style
        or "mso-hide:all" in style
    )


def _span(words: str) -> int:
    return min(max(int(words), 1), MAX_SPAN) if words.strip().isdigit() and len(words) < 6 else 1


def _rgb(held: dict[str, str]) -> str:
    match = _COLOUR.search(held.get("style", "")) or _COLOUR.search(
        f"background:{held.get('bgcolor', '')}"
    )
    if not match:
        return ""
    if match[1]:
        return match[1].upper()
    if match[2]:
        return "".join(letter * 2 for letter in match[2]).upper()
    if match[3]:
        return _NAMED.get(match[3].casefold(), "")
    numbers = [int(one) for one in match[4].split(",") if one.strip().isdigit()]
    return "".join(f"{min(one, 255):02X}" for one in numbers[:3]) if len(numbers) >= 3 else ""
