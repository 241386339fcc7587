"""The action table of a snapshot as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from charts.tables import TableCell
from charts.values import Printed
from documents import phrases
from documents.enums import ReportKind
from documents.files.annual_rows import annual_sheets
from documents.files.cells import Cell, Formats, write_row
from documents.files.glance_rows import HEADLINE_WIDTHS, headline_rows
from documents.files.made import Made
from documents.files.measure_rows import (
    MEASURE_WIDTHS,
    READING_WIDTHS,
    measure_rows,
    reading_rows,
)
from documents.files.register_rows import register_sheets
from documents.files.scope_rows import scope_rows
from documents.papers import headings
from documents.papers.basis import basis
from documents.papers.counts import COUNTED, counted
from documents.papers.indicators import every_figure, indicators
from documents.papers.others_words import carried, regional
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.indicators import IndicatorRecord
from documents.schema.quarter import AnswerRecord, DirectionRecord
from documents.schema.upgrades import printable

Column = tuple[str, int, Callable[[ActionRecord], Cell]]


def _iso(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instead(action: ActionRecord, name: Literal["reason", "by"]) -> str:
    """Of a rating that the rules or the committee put beside the lead's own."""
    return action["adopted"][name] if action["adopted"] else ""


def _kept(action: ActionRecord, text: str) -> str:
    """Words that may be printed: none that were sent back."""
    return "" if action["sent_back"] else text


COLUMNS: tuple[Column, ...] = (
    ("Action", 10, lambda a: a["reference"]),
    ("What will be done", 60, lambda a: a["text"]),
    ("Lead", 30, lambda a: a["lead"]),
    ("Holder of the post", 22, lambda a: a["lead_holder"]),
    ("Contributing", 30, lambda a: ", ".join(a["contributing"])),
    ("Timescale (the plan's words)", 28, lambda a: a["timescale"]),
    ("First agreed date", 16, lambda a: _iso(a["due_first"])),
    ("Date now", 16, lambda a: _iso(a["due"])),
    ("Date asked for", 16, lambda a: _iso(a["due_proposed"])),
    ("Times moved", 9, lambda a: a["times_moved"]),
    ("Status", 24, lambda a: a["status_label"]),
    ("Last rating", 20, lambda a: a["rating_label"]),
    ("Rated on", 16, lambda a: _iso(a["rated_on"])),
    ("Chair's rating", 20, lambda a: a["challenge"]["label"] if a["challenge"] else ""),
    ("Chair's reason", 40, lambda a: a["challenge"]["reason"] if a["challenge"] else ""),
    ("Days past its date", 9, lambda a: a["days_overdue"]),
    ("Last said", 60, lambda a: _kept(a, a["progress"])),
    ("Said on", 16, lambda a: _iso(a["said_on"])),
    ("Why not updated", 40, lambda a: a["silence_words"]),
    ("Reason", 40, lambda a: _kept(a, a["reason"])),
    ("What will be done about it", 40, lambda a: _kept(a, a["remedy"])),
    ("Done on", 16, lambda a: _iso(a["completed_on"])),
    ("Days late", 9, lambda a: a["days_late"]),
    ("Evidence", 40, lambda a: a["evidence"] if a["completed_on"] else ""),
    ("Difference made", 40, lambda a: a["difference"] if a["completed_on"] else ""),
    ("Verified on", 16, lambda a: _iso(a["verified_on"])),
    ("Verified by", 24, lambda a: a["verified_by"]),
    ("Said to be complete, not verified", 16, lambda a: _iso(a["claimed_on"])),
    ("Expected impact", 40, lambda a: a["expected_impact"]),
    ("Measures", 40, lambda a: "\n".join(row["text"] for row in a["measures"])),
    ("Origin", 20, lambda a: a["origin"]),
    ("Ongoing item", 10, lambda a: "yes" if a["ongoing"] else "no"),
    ("Withdrawn on", 16, lambda a: _iso(a["withdrawn_on"])),
    ("Why withdrawn", 40, lambda a: a["withdrawn_reason"]),
    ("Lead's own rating", 20, lambda a: a["adopted"]["lead_label"] if a["adopted"] else ""),
    ("The rules' or the committee's reason", 40, lambda a: _instead(a, "reason")),
    ("Accepted or agreed by", 24, lambda a: _instead(a, "by")),
    ("Wording by", 24, lambda a: a["worded_by"]),
    ("The lead's own words", 60, lambda a: _kept(a, a["lead_progress"])),
    ("Sent back, not answered", 10, lambda a: "yes" if a["sent_back"] else "no"),
    ("Sent back on", 16, lambda a: _iso(a["sent_back_on"])),
    ("Added at the meeting of", 16, lambda a: _iso(a["added_at_meeting"])),
    ("Reopened on", 16, lambda a: _iso(a["reopened"]["on"]) if a["reopened"] else None),
    ("Why reopened", 40, lambda a: a["reopened"]["reason"] if a["reopened"] else ""),
    ("Evidence sent", 40, lambda a: phrases.evidence(a["evidence_items"])),
    ("Regional", 30, regional),
    ("Carried forward", 40, carried),
)
DIRECTION_HEADS = (
    *("Direction", "What was directed", "Given by", "Given on", "On reading", "To be answered by"),
    *("Days past", "State", "Answer", "Action", "Status in this report", "Answered by"),
    *("Answered on", "Closed on", "Closed by", "Why closed"),
)
TALLY_HEADS = (
    "Action", "From", "To", "Fell due", "Done", "Why not the others", "Said on", "Said by",
    "Sent back on",
)  # fmt: skip
INDICATOR_HEADS = (
    *("Indicator", "Newest", "Period", "Change", "Beside it", "What it says", "Unit", "Counted"),
    *("Out of", "When", "Year", "Which way is good", "Source", "Given by"),
    *("Asked and answered", "What came of it", "Green, with worse results"),
)
INDICATOR_WIDTHS = (40, 14, 28, 30, 30, 50, 18, 40, 40, 18, 18, 24, 30, 30, 60, 50, 50)
FIGURE_HEADS = ("Figure", "Message", "What is counted", "Row", "Column", "As printed")
DIRECTION_WIDTHS = (9, 60, 24, 16, 36, 16, 9, 10, 60, 10, 20, 24, 16, 16, 24, 40)


