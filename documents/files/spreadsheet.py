"""A report as a workbook: each action with every column, what is printed, and what to count on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from charts.tables import TableCell
from charts.values import Printed
from documents import phrases
from documents.files import pdf
from documents.files.cells import Cell, whole_number
from documents.files.glance_rows import HEADLINE_WIDTHS, headline_rows
from documents.files.leaves import Leaf, workbook
from documents.files.made import Made
from documents.files.measure_rows import (
    MEASURE_WIDTHS,
    READING_WIDTHS,
    measure_rows,
    reading_rows,
)
from documents.files.paper_rows import paper_leaves
from documents.files.printable import printable
from documents.files.register_rows import register_sheets
from documents.files.word_parts.html import body_of
from documents.papers import headings
from documents.papers.basis import basis
from documents.papers.counts import COUNTED, counted
from documents.papers.indicators import every_figure, indicators
from documents.papers.others_words import carried, regional
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.indicators import IndicatorRecord
from documents.schema.quarter import AnswerRecord, DirectionRecord

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
    ("Action", 9, lambda a: a["reference"]),
    ("What will be done", 48, lambda a: a["text"]),
    ("Lead", 24, lambda a: a["lead"]),
    ("Timescale", 20, lambda a: a["timescale"]),
    ("Status", 16, lambda a: a["status_label"]),
    ("What was last said", 48, lambda a: _kept(a, a["progress"])),
    ("Holder of the post", 22, lambda a: a["lead_holder"]),
    ("Contributing", 30, lambda a: ", ".join(a["contributing"])),
    ("First agreed date", 16, lambda a: _iso(a["due_first"])),
    ("Date now", 16, lambda a: _iso(a["due"])),
    ("Date asked for", 16, lambda a: _iso(a["due_proposed"])),
    ("Times moved", 9, lambda a: a["times_moved"]),
    ("Last rating", 20, lambda a: a["rating_label"]),
    ("Rated on", 16, lambda a: _iso(a["rated_on"])),
    ("Chair's rating", 20, lambda a: a["challenge"]["label"] if a["challenge"] else ""),
    ("Chair's reason", 40, lambda a: a["challenge"]["reason"] if a["challenge"] else ""),
    ("Days past its date", 9, lambda a: a["days_overdue"]),
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
    ("Where it came from", 20, lambda a: a["origin"]),
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
    *("Days past its date", "State", "Answer", "Action", "Status in this report", "Answered by"),
    *("Answered on", "Closed on", "Closed by", "Why closed"),
)
TALLY_HEADS = (
    "Action", "From", "To", "Fell due", "Done", "Why not the others", "Said on", "Said by",
    "Sent back on",
)  # fmt: skip
TALLY_WIDTHS = (10, 16, 16, 12, 12, 60, 18, 24, 18)
LEVEL_WIDTH = 24
INDICATOR_HEADS = (
    *("Indicator", "Newest", "Period", "Change", "Beside it", "What it says", "Unit", "Counted"),
    *("Out of", "When", "Year", "Which way is good", "Source", "Given by"),
    *("Asked and answered", "What came of it", "Green, with worse results"),
)
INDICATOR_WIDTHS = (40, 14, 28, 30, 30, 50, 18, 40, 40, 18, 18, 24, 30, 30, 60, 50, 50)
FIGURE_HEADS = ("Figure", "Message", "What is counted", "Row", "Column", "As printed")
DIRECTION_WIDTHS = (9, 60, 24, 16, 36, 16, 9, 10, 60, 10, 20, 24, 16, 16, 24, 40)


def xlsx(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """A workbook of all that the report prints, and of each action's every column; the same bytes
    every time. The logo stands on none of its sheets."""
    body = body_of(pdf.html(content, sha256))
    content = printable(content)
    own = _leaves(content, sha256)
    first, *others = own
    return workbook([first, *paper_leaves(body, own), *others], content, sha256)


def _leaves(content: SnapshotContent, sha256: str) -> list[Leaf]:
    """The sheets that hold more than is printed: a row for each thing, numbers and days as such."""
    return [
        _actions(content),
        Leaf("Directions", _directions(content), DIRECTION_WIDTHS),
        Leaf("Recurring work", _tallies(content), TALLY_WIDTHS),
        Leaf("Indicators", _indicators(content), INDICATOR_WIDTHS),
        Leaf("Figures", _figures(content), (8, 50, 40, 30, 24, 18)),
        Leaf("Measures", measure_rows(content), MEASURE_WIDTHS),
        Leaf("Readings", reading_rows(content), READING_WIDTHS),
        *(Leaf(*register) for register in register_sheets(content)),
        Leaf("In short", headline_rows(content), HEADLINE_WIDTHS),
        Leaf("Counts", _counts(content), (18, 12)),
        Leaf("Legend and source", _source(content, sha256), (18, 60, 60)),
    ]


def _actions(content: SnapshotContent) -> Leaf:
    levels, columns = content["levels"], COLUMNS
    above = headings.ancestry(content["headings"], len(levels))
    rows: list[Sequence[Cell]] = [
        (*(level["name"] for level in levels), *(name for name, _, _ in columns))
    ]
    rows += [
        (*above(action["heading"]), *(value(action) for _, _, value in columns))
        for action in content["actions"]
    ]
    widths = (*(LEVEL_WIDTH for _ in levels), *(width for _, width, _ in columns))
    return Leaf("Actions", rows, widths, held=len(levels) + 1, sifted=True)


def _directions(content: SnapshotContent) -> list[Sequence[Cell]]:
    """One row for every answer of a direction that is carried, one for a direction without any."""
    rows: list[Sequence[Cell]] = [DIRECTION_HEADS]
    for row in content["directions"]:
        answers: list[AnswerRecord | None] = [*row["answers"]]
        rows += [_direction_cells(row, answer) for answer in answers or [None]]
    return rows


def _tallies(content: SnapshotContent) -> list[Sequence[Cell]]:
    """One row for every line that answered for recurring work, and one for what waits."""
    names = {row["id"]: row["reference"] for row in content["actions"]}
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
    return rows if content["recurring"] else []


def _indicators(content: SnapshotContent) -> list[Sequence[Cell]]:
    """One row for every indicator: what it means, its newest value, what was asked and missing."""
    said = indicators(content)
    if said is None:
        return []
    rows: list[Sequence[Cell]] = [INDICATOR_HEADS]
    rows += [_indicator_cells(line.record, line.beside) for line in said.lines]
    beside = [("For whom", "", said.told)]
    beside += [("Given or revised", "", line) for line in said.changes]
    beside += [
        (name, period, ": ".join(filter(None, (group.heading, why))))
        for group in said.missing
        for name, period, why in group.rows
    ]
    # each under the head of the column that it belongs to, where there is room for words
    return [*rows, (), *((name, "", period, "", "", words) for name, period, words in beside)]


def _indicator_cells(row: IndicatorRecord, beside: str) -> Sequence[Cell]:
    about = row["definition"]
    counted = (
        f"{about['numerator']} {about['numerator_ages']}".strip(),
        f"{about['denominator']} {about['denominator_ages']}".strip(),
    )
    asked = [f"{one['question']} {one['answer'] or 'Not answered.'}" for one in row["questions"]]
    came_of = [f"{one['reference']}: {one['text']}" for one in row["came_of"]]
    return (
        *(f"{row['number']} {row['name']}".strip(), whole_number(row["latest"]), row["period"]),
        *(row["change"], beside, row["sentence"], about["unit"], *counted, about["timing"]),
        *(about["year_type"], about["good"], about["source"], about["given_by"]),
        *("\n".join(asked), "\n".join(came_of), row["green_but_worse"]),
    )


def _figures(content: SnapshotContent) -> list[Sequence[Cell]]:
    """Every number of every figure in a row of its own, as it is printed or in the words there."""
    rows: list[Sequence[Cell]] = [FIGURE_HEADS]
    for figure in every_figure(content):
        table = figure.table
        rows += [
            (figure.number, figure.message, figure.measured.line, row.label, head, _shown(cell))
            for row in table.rows
            for head, cell in zip(table.heads[1:], row.cells, strict=True)
        ]
        rows += [(figure.number, figure.message, "Note", note) for note in figure.all_notes]
    return rows if len(rows) > 1 else []


def _shown(cell: TableCell) -> Cell:
    return whole_number(cell.text) if isinstance(cell, Printed) else cell.text


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


def _counts(content: SnapshotContent) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [("Date", "Total", "Completed", "Added", "Withdrawn", "Ongoing")]
    rows += [(_iso(row["on"]), *counted(row)) for row in content["count_rows"]]
    return rows


def _source(content: SnapshotContent, sha256: str) -> list[Sequence[Cell]]:
    """What the statuses mean, and what the workbook was made of."""
    rows: list[Sequence[Cell]] = [("Code", "Status", "Definition")]
    rows += [(row["code"], row["label"], row["definition"]) for row in content["legend"]]
    if content["erratum"]:
        rows += [(), ("Corrects", phrases.replaces(content)), ("", content["erratum"])]
    return [
        *rows,
        (),
        ("Plan", content["plan"]["title"]),
        ("Position as of", _iso(content["as_of"])),
        *(("Basis", line) for line in basis(content)),
        ("Counts", COUNTED),
        ("Marking", content["marking"]),
        ("Snapshot", sha256),
        *([("Record", content["record_head"])] if "record_head" in content else []),
    ]
