"""The findings of an activity, and what became of each, on paper and as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.loader import render_to_string

from assurance.models import Activity, Judgement
from assurance.rules.trace import NOTHING, Became, Traced, summed
from documents.files import pdf
from documents.files.cells import Cell
from documents.files.made import Made
from documents.files.tables import Table, workbook
from timescales.date_format import long_moment

# what a finding tells of a service may point at people; a person takes the mark down, never we
MARKING: Final = "OFFICIAL-SENSITIVE"
NOT_GRADED: Final = "Not graded"
OF_ACTION: Final = (
    ("Action", 10), ("What will be done", 50), ("Plan", 30), ("How it came to it", 22),
    ("Lead", 26), ("Status", 20), ("First agreed date", 18), ("Date now", 18),
    ("Days late", 10), ("Said on", 18), ("What was last said", 50), ("Difference made", 50),
    ("Evidence", 40),
)  # fmt: skip
HEADS: Final = (("Finding", 10), ("What was found", 50), *OF_ACTION)


@dataclass(frozen=True)
class FindingsPaper:
    """An activity with its findings at a moment; `graded` is told as its reader may see it."""

    activity: Activity
    findings: Sequence[Traced]
    judgements: Sequence[Judgement]
    graded: str
    at: datetime

    @property
    def summary(self) -> str:
        return summed(self.findings)


def findings_pdf(paper: FindingsPaper) -> Made:
    """On paper, in the one print style."""
    said = {
        "paper": paper,
        "activity": paper.activity,
        "area": paper.activity.area,
        "marking": MARKING,
        "not_graded": NOT_GRADED,
        # what every document names in its head
        "content": {"committee": paper.activity.area.name, "frozen_at": paper.at.isoformat()},
    }
    markup = render_to_string("documents/pdf/short/findings.html", said)
    return pdf.pdf_of(markup, identifier=f"findings {paper.activity.pk} {paper.at.isoformat()}")


def findings_workbook(paper: FindingsPaper) -> bytes:
    """As a workbook: a row for each finding and action, the judgements, and what it is."""
    activity = paper.activity
    about: list[Sequence[Cell]] = [
        ("Marking", MARKING),
        ("Area", activity.area.name),
        ("What it is", f"{activity.get_kind_display()}: {activity.title}"),
        ("Who looked", activity.looked_by),
        ("Reported", activity.when),
        ("As things stand on", long_moment(paper.at)),
        ("Graded", paper.graded),
        ("Findings", paper.summary),
        ("What went well", activity.went_well),
        ("What to improve", activity.to_improve),
    ]
    judged = [(row.statement, row.graded or NOT_GRADED) for row in paper.judgements]
    rows = [cells for row in paper.findings for cells in _rows(row)]
    title = f"Findings of {activity}"
    foot = f"{MARKING} · {title}"
    told = [row for row in about if row[1]]
    tables = [
        Table("Findings", HEADS, rows, title=foot),
        Table("Judgements", (("Statement", 60), ("Grade", 20)), judged, title=foot),
        Table("About this file", (("What", 24), ("", 80)), told, title=foot),
    ]
    return workbook(title, tables)


def _rows(row: Traced) -> Iterator[Sequence[Cell]]:
    own = (row.reference, row.text)
    if row.decided:
        yield (*own, "", f"{row.decided.words} {row.decided.whose}")
    elif not row.became:
        yield (*own, "", NOTHING)
    for one in row.became:
        yield (*own, *cells_of(one))


def cells_of(one: Became) -> Sequence[Cell]:
    """The cells of `OF_ACTION`: an action as it stands today."""
    gone = f"Withdrawn: {one.withdrawn_reason}" if one.withdrawn_on else one.words
    return (
        one.reference, one.text, one.plan, one.through, one.lead, one.tag.label, one.first_due,
        one.due, one.days_late or None, one.said_on, gone, one.difference, one.shown_by,
    )  # fmt: skip
