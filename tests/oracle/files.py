"""The Word file and the spreadsheet of a report, read back and held against what is true."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from docx import Document
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from tests.oracle.appendix import actions, left, update_of
from tests.oracle.by_date import by_date
from tests.oracle.directions import directions
from tests.oracle.front import short
from tests.oracle.paper import Paper, Table, long
from tests.oracle.position import Position, bare_label, differs
from tests.oracle.record import Row
from tests.oracle.truth import Truth, counts

TAGS = {"Title": "h1", "Heading 1": "h2", "Heading 2": "h3", "List Bullet": "li"}
Cells = dict[str, str | int | date | None]


def word_paper(data: bytes) -> Paper:
    """A Word file as the same headings, lines and tables as a printed page."""
    paper = Paper("")
    for part in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, Paragraph):
            _line(paper, part)
        else:
            rows = [[_words(cell.text) for cell in row.cells] for row in part.rows]
            paper.tables.append(Table(paper.section, paper.heading, rows))
            assert isinstance(part, WordTable)
    return paper


def _line(paper: Paper, part: Paragraph) -> None:
    words, style = _words(part.text), (part.style and part.style.name) or ""
    if style == "Heading 1":
        paper.section = words
    if style.startswith("Heading"):
        paper.heading = words
    paper.lines.append((TAGS.get(style, style), words))
    paper.sections.append(paper.section)


def _words(text: str) -> str:
    return " | ".join(" ".join(line.split()) for line in text.splitlines())


def word(paper: Paper, true: Position) -> Iterator[str]:
    """The Word file says of every action, and in its counts, what is true."""
    if paper.under("The plan at a glance"):
        yield from actions(paper.under("Appendix A"), true)
        yield from _by_status(paper, true)
        yield from by_date(paper, true)
    elif true.rated:
        yield from by_date(paper, replace(true, before=None), "Delivery of the plan")
    yield from directions(paper, true)


def _by_status(paper: Paper, true: Position) -> Iterator[str]:
    table = next(row for row in paper.tables if row.heading.startswith("Actions by status"))
    row = next(row for row in table.body if row["Position on"] == long(true.day))
    # the symbol of a column stands above its word
    heads = {head: bare_label(head.replace(" | ", " ")) for head in row}
    printed = {heads[head]: int(cell) for head, cell in row.items() if cell.isdigit()}
    named = {short(true, status): number for status, number in counts(true.plan).items()}
    yield from differs("counts", {key: n for key, n in printed.items() if n}, named)


def sheets(data: bytes) -> dict[str, list[list[str | int | date | None]]]:
    """The cells of a workbook by sheet; days as days."""
    book = load_workbook(io.BytesIO(data))
    return {
        sheet.title: [[_cell(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book
    }


def _cell(value: object) -> str | int | date | None:
    if isinstance(value, datetime):
        return value.date()
    assert value is None or isinstance(value, str | int)
    return value


def spreadsheet(data: bytes, true: Position) -> Iterator[str]:
    """Every row of the spreadsheet, column by column."""
    book = sheets(data)
    heads, *lines = book["Actions"]
    rows = [dict(zip(map(str, heads), line, strict=True)) for line in lines]
    printed = {str(row["Action"]): row for row in rows if row["Ongoing item"] == "no"}
    gone = left(true)
    names = sorted([*(row.reference for row in true.rated), *gone])
    yield from differs("all actions", sorted(printed), names)
    for row in true.rated:
        cells = printed.get(row.reference)
        for name, value in _facts(row, true).items() if cells else ():
            yield from differs(f"{row.reference}, {name}", (cells or {})[name] or None, value)
    for name, action in gone.items():
        cells = printed.get(name, {})
        withdrawn = (cells.get("Withdrawn on"), cells.get("Why withdrawn"))
        yield from differs(name, withdrawn, (action.withdrawn_on, action.withdrawn_reason))
    yield from _counted(book["Counts"], true)


def _counted(lines: list[list[str | int | date | None]], true: Position) -> Iterator[str]:
    day, *numbers = lines[-1]
    complete = sum(row.status == "complete" for row in true.rated)
    total = len(true.rated)
    yield from differs("last day of the counts", day, true.day)
    first = lines[1]
    yield from differs("first row", (first[1], *first[2:5]), (first[5], None, None, None))
    if len(lines) > 2:
        own = (total, complete, total - complete)
        yield from differs("last row", (numbers[0], numbers[1], numbers[4]), own)


def _facts(row: Truth, true: Position) -> Cells:
    """What has to stand in the cells; None for an empty one."""
    done, said = row.done, None if row.silence or row.sent_back else row.said
    accepted = true.record.people[row.adopted.decided_by_id] if row.adopted else None
    if row.adopted and row.adopted.agreed_at_id:
        accepted = "the committee"
    return {
        "Lead": row.lead or None,
        "First agreed date": row.first_due,
        "Date now": row.due,
        "Date asked for": row.proposed,
        "Times moved": row.times_moved or None,
        "Status": true.label(row.status),
        "Chair's rating": row.challenge.entry_label if row.challenge else None,
        "Chair's reason": row.challenge.reason if row.challenge else None,
        "Days past its date": row.overdue_by or None,
        "What was last said": _said(row, said),
        "Said on": said.as_at if said else None,
        "Reason": (said.reason or None) if said else None,
        "Done on": done.done if done else None,
        "Days late": (done.days_late or None) if done else None,
        "Difference made": _difference(row, true),
        "Verified on": done.verified if done else None,
        "Verified by": done.verifier if done else None,
        "Said to be complete, not verified": row.said.as_at if row.claimed and row.said else None,
        "Sent back, not answered": "yes" if row.sent_back else "no",
        "Accepted or agreed by": accepted,
        "Withdrawn on": None,
        "Why withdrawn": None,
        **_known(row),
    }


def _known(row: Truth) -> Cells:
    """The last known rating with its day, whatever is printed in its place."""
    if row.done:
        return {}
    return {"Last rating": row.rating_label, "Rated on": row.rated_on}


def _said(row: Truth, said: Row | None) -> str | None:
    if said is None:
        return None
    return row.told or ("Nothing to report." if said.nothing_to_report else None)


def _difference(row: Truth, true: Position) -> str | None:
    return update_of(true.record, row, row.done.claim).difference if row.done else None
