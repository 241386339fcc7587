"""The sheets of a report's workbook: heads that stand still and on every page, printed on A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from documents import phrases
from documents.files.cells import Cell, Formats, height_of, write_row
from documents.files.made import Made
from documents.schema.content import SnapshotContent

PRINTED: Final = 8  # columns that can be read on A4; what stands beyond them is for counting on
SLACK: Final = 1
PAGE: Final = 150  # signs that stand side by side on A4
LEAST: Final = 6.0
A4: Final = 9
LONGEST: Final = 60  # of a name in a head or foot, which hold 255 signs in all


@dataclass(frozen=True)
class Leaf:
    """One sheet: heads first; `widths` of its columns, the last for all that follow. The first
    `held` columns stand still; rows can be chosen by their columns where it is `sifted`."""

    name: str
    rows: Sequence[Sequence[Cell]]
    widths: Sequence[int]
    held: int = 1
    sifted: bool = False


def workbook(leaves: Sequence[Leaf], content: SnapshotContent, sha256: str) -> Made:
    """The leaves that have rows as a workbook; the same bytes every time."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(target, options)
    title = f"{content['plan']['title']}, {phrases.day(content['as_of'])}"
    created = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    author, comments = content["committee"], f"Snapshot {sha256}"
    book.set_properties(
        {"title": title, "author": author, "comments": comments, "created": created}
    )
    formats, head, foot = Formats(book), _head(content), _foot(content, sha256)
    for leaf in leaves:
        if leaf.rows:
            _write(book.add_worksheet(leaf.name), leaf, formats, (head, foot))
    book.close()
    return Made(target.getvalue(), len(book.worksheets()))


def _write(sheet: Worksheet, leaf: Leaf, formats: Formats, around: tuple[str, str]) -> None:
    heads, *rows = leaf.rows
    for place, name in enumerate(heads):
        sheet.write_string(0, place, str(name), formats.head)
    for number, cells in enumerate(rows, start=1):
        write_row(sheet, number, cells, formats)
    count = max(map(len, leaf.rows))
    widths = _widths(leaf, count)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for number, cells in enumerate(leaf.rows):
        sheet.set_row(number, height_of(cells, widths))
    sheet.freeze_panes(1, leaf.held)
    if leaf.sifted:
        sheet.autofilter(0, 0, len(rows), count - 1)
    _paged(sheet, len(rows), count, around)


def _widths(leaf: Leaf, count: int) -> list[float]:
    """The columns' widths; those that are printed share what can be read on A4."""
    last = leaf.widths[-1]
    widths = [float(one) for one in (*leaf.widths, *[last] * count)][:count]
    shown = widths[:PRINTED] if count > PRINTED + SLACK else widths
    share = min(1.0, PAGE / sum(shown))
    return [max(LEAST, one * share) for one in shown] + widths[len(shown) :]


def _paged(sheet: Worksheet, rows: int, columns: int, around: tuple[str, str]) -> None:
    """On A4 across, as wide as the paper, the names of the columns on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.hide_gridlines(0)  # none is hidden, on paper too: rows are told apart
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
    if columns > PRINTED + SLACK:
        sheet.print_area(0, 0, rows, PRINTED - 1)
    head, foot = around
    sheet.set_header(head)
    sheet.set_footer(foot)


def _head(content: SnapshotContent) -> str:
    return f"&L{_plain(content['committee'])}&C&B{_plain(content['marking'])}&R&A"


def _foot(content: SnapshotContent, sha256: str) -> str:
    at = f"Position at {phrases.day(content['as_of'])}"
    return (
        f"&L{at} · version {content['version']} · {sha256[:12]}"
        f"&C&B{_plain(content['marking'])}&RPage &P of &N"
    )


def _plain(words: str) -> str:
    """Words in a head or foot, where one sign is a command."""
    return words[:LONGEST].replace("&", "&&")
