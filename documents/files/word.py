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

from documents import phrases, statuses
from documents.contents import left_out, printed
from documents.enums import ReportKind
from documents.files.annual_word import add_annual, add_annual_end
from documents.files.figures import add_figure
from documents.files.glance_word import add_cells, add_headline
from documents.files.made import Made
from documents.files.parts_word import add_parts
from documents.files.word_tables import add_table
from documents.papers import headings
from documents.papers.basis import basis
from documents.papers.counts import COUNTED, counted
from documents.papers.directions import DirectionLine, direction_lines
from documents.papers.indicators import (
    NOT_SAID,
    IndicatorLine,
    Indicators,
    indicators,
)
from documents.papers.last_words import completed_words, date_words, last_words, why
from documents.papers.measures import MeasureLine, measure_lines
from documents.papers.others_words import marks, ratings
from documents.papers.progress import group_name, outcome_lines
from documents.papers.scope import WHOLE, scope
from documents.papers.tallies import tallied, tally_lines
from documents.schema.actions import ActionRecord
from documents.schema.content import NOT_UPDATED, SnapshotContent
from documents.schema.upgrades import printable

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
MARGIN = Mm(18)
UNHEARD = (
    "Nothing was said in the quarter; who was asked, and what was known last, stands beside each "
    "action. An older rating is never printed in its place."
)
ACTION_HEADS = ("Action", "What will be done", "Lead", "Timescale", "Status", "What was last said")


def docx(content: SnapshotContent, sha256: str) -> Made:
    """An editable copy: summary, counts and every action. The same bytes every time.

    The PDF is the record; the file says so, and names the snapshot it was made from.
    """
    content = printable(content)
    document = Document()
    set_up(document, content)
    _opening(document, content, sha256)
    if content["kind"] == ReportKind.ANNUAL:
        _year(document, content, sha256)
    else:
        _quarter(document, content)
    _measures(document, content)
    _legend(document, content)
    return Made(word_bytes(document), 0)


def _year(document: WordDocument, content: SnapshotContent, sha256: str) -> None:
    """What only an annual report prints, in the order of its PDF."""
    paper = add_annual(document, content, sha256)
    _directions(document, content)
    add_annual_end(document, paper)


def _quarter(document: WordDocument, content: SnapshotContent) -> None:
    """What only a quarterly report prints."""
    add_headline(document, content)
    add_parts(document, content)
    _directions(document, content)
    _counts(document, content)
    tables = {"progress": _progress, "recurring": _tallies, "indicators": _indicators}
    for key in printed(content):
        if key in tables:
            tables[key](document, content)
    if said := left_out(content):
        document.add_paragraph(said)
    _actions(document, content)


def set_up(document: WordDocument, content: SnapshotContent) -> None:
    """Properties, page and marking at head and foot of any Word file from a snapshot."""
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


def _directions(document: WordDocument, content: SnapshotContent) -> None:
    """Every direction that is carried, with its latest answer (rule 9)."""
    lines = direction_lines(content, statuses.palette(content))
    if not lines:
        return
    document.add_heading("Directions from chief officers", level=1)
    heads = ("Direction", "What was directed", "To be answered by", "Answer")
    add_table(document, heads, [_direction(line) for line in lines], (20, 95, 40, 106))


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
        more = phrases.sentence(phrases.count(line.earlier, "earlier answer"))
        earlier = f". {more} in the record" if line.earlier else ""
        yield f"{latest['by']}, {phrases.day(latest['on'])}{earlier}"
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
    add_table(document, ("Status", "Actions"), rows, (90, 30))
    add_cells(document, content)
    document.add_heading("Actions by date", level=2)
    document.add_paragraph(COUNTED)
    heads = ("Date", "Total", "Completed", "Added", "Withdrawn", "Ongoing")
    cells = [
        (phrases.day(row["on"]), *(phrases.NONE if number is None else str(number)
                                   for number in counted(row)))
        for row in content["count_rows"]
    ]  # fmt: skip
    add_table(document, heads, cells, (50, 25, 25, 25, 25, 25))


def _progress(document: WordDocument, content: SnapshotContent) -> None:
    """How the actions stand under each heading of which the report tells; and the others."""
    colours, told = statuses.palette(content), scope(content)
    standing = [row for row in content["actions"] if not (row["ongoing"] or row["withdrawn_on"])]
    if not (standing or told):
        return
    document.add_heading(f"Progress by {group_name(content).lower()}", level=1)
    if told:
        document.add_paragraph(told.told)
    lines, keys = outcome_lines(standing, content, colours), statuses.order(content["counts"])
    heads = (group_name(content), "Actions", *(colours.tag(key).short for key in keys))
    rows = [
        ("\n".join(filter(None, (line.parents, line.title, line.since))), str(line.total),
         *(str(number) for number in line.cells))
        for line in lines
    ]  # fmt: skip
    if standing and rows:
        add_table(document, heads, rows, (261 - 20 * (len(keys) + 1), *(20,) * (len(keys) + 1)))
    if told and told.later:
        document.add_heading("Not told of this quarter, and when it is", level=2)
        document.add_paragraph(WHOLE)
        cells = [(row.title, str(row.actions), row.when, row.last) for row in told.later]
        heads = ("Part of the plan", "Actions", "Reported next", "Last reported as of")
        add_table(document, heads, cells, (111, 20, 80, 50))


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
    add_table(document, heads, rows, (16, 95, 65, 85))


