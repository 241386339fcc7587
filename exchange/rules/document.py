"""A plan as its committee's own Word document: across A4, one table for each lowest heading."""

from __future__ import annotations

from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from documents import prose, statuses
from documents.files.word import MARGIN, word_bytes
from handouts.word_tables import add_table
from imports.rules.own.columns import (
    ABOUT,
    ABOUT_HEADS,
    COLUMNS,
    CONTEXT,
    LEGEND,
    LOOSE,
    MEASURE_HEADS,
    MEASURES_OF,
    OF_ONGOING,
    REFERENCES,
    STATUS,
    VISION,
    PlanColumn,
    about_rows,
    in_use,
    measure_rows,
)
from imports.rules.own.paper import PlanAction, PlanPaper
from timescales.date_format import long_day

WIDE = 261  # millimetres between the margins
DEEPEST = 6
SERVES = "What this plan serves, level by level:"


def plan_document(paper: PlanPaper) -> bytes:
    """The plan as a document that a committee edits; the same bytes for the same record."""
    document = Document()
    _set_up(document, paper)
    _opening(document, paper)
    used = in_use(paper, COLUMNS, paper.actions)
    _rated(document, paper, used)
    ongoing = [one for one in paper.actions if one.ongoing]
    if ongoing:
        document.add_heading(paper.ongoing_name, level=1)
        under = in_use(paper, (OF_ONGOING,), ongoing)
        _actions(document, paper, ongoing, [*used, *under])
    measures = measure_rows(paper)
    if measures:
        document.add_heading(MEASURES_OF, level=1)
        heads = (*MEASURE_HEADS[:3], f"{MEASURE_HEADS[3]} {paper.stamp}")
        add_table(document, heads, measures, (120, 80, 31, 30), whole=True, quiet=True)
    _legend(document, paper)
    _about(document, paper)
    return word_bytes(document)


def _set_up(document: WordDocument, paper: PlanPaper) -> None:
    properties = document.core_properties
    properties.title, properties.author = paper.title, paper.area
    properties.last_modified_by, properties.language = paper.area, "en-GB"
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Calibri")
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.footer.paragraphs[0].text = f"{paper.title} – as it stood on {paper.made}"


def _opening(document: WordDocument, paper: PlanPaper) -> None:
    document.add_heading(paper.title, level=0)
    period = f"{long_day(paper.period.start)} to {long_day(paper.period.end)}"
    document.add_paragraph(f"{paper.area}, {period}. {paper.state}.")
    for words in (paper.vision, paper.introduction):
        if words:
            document.add_paragraph(words)
    _serves(document, paper.context_above)


def _serves(document: WordDocument, words: str) -> None:
    """What the plan serves, level by level: no headings, which would be read as the plan's own."""
    if words:
        document.add_paragraph(SERVES)
    for block in prose.blocks(words):
        if block.kind == "h":
            document.add_paragraph().add_run(block.text).bold = True
        elif block.text:
            document.add_paragraph(block.text)
        for item in block.items:
            document.add_paragraph(item, style="List Bullet")


def _rated(document: WordDocument, paper: PlanPaper, used: Sequence[PlanColumn]) -> None:
    loose = [one for one in paper.actions if not one.ongoing and one.heading is None]
    if loose:
        document.add_heading(LOOSE, level=1)
        _actions(document, paper, loose, used)
    for at, heading in enumerate(paper.headings):
        depth = len(paper.line_to(at))
        document.add_heading(paper.title_of(heading), level=min(depth, DEEPEST))
        for opening, words in ((VISION, heading.vision), (CONTEXT, heading.context)):
            if words:
                document.add_paragraph(f"{opening}{words}")
        own = [one for one in paper.actions if one.heading == at and not one.ongoing]
        if own:
            _actions(document, paper, own, used)


def _actions(
    document: WordDocument,
    paper: PlanPaper,
    actions: Sequence[PlanAction],
    columns: Sequence[PlanColumn],
) -> None:
    heads = [*(one.name for one in columns), f"{REFERENCES.name} {paper.stamp}"]
    rows = [[one.words(paper, a) for one in (*columns, REFERENCES)] for a in actions]
    weights = [*(one.weight for one in columns), REFERENCES.weight]
    widths = [round(weight * WIDE / sum(weights)) for weight in weights]
    at = heads.index(STATUS)
    fills = {
        (row, at): action.status.shades.solid for row, action in enumerate(actions) if action.status
    }
    add_table(document, heads, rows, widths, fills=fills, whole=True, quiet=True)


def _legend(document: WordDocument, paper: PlanPaper) -> None:
    document.add_heading(LEGEND, level=1)
    rows = [(tag.code, f"{tag.symbol} {tag.label}", tag.definition) for tag in paper.legend]
    fills = {(row, 0): tag.shades.solid for row, tag in enumerate(paper.legend)}
    add_table(document, ("Code", "Status", "Definition"), rows, (20, 70, 150), fills=fills)
    if any(one.status is None for one in paper.actions):
        rated = statuses.default_tag("not_rated").label
        document.add_paragraph(f"{rated}: nobody has given this action a status yet.")


def _about(document: WordDocument, paper: PlanPaper) -> None:
    document.add_heading(ABOUT, level=1)
    document.add_paragraph(
        f"This is the plan as it stood on {paper.made}. It can be edited and brought back: on the "
        "plan's page, choose “Bring in an edited file”. The grey column of references on the right "
        "of each table says which action a row is; leave it as it is, and leave it empty in a row "
        "that you add."
    )
    widths = (28, 52, 62, 24, 20, 17, 58)
    add_table(document, ABOUT_HEADS, about_rows(paper), widths, whole=True)
