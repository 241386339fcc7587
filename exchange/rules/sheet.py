"""A plan as one table: a workbook that prints on A4, or comma-separated text."""

from __future__ import annotations

from collections.abc import Sequence

from documents.files.tables import Table, comma_separated, workbook
from imports.rules.own.columns import (
    ABOUT,
    ABOUT_HEADS,
    COLUMNS,
    MEASURE_HEADS,
    MEASURES_OF,
    OF_SHEETS,
    OF_TEXTS,
    REFERENCES,
    STATUS,
    PlanColumn,
    about_rows,
    in_use,
    measure_rows,
)
from imports.rules.own.paper import PlanAction, PlanHeading, PlanPaper

LEVEL_WIDTH, NUMBER_WIDTH = 26, 9
ABOUT_WIDTHS = (14, 34, 44, 14, 10, 8, 60)
MEASURE_WIDTHS = (60, 44, 20, 30)


def plan_workbook(paper: PlanPaper) -> bytes:
    """The plan in one table, its measures, and what the file needs to come back."""
    tables = [_table(paper, (*COLUMNS, OF_SHEETS))]
    measures = measure_rows(paper)
    if measures:
        heads = (*MEASURE_HEADS[:3], f"{MEASURE_HEADS[3]} {paper.stamp}")
        tables.append(Table(MEASURES_OF, tuple(zip(heads, MEASURE_WIDTHS, strict=True)), measures))
    about = tuple(zip(ABOUT_HEADS, ABOUT_WIDTHS, strict=True))
    tables.append(Table(ABOUT, about, about_rows(paper)))
    return workbook(paper.title, tables)


def plan_text(paper: PlanPaper) -> bytes:
    """The plan in one table of text: UTF-8 with its mark, formulas kept from being worked out."""
    return comma_separated(_table(paper, (*COLUMNS, OF_SHEETS, *OF_TEXTS)))


def _table(paper: PlanPaper, columns: Sequence[PlanColumn]) -> Table:
    used = in_use(paper, columns, paper.actions)
    numbered = [
        any(one.number for one in paper.headings if one.level == at)
        for at in range(len(paper.levels))
    ]
    heads: list[tuple[str, int]] = []
    for level, has_number in zip(paper.levels, numbered, strict=True):
        heads += [(f"{level.singular} no", NUMBER_WIDTH)] if has_number else []
        heads.append((level.singular, LEVEL_WIDTH))
    heads += [(one.name, one.weight) for one in used]
    heads.append((f"{REFERENCES.name} {paper.stamp}", REFERENCES.weight))
    rows = [
        (*_place(paper, heading, numbered), *_cells(paper, action, used))
        for heading, action in _lines(paper)
    ]
    return Table("Plan", heads, rows, paper.title, apart=1, fills=_fills(paper, heads))


def _lines(paper: PlanPaper) -> list[tuple[int | None, PlanAction | None]]:
    """Each action under its heading, a heading without actions on a row of its own."""
    lines: list[tuple[int | None, PlanAction | None]] = []
    for at in (None, *range(len(paper.headings))):
        own = [a for a in paper.actions if a.heading == at and not a.ongoing]
        lines += [(at, action) for action in own]
        if at is not None and not own:
            lines.append((at, None))
    return lines + [(action.heading, action) for action in paper.actions if action.ongoing]


def _place(paper: PlanPaper, heading: int | None, numbered: Sequence[bool]) -> tuple[str, ...]:
    line: dict[int, PlanHeading] = {one.level: one for one in paper.line_to(heading)}
    cells: list[str] = []
    for at, has_number in enumerate(numbered):
        there = line.get(at)
        cells += [there.number if there else ""] if has_number else []
        cells.append(there.text if there else "")
    return tuple(cells)


def _cells(
    paper: PlanPaper, action: PlanAction | None, columns: Sequence[PlanColumn]
) -> tuple[str, ...]:
    if action is None:
        return ("",) * (len(columns) + 1)
    return tuple(one.words(paper, action) for one in (*columns, REFERENCES))


def _fills(paper: PlanPaper, heads: Sequence[tuple[str, int]]) -> dict[tuple[int, int], str]:
    """The legend's colour behind each status, whose words stand on it all the same."""
    at = max(place for place, (head, _) in enumerate(heads) if head == STATUS)
    return {
        (row, at): action.status.shades.solid
        for row, (_, action) in enumerate(_lines(paper))
        if action and action.status
    }
