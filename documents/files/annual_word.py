"""An annual report in its Word file: what its PDF prints, from the same paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docx.document import Document as WordDocument
from docx.shared import Mm

from documents import phrases
from documents.files.figures import add_figure
from documents.files.parts_word import add_blocks, add_register
from documents.files.word_tables import add_table
from documents.papers import annual
from documents.papers.annual import AnnualPaper, governance, outturn
from documents.papers.annual.chapters import Chapter
from documents.papers.annual.successor import PlanLine
from documents.papers.counts import COUNTED, counted
from documents.papers.others_words import moderated
from documents.papers.tallies import TallyLine
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent

WIDTHS = (14, 62, 27, 32, 38, 13, 30, 45)
PLAN_HEADS = ("Action", "What will be done", "Lead", "Timescale")
PLAN_WIDTHS = (16, 130, 60, 55)


def add_annual(document: WordDocument, content: SnapshotContent, sha256: str) -> AnnualPaper:
    """Chapters and appendices in their order; the paper from which they were taken."""
    paper = annual.paper(content, sha256)
    for chapter in paper.chapters:
        _chapter(document, paper, chapter)
    return paper


def add_annual_end(document: WordDocument, paper: AnnualPaper) -> None:
    """The appendices, after what every report prints alike."""
    content = paper.alike.content
    _governance(document, paper)
    document.add_heading(f"Membership on {phrases.day(content['period_end'])}", level=1)
    members = [
        (row["holder"], row["post"], row["agency"] or phrases.NONE, row["capacity"])
        for row in content["members"]
    ]
    _rows(document, ("Member", "Post", "Agency", "Seat"), members, (70, 95, 60, 36),
          "No member is recorded for that day.")  # fmt: skip
    for chapter in paper.endings:
        document.add_heading(chapter.heading, level=1)
        if chapter.key == "glossary" and paper.glossary:
            add_table(document, ("Term", "Meaning"), paper.glossary, (70, 191))
        else:
            add_blocks(document, chapter.blocks)
    if paper.left_out:
        document.add_paragraph(paper.left_out)
    if names := moderated(content):
        document.add_paragraph(
            "Wording by the coordinator; the lead’s own words are in the record: "
            f"{phrases.listed(names)}."
        )


def _rows(
    document: WordDocument,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    empty: str,
) -> None:
    if rows:
        add_table(document, heads, rows, widths)
    else:
        document.add_paragraph(empty)


def _chapter(document: WordDocument, paper: AnnualPaper, chapter: Chapter) -> None:
    part = "Part two: " if chapter.key == "next_plan" else ""
    document.add_heading(part + chapter.heading, level=1)
    add_blocks(document, chapter.blocks)
    if chapter.signature:
        _paragraphs(document, chapter.signature.lines)
    if chapter.source:
        document.add_paragraph(chapter.source)
    if chapter.key == "outturn" and chapter.added:
        _outturn(document, paper)
    for register in chapter.registers:
        add_register(document, register)
    if chapter.measured and paper.measured_by:
        document.add_paragraph(paper.measured_by.told)
    for figure in chapter.figures:
        add_figure(document, figure, level=2)
    if chapter.measured:
        _missing(document, paper)
    if chapter.key == "outturn":
        _ongoing(document, paper)
        _tallies(document, paper.alike.tallies, paper.alike.tallied)
    elif chapter.added:
        ADDED[chapter.key](document, paper)


def _missing(document: WordDocument, paper: AnnualPaper) -> None:
    said = paper.measured_by
    if said and said.missing:
        document.add_heading("Figures that are missing", level=2)
        rows = [
            (name, period, f"{group.heading}. {why}".strip())
            for group in said.missing
            for name, period, why in group.rows
        ]
        add_table(document, ("Indicator", "Period", "Why"), rows, (90, 60, 111))
    if said and said.hidden:
        document.add_heading("Figures that are hidden", level=2)
        for place in said.hidden:
            document.add_paragraph(place, style="List Bullet")


def _vision(document: WordDocument, paper: AnnualPaper) -> None:
    content = paper.alike.content
    if paper.vision:
        document.add_paragraph(paper.vision)
    if content["outcomes"]:
        rows = [
            (row["number"], row["text"], phrases.sentence(phrases.count(len(row["actions"]),
                                                                        "action")))
            for row in content["outcomes"]
        ]  # fmt: skip
        heads = ("Number", "High-level outcome", "Actions that serve it")
        add_table(document, heads, rows, (20, 191, 50))
    elif paper.alike.outcomes and not paper.plan_text:
        document.add_paragraph("The plan works towards these:")
        _bullets(document, (line.title for line in paper.alike.outcomes))
    for part in paper.plan_text:
        document.add_heading(part.title, level=2)
        if part.heading["vision"]:
            document.add_paragraph(part.heading["vision"])
        _bullets(document, part.below)


def _bullets(document: WordDocument, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line, style="List Bullet")


def _delivery(document: WordDocument, paper: AnnualPaper) -> None:
    document.add_heading("Delivery of the plan", level=2)
    document.add_paragraph(COUNTED)
    heads = ("Date", "Total", "Completed", "Added", "Withdrawn", "Ongoing")
    cells = [
        (phrases.day(row["on"]), *(phrases.NONE if number is None else str(number)
                                   for number in counted(row)))
        for row in paper.alike.content["count_rows"]
    ]  # fmt: skip
    add_table(document, heads, cells, (50, 25, 25, 25, 25, 25))
    if paper.year is None:
        return
    document.add_heading("The plan over the year, report by report", level=2)
    document.add_paragraph(paper.year.told)
    rows = [
        ("\n".join(filter(None, (phrases.day(row.on), ", ".join(filter(None, (row.report,
                                                                              row.mark)))))),
         *map(str, row.counts), str(row.total))
        for row in paper.year.rows
    ]  # fmt: skip
    names = [f"{tag.symbol} {tag.short}" for tag in paper.year.heads]
    add_table(document, ("Position on", *names, "Total"), rows, (80, *[22] * (len(names) + 1)))


def _outturn(document: WordDocument, paper: AnnualPaper) -> None:
    content = paper.alike.content
    number = phrases.count(paper.accounted, "action")
    document.add_paragraph(
        f"{content['plan']['title']} has had {number} so far. On {phrases.day(content['as_of'])} "
        f"each is accounted for once. {COUNTED}"
    )
    _paragraphs(document, paper.alike.basis)
    if paper.groups:
        day = phrases.day(content["as_of"])
        document.add_heading(f"What became of every action, on {day}", level=2)
    for group in paper.groups:
        document.add_heading(group.title, level=3)
        if group.parents:
            document.add_paragraph(group.parents)
        cells = [_cells(row) for row in group.rows]
        add_table(document, outturn.HEADS, cells, WIDTHS, whole=True)
    document.add_heading("The sum of the year", level=2)
    rows = [
        (line.name, line.printed, line.share or phrases.NONE,
         ", ".join(line.which) or phrases.NONE)
        for line in paper.sum_lines
    ]  # fmt: skip
    add_table(document, outturn.SUM_HEADS, rows, (90, 20, 40, 111))
    if paper.withdrawn_before:
        document.add_paragraph(paper.withdrawn_before)
    _delivery(document, paper)


def _cells(row: outturn.OutturnRow) -> list[str]:
    cells = ["\n".join(lines) for lines in row.cells]
    cells[1] = "\n".join([*(f"{name}: {words}" for name, words in row.above), cells[1]])
    return cells


def _ongoing(document: WordDocument, paper: AnnualPaper) -> None:
    if paper.alike.ongoing:
        document.add_heading(paper.alike.content["plan"]["ongoing_name"], level=2)
        _actions(document, paper.alike.ongoing)


def _tallies(document: WordDocument, lines: Sequence[TallyLine], told: str) -> None:
    """Recurring work in lines of its own, where anything of it fell due or was answered."""
    if not lines:
        return
    document.add_heading("Recurring work", level=2)
    document.add_paragraph(told)
    heads = ("Action", "What, and how often", "Done of what fell due", "Why not the others")
    rows = [
        (line.action["reference"], f"{line.action['text']}\n{line.action['timescale']}",
         "\n".join(line.done), "\n".join(line.why))
        for line in lines
    ]  # fmt: skip
    add_table(document, heads, rows, (16, 95, 65, 85))


def _actions(document: WordDocument, actions: Sequence[ActionRecord]) -> None:
    rows = [
        (row["reference"], row["text"], row["lead"] or "No lead", _timescale(row))
        for row in actions
    ]
    add_table(document, PLAN_HEADS, rows, PLAN_WIDTHS)


def _timescale(row: ActionRecord) -> str:
    now = f"\nnow {phrases.day(row['due'])}" if row["times_moved"] else ""
    return (row["timescale"] or "No timescale") + now


def _next_plan(document: WordDocument, paper: AnnualPaper) -> None:
    said = paper.following
    _paragraphs(document, filter(None, (*said.told, said.vision)))
    if said.outcomes:
        document.add_heading("High-level outcomes", level=2)
        rows = [(row["number"], row["text"]) for row in said.outcomes]
        add_table(document, ("Number", "High-level outcome"), rows, (20, 241))
    for line in said.lines:
        _plan_line(document, line)
    if said.continuing:
        _actions(document, said.continuing)


def _plan_line(document: WordDocument, line: PlanLine) -> None:
    if line.title:
        document.add_heading(line.title, level=2 if line.step == 1 else 3)
    if line.vision:
        document.add_paragraph(line.vision)
    add_blocks(document, line.context)
    if line.actions:
        _actions(document, line.actions)


def _paragraphs(document: WordDocument, lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(line)


def _governance(document: WordDocument, paper: AnnualPaper) -> None:
    document.add_heading("Governance and reporting", level=1)
    for line in governance.lines(paper.bodies):
        said = f"{line.name}: {line.told}" if line.told else line.name
        document.add_paragraph(said).paragraph_format.left_indent = Mm(8 * line.depth)
    heads = ("Body", "What it does", "Reports to", "Meets")
    rows = [
        (row["name"], row["remit"] or row["kind"], row["reports_to"] or phrases.NONE,
         row["cadence"])
        for row in paper.alike.content["bodies"]
    ]  # fmt: skip
    _rows(document, heads, rows, (70, 113, 50, 28), "No body is recorded.")


ADDED = {
    "vision": _vision,
    "next_plan": _next_plan,
}
