"""Every action that serves another plan, on paper and as a workbook: what its owner is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.template.loader import render_to_string

from assurance.queries.files import MARKING, OF_ACTION, cells_of
from assurance.rules.trace import Became
from connections.models import OtherPlan
from documents.files import pdf
from documents.files.cells import Cell
from documents.files.made import Made
from documents.files.tables import Table, workbook
from timescales.date_format import long_day, long_moment

NONE_YET: Final = "No action serves it yet."


@dataclass(frozen=True)
class Extract:
    """Another plan with the actions that serve it, at a moment."""

    plan: OtherPlan
    rows: Sequence[Became]
    at: datetime

    @property
    def period(self) -> str:
        """Its period in words; "" where none is known."""
        first, last = self.plan.starts, self.plan.ends
        if first and last:
            return f"{long_day(first)} to {long_day(last)}"
        if first:
            return f"From {long_day(first)}"
        return f"To {long_day(last)}" if last else ""

    @property
    def summary(self) -> str:
        number = len(self.rows)
        if not number:
            return NONE_YET
        return "One action serves it." if number == 1 else f"{number} actions serve it."


def extract_pdf(extract: Extract) -> Made:
    said = {
        "extract": extract,
        "plan": extract.plan,
        "area": extract.plan.area,
        "marking": MARKING,
        "content": {
            "committee": extract.plan.area.name,
            "frozen_at": extract.at.isoformat(),
        },
    }
    markup = render_to_string("documents/pdf/short/other_plan.html", said)
    identifier = f"other plan {extract.plan.pk} {extract.at.isoformat()}"
    return pdf.pdf_of(markup, identifier=identifier)


def extract_workbook(extract: Extract) -> bytes:
    plan = extract.plan
    about: list[Sequence[Cell]] = [
        ("Marking", MARKING),
        ("Area", plan.area.name),
        ("Other plan", plan.name),
        ("Kept by", plan.owner),
        ("Period", extract.period),
        ("Edition", plan.edition),
        ("Where it stands", plan.address),
        ("As things stand on", long_moment(extract.at)),
        ("Actions", extract.summary),
    ]
    title = f"Actions that serve {plan}"
    foot = f"{MARKING} · {title}"
    told = [row for row in about if row[1]]
    return workbook(
        title,
        [
            Table("Actions", OF_ACTION, [cells_of(row) for row in extract.rows], title=foot),
            Table("About this file", (("What", 24), ("", 80)), told, title=foot),
        ],
    )