def _indicators(document: WordDocument, content: SnapshotContent) -> None:
    """The indicators at a glance, their figures, and what was made of them."""
    said = indicators(content)
    if said is None:
        return
    document.add_heading("Indicators", level=1)
    document.add_paragraph(said.told)
    heads = ("Indicator", "Newest", "Beside it", "What it says")
    add_table(document, heads, [_indicator(line) for line in said.lines], (60, 50, 50, 101))
    _listed(document, "Green, with worse results", said.green_but_worse)
    for figure in (*said.figures, *said.others):
        add_figure(document, figure, level=3)
    _listed(document, "Given or revised since the last report", said.changes)
    _scrutiny(document, said)
    if said.missing:
        document.add_heading("Figures that are missing", level=2)
        rows = [
            (name, period, f"{group.heading}. {why}".strip())
            for group in said.missing
            for name, period, why in group.rows
        ]
        add_table(document, ("Indicator", "Period", "Why"), rows, (90, 60, 111))
    _listed(document, "Figures that are hidden", said.hidden)


def _indicator(line: IndicatorLine) -> tuple[str, ...]:
    row = line.record
    newest = "\n".join(filter(None, (row["latest"], row["period"], row["change"])))
    figure = f"\nFigure {line.figure}" if line.figure else ""
    return line.name + figure, newest, line.beside or phrases.NONE, row["sentence"] or NOT_SAID


def _scrutiny(document: WordDocument, said: Indicators) -> None:
    if said.scrutiny:
        document.add_heading("What was asked of the figures, and what came of it", level=2)
    for row in said.scrutiny:
        document.add_heading(row.name, level=3)
        for one in row.answers:
            day = f", {phrases.day(one['on'])}" if one["on"] else ""
            document.add_paragraph(f"{one['question']} {one['answer']} ({one['by']}{day})")
        for question in row.unanswered:
            document.add_paragraph(f"Not answered this quarter: {question}")
        for line in row.came_of:
            document.add_paragraph(line, style="List Bullet")


def _listed(document: WordDocument, heading: str, lines: Sequence[str]) -> None:
    if lines:
        document.add_heading(heading, level=2)
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _actions(document: WordDocument, content: SnapshotContent) -> None:
    document.add_heading("Every action in the plan", level=1)
    colours = statuses.palette(content)
    rated = [row for row in content["actions"] if not row["ongoing"]]
    for group in headings.grouped(rated, content["headings"], content["levels"]):
        if group.actions:
            document.add_heading(group.title, level=2)
            rows = [_action(row, colours) for row in group.actions]
            add_table(document, ACTION_HEADS, rows, (16, 82, 45, 40, 33, 45))
    ongoing = [row for row in content["actions"] if row["ongoing"]]
    if ongoing:
        document.add_heading(content["plan"]["ongoing_name"], level=1)
        cells = [(r["reference"], r["text"], r["lead"], r["timescale"]) for r in ongoing]
        add_table(document, ("Item", "What", "Lead", "Timescale"), cells, (16, 130, 60, 55))


def _measures(document: WordDocument, content: SnapshotContent) -> None:
    """Measures with what is known of their numbers, where the plan names any."""
    lines = measure_lines(content)
    if not lines:
        return
    document.add_heading("Measures of actions and outcomes", level=1)
    heads = (
        "Of",
        "Measure, and sources of evidence",
        "Baseline",
        "Target",
        "Now, and what it says",
    )
    rows = [
        (
            line.of,
            "\n".join(filter(None, (line.measure["text"], line.measure["sources"]))),
            "\n".join(line.baseline),
            "\n".join(line.target),
            "\n".join(filter(None, (line.now, *line.says, *line.notes, _earlier(line)))),
        )
        for line in lines
    ]
    add_table(document, heads, rows, (24, 90, 42, 40, 65))


def _earlier(line: MeasureLine) -> str:
    return f"Before: {line.before}" if line.before else ""


def _action(row: ActionRecord, colours: statuses.Palette) -> tuple[str, ...]:
    lead = row["lead"] or "No lead"
    with_others = f"\nwith {phrases.listed(row['contributing'])}" if row["contributing"] else ""
    return (
        row["reference"],
        row["text"],
        lead + with_others,
        "\n".join(dict.fromkeys((row["timescale"] or "No timescale", *date_words(row)))),
        "\n".join((ratings(row, colours), *completed_words(row))),
        "\n".join((*last_words(row), *why(row), *marks(row))),
    )


def _legend(document: WordDocument, content: SnapshotContent) -> None:
    document.add_heading("What the statuses mean", level=1)
    rows = [
        (row["code"], f"{row['symbol']} {row['label']}", row["definition"])
        for row in content["legend"]
    ]
    rows.append((phrases.NONE, statuses.default_tag(NOT_UPDATED).marked, UNHEARD))
    add_table(document, ("Code", "Status", "Definition"), rows, (20, 70, 150))


def word_bytes(document: WordDocument) -> bytes:
    """The document's file, the same for the same words: a Word file is a zip of parts, which are
    put in with one time."""
    raw, target = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, ZIP_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return target.getvalue()
