"""The text of a document in large print: one column, tables told row by row. Pure.

At 18 points a table of six columns holds two words a line. So each row becomes a list: what it is
of, then each cell below the head of its column. Drawings go: their numbers stand in the table
beside each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

TABLE: Final = re.compile(r"<table[^>]*>(?P<inside>.*?)</table>", re.DOTALL)
ROW: Final = re.compile(r"<tr[^>]*>(?P<inside>.*?)</tr>", re.DOTALL)
CELL: Final = re.compile(r"<(?P<kind>th|td)(?P<about>[^>]*)>(?P<inside>.*?)</(?:th|td)>", re.DOTALL)
HEAD: Final = re.compile(r"<thead[^>]*>(?P<inside>.*?)</thead>", re.DOTALL)
CAPTION: Final = re.compile(r"<caption[^>]*>(?P<inside>.*?)</caption>", re.DOTALL)
# a bare figure is a drawing of the table above it
DRAWING: Final = re.compile(r"<figure>.*?</figure>|<svg.*?</svg>", re.DOTALL)
MARKUP: Final = re.compile(r"<[^>]+>")
SPAN: Final = re.compile(r'colspan="(\d+)"')


def enlarged(markup: str) -> str:
    """A document's HTML with every table as lists and without its drawings; no word of it goes."""
    return TABLE.sub(_told, DRAWING.sub("", markup))


def _told(table: re.Match[str]) -> str:
    inside = table["inside"]
    head = HEAD.search(inside)
    names = [name for row in _rows(head["inside"] if head else "") for _, name in row]
    body = inside.replace(head.group(), "") if head else inside
    caption = CAPTION.search(inside)
    told = [f"<p><b>{caption['inside']}</b></p>"] if caption else []
    told += [_row(cells, names) for cells in _rows(body)]
    return f'<div class="rows">{"".join(told)}</div>'


def _rows(markup: str) -> Iterator[list[tuple[bool, str]]]:
    """Of each row its cells, and whether each is a head; a wide one counts as several."""
    for row in ROW.finditer(markup):
        cells: list[tuple[bool, str]] = []
        for cell in CELL.finditer(row["inside"]):
            span = SPAN.search(cell["about"])
            cells.append((cell["kind"] == "th", cell["inside"].strip()))
            cells += [(False, "")] * (int(span[1]) - 1 if span else 0)
        if cells:
            yield cells


def _row(cells: list[tuple[bool, str]], names: list[str]) -> str:
    (_, first), rest = cells[0], cells[1:]
    lines = [f'<div class="row-head">{_named(names, 0)}{first}</div>'] if _says(first) else []
    for place, (_, inside) in enumerate(rest, start=1):
        if _says(inside):
            lines.append(f'<div class="row-cell">{_named(names, place)}{inside}</div>')
    return f'<div class="row">{"".join(lines)}</div>' if lines else ""


def _named(names: list[str], place: int) -> str:
    name = names[place] if place < len(names) else ""
    return f'<span class="row-name">{name}</span> ' if _says(name) else ""


def _says(inside: str) -> bool:
    return bool(MARKUP.sub("", inside).strip())
