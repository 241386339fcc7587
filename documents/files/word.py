"""The quarterly report's words and tables as a Word file, for people who quote from it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from documents import phrases, prose, statuses
from documents.files.made import Made
from documents.papers import headings
from documents.papers.basis import basis
from documents.papers.counts import COUNTED, counted
from documents.papers.directions import DirectionLine, direction_lines
from documents.papers.last_words import completed_words, date_words, last_words
from documents.papers.others_words import marks, ratings
from documents.papers.tallies import tallied, tally_lines
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.upgrades import printable

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
MARGIN = Mm(18)
ACTION_HEADS = ("Action", "What will be done", "Lead", "Timescale", "Status", "What was last said")


def docx(content: SnapshotContent, sha256: str) -> Made:
    """An editable copy: summary, counts and every action. The same bytes every time.

    The PDF is the record; the file says so, and names the snapshot it was made from.
    """
    content = printable(content)
    document = Document()
    _set_up(document, content)
    _opening(document, content, sha256)
    for section in content["sections"]:
        if section["body"].strip():
            _section(document, section["heading"], section["body"])
    _directions(document, content)
    _counts(document, content)
    _tallies(document, content)
    _actions(document, content)
    _legend(document, content)
    raw = io.BytesIO()
    document.save(raw)
    return Made(_zipped_alike(raw.getvalue()), 0)


def _set_up(document: WordDocument, content: SnapshotContent) -> None:
    frozen = datetime.fromisoformat(content["frozen_at"]).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = f"{content['plan']['title']}, {content['period_name']}"
    properties.author = properties.last_modified_by = content["committee"]
    properties.created = properties.modified = frozen
    properties.language = "en-GB"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    for place in (page.header, page.footer):
        place.paragraphs[0].text = content["marking"]
        place.paragraphs[0].alignment = 1


def _opening(document: WordDocument, content: SnapshotContent, sha256: str) -> None:
    document.add_heading(f"{content['committee']}: {content['plan']['title']}", level=0)
    period = f"{phrases.day(content['period_start'])} to {phrases.day(content['period_end'])}"
    document.add_paragraph(f"{content['period_name']}: {period}")
    document.add_paragraph(
        f"Position as of {phrases.day(content['as_of'])}, for {content['considered_by']}."
    )
    document.add_paragraph(
        f"An editable copy. The PDF of version {content['version']} is the record; both were made "
        f"from snapshot {sha256[:16]}."
    )
    if head := content.get("record_head"):
        document.add_paragraph(f"The record then ended at {phrases.short_head(head)}.")
    for line in basis(content):
        document.add_paragraph(line)
    if content["erratum"]:
        document.add_heading("This version corrects an issued report", level=1)
        document.add_paragraph(f"{phrases.replaces(content)} What was wrong:")
        document.add_paragraph(content["erratum"])
    if content["decisions"]:
        document.add_heading("Decisions asked", level=1)
        for line in content["decisions"]:
            document.add_paragraph(line, style="List Number")


def _section(document: WordDocument, heading: str, body: str) -> None:
    document.add_heading(heading, level=1)
    for block in prose.blocks(body):
        if block.kind == "h":
            document.add_heading(block.text, level=2)
        elif block.kind == "p":
            document.add_paragraph(block.text)
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")


def _directions(document: WordDocument, content: SnapshotContent) -> None:
    """Every direction that is carried, with its latest answer (rule 9)."""
    lines = direction_lines(content, statuses.palette(content))
    if not lines:
        return
    document.add_heading("Directions from chief officers", level=1)
    heads = ("Direction", "What was directed", "To be answered by", "Answer")
    _table(document, heads, [_direction(line) for line in lines], (20, 95, 40, 106))


def _direction(line: DirectionLine) -> tuple[str, ...]:
    row = line.direction
    late = f"\n{phrases.count(row['days_overdue'], 'day')} past" if row["overdue"] else ""
    given = f"{row['given_by']}, {phrases.day(row['given_on'])}, on {row['report']}"
    return (
        str(row["number"]),
        f"{row['text']}\n{given}",
        phrases.day(row["due_on"]) + late,
        "\n".join(_said(line)),
    )


def _said(line: DirectionLine) -> Iterator[str]:
    """The latest answer, how its actions stand, and the closing."""
    row, latest = line.direction, line.latest
    if line.answer:
        yield line.answer
    for answer, tag in line.actions:
        yield f"Action {answer['action']}: " + (
            f"{tag.symbol} {tag.label}" if tag else answer["action_text"]
        )
    if latest:
        yield f"{latest['by']}, {phrases.day(latest['on'])}"
    elif line.open:
        yield "Not answered yet"
    if not line.open:
        yield f"Closed on {phrases.day(row['closed_on'])} by {row['closed_by']}: {row['note']}"


def _counts(document: WordDocument, content: SnapshotContent) -> None:
    document.add_heading("The plan at a glance", level=1)
    colours = statuses.palette(content)
    counts = content["counts"]
    rows = [
        (f"{colours.tag(key).symbol} {colours.tag(key).label}", str(counts.get(key, 0)))
        for key in statuses.order(counts)
    ]
    _table(document, ("Status", "Actions"), rows, (90, 30))
    document.add_heading("Actions by date", level=2)
    document.add_paragraph(COUNTED)
    heads = ("Date", "Total", "Completed", "Added", "Withdrawn", "Ongoing")
    cells = [
        (phrases.day(row["on"]), *(phrases.NONE if number is None else str(number)
                                   for number in counted(row)))
        for row in content["count_rows"]
    ]  # fmt: skip
    _table(document, heads, cells, (50, 25, 25, 25, 25, 25))


def _tallies(document: WordDocument, content: SnapshotContent) -> None:
    """Recurring work in lines of its own, where anything of it fell due or was answered."""
    lines = tally_lines(content)
    if not lines:
        return
    document.add_heading("Recurring work", level=1)
    document.add_paragraph(tallied(content))
    heads = ("Action", "What, and how often", "Done of what fell due", "Why not the others")
    rows = [
        (
            line.action["reference"],
            f"{line.action['text']}\n{line.action['timescale']}",
            "\n".join(line.done),
            "\n".join(line.why),
        )
        for line in lines
    ]
    _table(document, heads, rows, (16, 95, 65, 85))


def _actions(document: WordDocument, content: SnapshotContent) -> None:
    document.add_heading("Every action in the plan", level=1)
    colours = statuses.palette(content)
    rated = [row for row in content["actions"] if not row["ongoing"]]
    for group in headings.grouped(rated, content["headings"], content["levels"]):
        if group.actions:
            document.add_heading(group.title, level=2)
            rows = [_action(row, colours) for row in group.actions]
            _table(document, ACTION_HEADS, rows, (16, 82, 45, 40, 33, 45))
    ongoing = [row for row in content["actions"] if row["ongoing"]]
    if ongoing:
        document.add_heading(content["plan"]["ongoing_name"], level=1)
        cells = [(r["reference"], r["text"], r["lead"], r["timescale"]) for r in ongoing]
        _table(document, ("Item", "What", "Lead", "Timescale"), cells, (16, 130, 60, 55))


def _action(row: ActionRecord, colours: statuses.Palette) -> tuple[str, ...]:
    lead = row["lead"] or "No lead"
    with_others = f"\nwith {phrases.listed(row['contributing'])}" if row["contributing"] else ""
    return (
        row["reference"],
        row["text"],
        lead + with_others,
        "\n".join(dict.fromkeys((row["timescale"] or "No timescale", *date_words(row)))),
        "\n".join((ratings(row, colours), *completed_words(row))),
        "\n".join((*last_words(row), *_why(row), *marks(row))),
    )


def _why(row: ActionRecord) -> Iterator[str]:
    """Why it is behind and what will be done, where that may be printed."""
    if row["sent_back"] or row["silent"] or row["completed_on"]:
        return
    if row["reason"]:
        yield f"Reason: {row['reason']}"
    if row["remedy"]:
        yield f"To be done: {row['remedy']}"


def _legend(document: WordDocument, content: SnapshotContent) -> None:
    document.add_heading("What the statuses mean", level=1)
    rows = [
        (row["code"], f"{row['symbol']} {row['label']}", row["definition"])
        for row in content["legend"]
    ]
    _table(document, ("Code", "Status", "Definition"), rows, (20, 70, 150))


def _table(
    document: WordDocument,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> None:
    """A table with a header row that Word repeats on every page; widths in millimetres."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    _fill(table.rows[0].cells, heads, widths, bold=True)
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in rows:
        _fill(table.add_row().cells, row, widths)


def _fill(
    cells: Sequence[_Cell], texts: Sequence[str], widths: Sequence[int], *, bold: bool = False
) -> None:
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = Mm(width)
        run = cell.paragraphs[0].add_run(text)
        run.bold, run.font.size = bold, Pt(9)


def _zipped_alike(data: bytes) -> bytes:
    """The same parts in the same order with the same times: a Word file is a zip of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return target.getvalue()