def xlsx(content: SnapshotContent, sha256: str) -> Made:
    """A workbook of the action table, the counts and the legend; the same bytes every time."""
    content = printable(content)
    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False,
                                        "strings_to_urls": False})  # fmt: skip
    title = f"{content['plan']['title']}, {phrases.day(content['as_of'])}"
    created = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    author, comments = content["committee"], f"Snapshot {sha256}"
    book.set_properties(
        {"title": title, "author": author, "comments": comments, "created": created}
    )
    _actions_sheet(book, content)
    _directions_sheet(book, content)
    _tallies_sheet(book, content)
    _indicators_sheet(book, content)
    _figures_sheet(book, content)
    _rows_sheet(book, content, "Measures", measure_rows(content), MEASURE_WIDTHS)
    _rows_sheet(book, content, "Readings", reading_rows(content), READING_WIDTHS)
    _rows_sheet(book, content, "Scope", scope_rows(content), (50, 10, 50, 24))
    for sheet in annual_sheets(content) if content["kind"] == ReportKind.ANNUAL else ():
        _rows_sheet(book, content, *sheet)
    for register in register_sheets(content):
        _rows_sheet(book, content, *register)
    _rows_sheet(book, content, "In short", headline_rows(content), HEADLINE_WIDTHS)
    _counts_sheet(book, content)
    _legend_sheet(book, content, sha256)
    book.close()
    return Made(target.getvalue(), len(book.worksheets()))


