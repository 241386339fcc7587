"""From a workbook or a text file to the one table of words that is looked at. Read in a process of
its own (`guard.outside`)."""

from typing import Any, Final

from guard.refusals import Refusal
from guard.rules.words import looks_like
from sheets.rules.cells import Sheet, column_letter
from sheets.rules.identifiers import refused_cells
from sheets.rules.package import check_package
from sheets.rules.source import read

KINDS: Final = "Send a workbook (.xlsx) or a .csv file: the template, filled in, or your own table."
OWN_SHEETS: Final = ("What they mean", "How to fill it in")


def figures_sent(name: str, data: bytes) -> dict[str, Any]:
    """`text`: the first sheet with a cell that says “Figure” or the like, cells with tabs between;
    `left_out`: the other sheets, in words. Raises Refusal."""
    if data.startswith(b"PK") and check_package(data) != "xlsx":
        raise Refusal(KINDS)
    sheets = read(data)
    for cell in refused_cells(sheets):
        place = f"cell {column_letter(cell.column)}{cell.row}"
        raise Refusal(
            f"In {place}, this l{looks_like(cell.kinds)[1:]}. Take it out and send again."
        )
    chosen = next((sheet for sheet in sheets if _is_table(sheet)), sheets[0])
    others = [one.name for one in sheets if one is not chosen and one.name not in OWN_SHEETS]
    left = [f"The sheet “{one}”" for one in others]
    if chosen.columns > max((len(row.cells) for row in chosen.rows), default=0):
        left.append(f"Columns beyond the first {len(chosen.rows[0].cells)}")
    return {"text": "\n".join(_lines(chosen)), "left_out": left}


def _is_table(sheet: Sheet) -> bool:
    named = ("figure", "indicator", "measure")
    return any(cell.words.strip().casefold() in named for row in sheet.rows for cell in row.cells)


def _lines(sheet: Sheet) -> list[str]:
    """Rows as they are numbered in the file, so that a place named later is the file's."""
    lines: list[str] = []
    for row in sheet.rows:
        lines += [""] * (row.number - len(lines) - 1)
        cells = ("" if cell.covered else _words(cell.words, cell.formula) for cell in row.cells)
        lines.append("\t".join(cells))
    return lines


def _words(words: str, formula: bool) -> str:
    plain = " ".join(words.split())
    return f"={plain.lstrip('=')}" if formula else plain
