"""A demonstration plan as a committee would have typed it: to try the import with.

No database is read: the words come from the same files as the loaded area.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import xlsxwriter

from demonstration.queries.sources import Source, Table
from demonstration.rules import Timetable

CREATED = datetime(2026, 1, 1, tzinfo=UTC)
WIDE, MIDDLE, NARROW = 60, 28, 12
ACTION_WIDTHS = {"No": NARROW, "Actions/Tasks": WIDE, "Progress report": WIDE, "RAG": NARROW}


@dataclass(frozen=True)
class Line:
    """A row of the plan's sheet: the headings above it by depth, and its action if it has one."""

    above: dict[int, Table]
    action: Table | None


@dataclass(frozen=True)
class Column:
    """A column of the plan's sheet; `depth` is the level whose cells are merged, 0 for none."""

    title: str
    width: int
    depth: int
    words: Callable[[Line], str]


def workbook(source: Source, today: date) -> bytes:
    """The plan of `source` as an .xlsx file for `today`. The same day gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": source.plan["plan"]["title"], "created": CREATED})
    timetable = source.timetable(today)
    _write_plan(book, source, timetable)
    if "ongoing" in source.plan:
        _write_ongoing(book, source, timetable)
    book.close()
    return out.getvalue()


def _write_plan(book: Any, source: Source, timetable: Timetable) -> None:
    sheet = book.add_worksheet("Improvement plan")
    columns = [*_heading_columns(source), *_action_columns(source, timetable)]
    _write_titles(book, sheet, [(column.title, column.width) for column in columns])
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    lines = list(_lines(source))
    for at, column in enumerate(columns):
        for first, last in _runs(lines, column.depth):
            words = column.words(lines[first])
            if last > first and words:
                sheet.merge_range(first + 1, at, last + 1, at, words, wrapped)
            else:
                sheet.write_string(first + 1, at, words, wrapped)


def _write_ongoing(book: Any, source: Source, timetable: Timetable) -> None:
    sheet = book.add_worksheet("Ongoing and maintenance")
    _write_titles(
        book, sheet, [("No", 8), ("Actions/Tasks", 60), ("Expected Impact", 60), ("Timescale", 20)]
    )
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for at, row in enumerate(source.plan["ongoing"], start=1):
        words = (row["key"], row["text"], row["impact"], timetable.words(row["timescale"]))
        sheet.write_row(at, 0, words, wrapped)


def _write_titles(book: Any, sheet: Any, titles: list[tuple[str, int]]) -> None:
    bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#D9E2EC", "border": 1})
    for at, (title, width) in enumerate(titles):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, bold)
    sheet.freeze_panes(1, 0)


def _heading_columns(source: Source) -> Iterator[Column]:
    for depth, level in enumerate(source.plan["levels"], start=1):
        headings = [row for row in source.plan["headings"] if row["depth"] == depth]
        yield Column(level["singular"], MIDDLE, depth, partial(_numbered, depth))
        for key, title in (("vision", "Vision"), ("text", "Context")):
            if any(key in heading for heading in headings):
                yield Column(title, WIDE, depth, partial(_said, depth, key))


def _action_columns(source: Source, timetable: Timetable) -> list[Column]:
    """The columns of actions; none in a plan without them."""
    if not source.actions():
        return []
    told = _action_words(source, timetable)
    if not source.plan["plan"].get("numbered_actions"):
        del told["No"]
    if not any(told["Evidence"](action) for action in source.actions()):
        del told["Evidence"]
    return [
        Column(title, ACTION_WIDTHS.get(title, MIDDLE), 0, partial(_of_action, words))
        for title, words in told.items()
    ]


def _action_words(source: Source, timetable: Timetable) -> dict[str, Callable[[Table], str]]:
    """What each column says of an action, by the column's title."""
    posts = {row["key"]: row["title"] for row in source.people["posts"]}
    latest = {
        row["action"]: row["updates"][-1] for row in source.story["stories"] if row["updates"]
    }
    return {
        "No": lambda action: action["key"],
        "Actions/Tasks": lambda action: action["text"],
        "Strategic Lead": lambda action: "\n".join(posts[key] for key in action["lead"]),
        "Target Timescale": lambda action: timetable.words(action["timescale"]),
        "RAG": lambda action: latest.get(action["key"], {}).get("code", ""),
        "Evidence": lambda action: action.get("evidence") or action.get("measure", ""),
        "Progress report": lambda action: latest.get(action["key"], {}).get("what", ""),
    }


def _lines(source: Source) -> Iterator[Line]:
    """One line for each action, or for each lowest heading that has none."""
    deepest = len(source.plan["levels"])
    above: dict[int, Table] = {}
    for heading in source.plan["headings"]:
        depth = heading["depth"]
        above = {level: row for level, row in above.items() if level < depth} | {depth: heading}
        actions = heading.get("actions", [])
        yield from (Line(above, action) for action in actions)
        if depth == deepest and not actions:
            yield Line(above, None)


def _runs(lines: list[Line], depth: int) -> Iterator[tuple[int, int]]:
    """First and last of the neighbouring lines that share a heading; each alone at depth 0."""
    start = 0
    for at in range(1, len(lines) + 1):
        shared = depth and at < len(lines)
        if not (shared and lines[at].above.get(depth) is lines[start].above.get(depth)):
            yield start, at - 1
            start = at


def _numbered(depth: int, line: Line) -> str:
    heading = line.above[depth]
    return f"{heading['number']}. {heading['title']}" if "number" in heading else heading["title"]


def _said(depth: int, key: str, line: Line) -> str:
    return str(line.above[depth].get(key, ""))


def _of_action(words: Callable[[Table], str], line: Line) -> str:
    return words(line.action) if line.action else ""
