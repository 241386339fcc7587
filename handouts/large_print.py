"""The text of a document in large print: one column, tables told row by row.

At 18 points a table of six columns holds two words a line. So each row becomes a list: what it is
of, then each cell below the head of its column. Drawings go, and the small cells of the plan at a
glance: what they show stands in words beside them or in the table of every action.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from documents.files import pdf
from documents.files.made import Made
from documents.schema.content import SnapshotContent

TABLE: Final = re.compile(r"<table[^>]*>(?P<inside>.*?)</table>", re.DOTALL)
ROW: Final = re.compile(r"<tr[^>]*>(?P<inside>.*?)</tr>", re.DOTALL)
CELL: Final = re.compile(r"<(?:th|td)(?P<about>[^>]*)>(?P<inside>.*?)</(?:th|td)>", re.DOTALL)
HEAD: Final = re.compile(r"<thead[^>]*>(?P<inside>.*?)</thead>", re.DOTALL)
CAPTION: Final = re.compile(r"<caption[^>]*>(?P<inside>.*?)</caption>", re.DOTALL)
# a bare figure is a drawing of the table above it
DRAWING: Final = re.compile(
    r'<table class="cells[^>]*>.*?</table>|<figure>.*?</figure>|<svg.*?</svg>', re.DOTALL
)
MARKUP: Final = re.compile(r"<[^>]+>")
SPAN: Final = re.compile(r'colspan="(\d+)"')
SQUARE: Final = re.compile(r'<span class="square[^>]*>.*?</span>', re.DOTALL)
BREAK: Final = re.compile(r"<br\s*/?>")
TOGETHER: Final = 32  # letters: three quarters of a line
SHORT: Final = 24  # letters: a row of nothing longer is told in a line


def large_print(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """A report or an edition at 18 points in one column."""
    markup = enlarged(pdf.html(content, sha256))
    return pdf.pdf_of(markup, identifier=sha256, also=("large",), logo=logo)


def enlarged(markup: str) -> str:
    """A document's HTML with every table as lists and without its drawings."""
    return TABLE.sub(_told, SQUARE.sub("", DRAWING.sub("", markup)))


def _told(table: re.Match[str]) -> str:
    inside = table["inside"]
    head = HEAD.search(inside)
    names = [BREAK.sub("", name) for row in _rows(head["inside"] if head else "") for name in row]
    body = inside.replace(head.group(), "") if head else inside
    caption = CAPTION.search(inside)
    told = [f"<p><b>{caption['inside']}</b></p>"] if caption else []
    # where no cell names its row, each stands under the name of its column alone
    told += [_row(cells, names) if "<th" in body else _unnamed(cells, names)
             for cells in _rows(body)]  # fmt: skip
    return f'<div class="rows">{"".join(told)}</div>'


def _rows(markup: str) -> Iterator[list[str]]:
    """Of each row the insides of its cells; a wide one counts as several."""
    for row in ROW.finditer(markup):
        cells: list[str] = []
        for cell in CELL.finditer(row["inside"]):
            span = SPAN.search(cell["about"])
            cells += [cell["inside"].strip(), *[""] * (int(span[1]) - 1 if span else 0)]
        if cells:
            yield cells


def _row(cells: Sequence[str], names: Sequence[str]) -> str:
    first, rest = cells[0], list(enumerate(cells))[1:]
    if len(cells) > 1 and not any(cells[1:]):  # the head of the rows below it
        return f'<div class="row-group">{first}</div>'
    said = [(_named(names, place), inside) for place, inside in rest if _text(inside)]
    if not (_text(first) or said):
        return ""
    if all(len(_text(inside)) <= SHORT for _, inside in said) and _plain(first, said):
        line = "; ".join(_pair(name, inside) for name, inside in said)
        told = f'<div class="row-head">{_named(names, 0)}{first}</div>'
        return f'<div class="row">{told}<div class="row-cell">{line}</div></div>'
    lines = [f'<div class="row-head">{_named(names, 0)}{first}</div>'] if _text(first) else []
    lines += [f'<div class="row-cell">{name}{inside}</div>' for name, inside in said]
    return f'<div class="row">{"".join(lines)}</div>'


def _pair(name: str, inside: str) -> str:
    """A number stands on the line of what it is of, where both find room on one."""
    both = f"{name}{inside}"
    return f'<span class="pair">{both}</span>' if len(_text(both)) <= TOGETHER else both


def _unnamed(cells: Sequence[str], names: Sequence[str]) -> str:
    said = [(_named(names, place), inside) for place, inside in enumerate(cells) if _text(inside)]
    lines = "".join(f'<div class="row-cell">{name}{inside}</div>' for name, inside in said)
    return f'<div class="row">{lines}</div>' if lines else ""


def _plain(first: str, said: Sequence[tuple[str, str]]) -> bool:
    """Whether a row has a head and nothing with lines of its own."""
    return bool(_text(first)) and not any("<p" in cell or "<ul" in cell for _, cell in said)


def _named(names: Sequence[str], place: int) -> str:
    name = names[place] if place < len(names) else ""
    return f'<span class="row-name">{name}:</span> ' if _text(name) else ""


def _text(inside: str) -> str:
    return unescape(MARKUP.sub("", inside)).strip()
