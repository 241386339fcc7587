"""A public edition as open data: tables with a definition of each of their columns. Pure.

Nothing is worked out here: every cell stands in the edition's record, which was released.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from documents import statuses
from documents.files.cells import Cell, whole_number
from documents.files.tables import Table, comma_separated
from documents.papers.counts import COUNTED, counted
from documents.papers.headings import ancestry
from documents.papers.indicators import every_figure
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from public.rules.plan import day_of, tag_of


@dataclass(frozen=True)
class Column:
    """`name` is what programs read, `meaning` what the values are, with their unit."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Dataset:
    """One table that may be taken. `rows` have a cell for each column."""

    name: str
    title: str
    about: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


DAY: Final = "as year-month-day; empty where there is none"
ACTION_COLUMNS: Final[Sequence[tuple[str, str, Callable[[ActionRecord], Cell]]]] = (
    ("action", "The number of the action in the plan", lambda a: a["reference"]),
    ("text", "What will be done, in the plan’s words", lambda a: a["text"]),
    ("lead", "The post or group that answers for it", lambda a: a["lead"]),
    ("timescale", "When, in the plan’s own words", lambda a: a["timescale"]),
    ("first_date", f"The date that was agreed first, {DAY}", lambda a: day_of(a["due_first"])),
    ("date_now", f"The date that is agreed now, {DAY}", lambda a: day_of(a["due"])),
    ("times_moved", "How often its date was moved: a count", lambda a: a["times_moved"]),
    ("done_on", f"The day it was done, {DAY}", lambda a: day_of(a["completed_on"])),
    (
        "days_late",
        "Days from the date agreed first to the day it was done: a count; 0 where it was in time "
        "or is not done",
        lambda a: a["days_late"],
    ),
    (
        "verified_on",
        f"The day it was verified, {DAY}",
        lambda a: day_of(a["verified_on"]),
    ),
    ("difference", "The difference that it made, once it was verified", lambda a: a["difference"]),
    ("ongoing", "yes for ongoing work, which is not rated; else no", lambda a: _yes(a["ongoing"])),
    ("withdrawn_on", f"The day it was withdrawn, {DAY}", lambda a: day_of(a["withdrawn_on"])),
)
STATUS: Final = Column("status", "How it stood, as the report prints it; empty of ongoing work")
COUNT_COLUMNS: Final = (
    Column("date", "The day of the position, as year-month-day"),
    Column("total", "Rated actions in the plan on that day: a count"),
    Column("completed", f"Of these, completed: a count; empty in the first row. {COUNTED}"),
    Column("added", "Added since the row before: a count; empty in the first row"),
    Column("withdrawn", "Withdrawn since the row before: a count; empty in the first row"),
    Column("ongoing", "Total less completed: a count"),
)
STATUS_COLUMNS: Final = (
    Column("status", "The word of the plan’s legend"),
    Column("definition", "What it means in this plan"),
    Column("actions", "How many actions stood so on the day of the position: a count"),
)
FIGURE_COLUMNS: Final = (
    Column("figure", "The number of the figure in the report; empty where it has none"),
    Column("message", "What the figure says"),
    Column("measured", "What is counted, of whom, and when"),
    Column("row", "The row of its table"),
    Column("column", "The column of its table"),
    Column("value", "As printed; words stand where a number is kept in or not available"),
)
TABLE_COLUMNS: Final = (
    Column("table", "The table"),
    Column("column", "The column"),
    Column("meaning", "What its values are, with their unit"),
)


def datasets(content: SnapshotContent) -> list[Dataset]:
    """The tables of an edition, those that have rows, and last what their columns mean."""
    tables = [_actions(content), _statuses(content), _counts(content), _figures(content)]
    kept = [table for table in tables if table.rows]
    return [*kept, _definitions(kept)]


def csv_of(dataset: Dataset) -> bytes:
    """One table as comma-separated text."""
    heads = [(column.name, 20) for column in dataset.columns]
    return comma_separated(Table(dataset.name, heads, dataset.rows))


def json_of(content: SnapshotContent, tables: Sequence[Dataset], sha256: str) -> bytes:
    """All tables in one document, each with its definitions; days in ISO's form. The same edition
    gives the same bytes."""
    told = {
        "about": {
            "area": content["area"],
            "committee": content["committee"],
            "edition": content["edition"],
            "marking": content["marking"],
            "plan": content["plan"]["title"],
            "period_start": content["period_start"],
            "period_end": content["period_end"],
            "as_of": content["as_of"],
            "version": content["version"],
            "sha256": sha256,
        },
        "tables": {table.name: _table(table) for table in tables},
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str).encode()


def _table(table: Dataset) -> Mapping[str, object]:
    names = [column.name for column in table.columns]
    return {
        "title": table.title,
        "about": table.about,
        "columns": {column.name: column.meaning for column in table.columns},
        "rows": [dict(zip(names, row, strict=True)) for row in table.rows],
    }


def _actions(content: SnapshotContent) -> Dataset:
    above = ancestry(content["headings"], len(content["levels"]))
    palette = statuses.palette(content)
    levels = [
        Column(f"level_{place}", f"{level['name']}: where the action stands in the plan")
        for place, level in enumerate(content["levels"], start=1)
    ]
    rows = []
    for row in content["actions"]:
        tag = tag_of(row, palette)
        cells = [value(row) for _, _, value in ACTION_COLUMNS]
        rows.append([*above(row["heading"]), tag.label if tag else "", *cells])
    columns = [Column(name, meaning) for name, meaning, _ in ACTION_COLUMNS]
    about = "Every action of the plan once, ongoing work and what was withdrawn among them."
    return Dataset("actions", "Actions", about, [*levels, STATUS, *columns], rows)


def _statuses(content: SnapshotContent) -> Dataset:
    palette, counts = statuses.palette(content), content["counts"]
    tags = [palette.tag(key) for key in statuses.order(counts)]
    rows: list[Sequence[Cell]] = [
        [tag.label, tag.definition, counts.get(tag.canonical, 0)] for tag in tags if counts
    ]
    about = "How many rated actions stood how on the day of the position."
    return Dataset("statuses", "Actions by status", about, STATUS_COLUMNS, rows)


def _counts(content: SnapshotContent) -> Dataset:
    rows = [[date.fromisoformat(row["on"]), *counted(row)] for row in content["count_rows"]]
    about = "Total = total of the row before + added − withdrawn; ongoing = total − completed."
    return Dataset("counts", "Actions by date", about, COUNT_COLUMNS, rows)


def _figures(content: SnapshotContent) -> Dataset:
    rows: list[Sequence[Cell]] = [
        [
            figure.number,
            figure.message,
            figure.measured.line,
            row.label,
            head,
            whole_number(cell.text),
        ]
        for figure in every_figure(content)
        for row in figure.table.rows
        for head, cell in zip(figure.table.heads[1:], row.cells, strict=True)
    ]
    about = (
        "Every number of every figure in the report. Small numbers of children are kept in: what "
        "could tell of one child is not printed, here as in the report."
    )
    return Dataset("figures", "Figures", about, FIGURE_COLUMNS, rows)


def _definitions(tables: Sequence[Dataset]) -> Dataset:
    rows = [
        [table.name, column.name, column.meaning] for table in tables for column in table.columns
    ]
    about = "What the columns of the other tables mean."
    return Dataset("definitions", "Definitions", about, TABLE_COLUMNS, rows)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