def _actions_sheet(book: Workbook, content: SnapshotContent) -> None:
    sheet = book.add_worksheet("Actions")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    levels, columns = content["levels"], COLUMNS
    titles = [level["name"] for level in levels] + [name for name, _, _ in columns]
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, bold)
    for place in range(len(levels)):
        sheet.set_column(place, place, 34)
    for place, (_, width, _) in enumerate(columns, start=len(levels)):
        sheet.set_column(place, place, width)
    formats = Formats(book)
    above = headings.ancestry(content["headings"], len(levels))
    for row, action in enumerate(content["actions"], start=1):
        cells: list[Cell] = list(above(action["heading"]))
        cells += [value(action) for _, _, value in columns]
        write_row(sheet, row, cells, formats)
    sheet.freeze_panes(1, len(levels) + 1)
    sheet.autofilter(0, 0, len(content["actions"]), len(titles) - 1)
    _marked(sheet, content, landscape=True)


def _directions_sheet(book: Workbook, content: SnapshotContent) -> None:
    """One row for every answer of a direction that is carried, one for a direction without any."""
    sheet = book.add_worksheet("Directions")
    formats = Formats(book)
    rows: list[Sequence[Cell]] = [DIRECTION_HEADS]
    for row in content["directions"]:
        answers: list[AnswerRecord | None] = [*row["answers"]]
        rows += [_direction_cells(row, answer) for answer in answers or [None]]
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    for place, width in enumerate(DIRECTION_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    _marked(sheet, content, landscape=True)


def _tallies_sheet(book: Workbook, content: SnapshotContent) -> None:
    """One row for every line that answered for recurring work, and one for what waits."""
    if not content["recurring"]:
        return
    sheet = book.add_worksheet("Recurring work")
    formats, names = Formats(book), {row["id"]: row["reference"] for row in content["actions"]}
    rows: list[Sequence[Cell]] = [TALLY_HEADS]
    for row in content["recurring"]:
        name, back = names.get(row["action"], ""), _iso(row["sent_back_on"])
        for one in row["tallies"]:
            days = (_iso(one["since"]), _iso(one["until"]))
            told = (one["why"], _iso(one["said_on"]), one["by"])
            rows.append((name, *days, one["due"], one["done"], *told, None))
        if row["waiting"] or back:
            since, until = _iso(row["waiting_since"]), _iso(content["as_of"])
            rows.append((name, since, until, row["waiting"], "", "Not answered", None, "", back))
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    sheet.set_column(0, 4, 16)
    sheet.set_column(5, 5, 60)
    sheet.set_column(6, 8, 18)
    sheet.freeze_panes(1, 1)
    _marked(sheet, content, landscape=True)


def _indicators_sheet(book: Workbook, content: SnapshotContent) -> None:
    """One row for every indicator: what it means, its newest value, what was asked and missing."""
    said = indicators(content)
    if said is None:
        return
    sheet, formats = book.add_worksheet("Indicators"), Formats(book)
    rows: list[Sequence[Cell]] = [INDICATOR_HEADS]
    rows += [_indicator_cells(line.record, line.beside) for line in said.lines]
    rows += [(), (said.told,)]
    rows += [("Given or revised", line) for line in said.changes]
    rows += [
        (name, period, group.heading, why)
        for group in said.missing
        for name, period, why in group.rows
    ]
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    for place, width in enumerate(INDICATOR_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    _marked(sheet, content, landscape=True)


def _indicator_cells(row: IndicatorRecord, beside: str) -> Sequence[Cell]:
    about = row["definition"]
    counted = (
        f"{about['numerator']} {about['numerator_ages']}".strip(),
        f"{about['denominator']} {about['denominator_ages']}".strip(),
    )
    asked = [f"{one['question']} {one['answer'] or 'Not answered.'}" for one in row["questions"]]
    came_of = [f"{one['reference']}: {one['text']}" for one in row["came_of"]]
    return (
        *(f"{row['number']} {row['name']}".strip(), _number(row["latest"]), row["period"]),
        *(row["change"], beside, row["sentence"], about["unit"], *counted, about["timing"]),
        *(about["year_type"], about["good"], about["source"], about["given_by"]),
        *("\n".join(asked), "\n".join(came_of), row["green_but_worse"]),
    )


def _figures_sheet(book: Workbook, content: SnapshotContent) -> None:
    """Every number of every figure in a row of its own, as it is printed or in the words there."""
    figures = every_figure(content)
    if not figures:
        return
    sheet, formats = book.add_worksheet("Figures"), Formats(book)
    rows: list[Sequence[Cell]] = [FIGURE_HEADS]
    for figure in figures:
        table = figure.table
        rows += [
            (figure.number, figure.message, figure.measured.line, row.label, head, _shown(cell))
            for row in table.rows
            for head, cell in zip(table.heads[1:], row.cells, strict=True)
        ]
        rows += [(figure.number, figure.message, "Note", note) for note in figure.all_notes]
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    for place, width in enumerate((8, 50, 40, 30, 24, 18)):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    _marked(sheet, content, landscape=True)


def _shown(cell: TableCell) -> Cell:
    return _number(cell.text) if isinstance(cell, Printed) else cell.text


def _number(text: str) -> Cell:
    """A whole number as one; anything else as it is printed, no finer."""
    plain = text.replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() else text


def _rows_sheet(
    book: Workbook,
    content: SnapshotContent,
    name: str,
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[int],
) -> None:
    """A sheet of rows below their heads; none where there are no rows."""
    if not rows:
        return
    sheet, formats = book.add_worksheet(name), Formats(book)
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    _marked(sheet, content, landscape=True)


def _direction_cells(row: DirectionRecord, answer: AnswerRecord | None) -> Sequence[Cell]:
    said = (
        (answer["text"], answer["action"], answer["status_label"], answer["by"],
         _iso(answer["on"]))
        if answer
        else ("Not answered yet", "", "", "", None)
    )  # fmt: skip
    return (
        *(row["number"], row["text"], row["given_by"], _iso(row["given_on"]), row["report"]),
        *(_iso(row["due_on"]), row["days_overdue"], row["state"], *said),
        *(_iso(row["closed_on"]), row["closed_by"], row["note"]),
    )


def _counts_sheet(book: Workbook, content: SnapshotContent) -> None:
    sheet = book.add_worksheet("Counts")
    formats = Formats(book)
    heads = ("Date", "Total", "Completed", "Added", "Withdrawn", "Ongoing")
    write_row(sheet, 0, heads, formats)
    for number, row in enumerate(content["count_rows"], start=1):
        write_row(sheet, number, (_iso(row["on"]), *counted(row)), formats)
    sheet.set_column(0, 0, 18)
    _marked(sheet, content)


def _legend_sheet(book: Workbook, content: SnapshotContent, sha256: str) -> None:
    sheet = book.add_worksheet("Legend and source")
    formats = Formats(book)
    rows: list[Sequence[Cell]] = [("Code", "Status", "Definition")]
    rows += [(row["code"], row["label"], row["definition"]) for row in content["legend"]]
    if content["erratum"]:
        rows += [(), ("Corrects", phrases.replaces(content)), ("", content["erratum"])]
    rows += [
        (),
        ("Plan", content["plan"]["title"]),
        ("Position as of", _iso(content["as_of"])),
        *(("Basis", line) for line in basis(content)),
        ("Counts", COUNTED),
        ("Marking", content["marking"]),
        ("Snapshot", sha256),
        *([("Record", content["record_head"])] if "record_head" in content else []),
    ]
    for number, cells in enumerate(rows):
        write_row(sheet, number, cells, formats)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 2, 60)
    _marked(sheet, content)


def _marked(sheet: Worksheet, content: SnapshotContent, *, landscape: bool = False) -> None:
    sheet.set_header(f"&C&B{content['marking']}")
    sheet.set_footer(f"&L{phrases.day(content['as_of'])}&C&B{content['marking']}&RPage &P of &N")
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.set_landscape()
