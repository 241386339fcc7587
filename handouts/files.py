"""Short papers as PDF: by the one engine, in the one print style, each from its snapshot alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.template.loader import render_to_string

from documents.files import pdf, word
from documents.files.made import Made
from documents.files.printable import printable
from documents.schema.content import SnapshotContent
from handouts import action_sheet as action_sheets
from handouts import agency_extract as agency_extracts
from handouts import cover_report as cover_reports
from handouts import pack_workbook, slides_file
from handouts import plan_page as plan_pages
from handouts import scrutiny_pack as scrutiny_packs
from handouts.page import ShortPaper
from handouts.plan_page import Density, densities


class Told(Protocol):
    """What one short paper tells, and what it shares with all of them."""

    @property
    def paper(self) -> ShortPaper: ...


def plan_page(content: SnapshotContent, sha256: str) -> Made:
    """The plan on one page of landscape A4, as large as it can be set there."""
    tellings = (plan_page_html(content, sha256, density) for density in densities(content))
    return pdf.fitted(tellings, pages=1, identifier=f"plan on a page {sha256}")


def plan_page_html(content: SnapshotContent, sha256: str, density: Density) -> str:
    told = plan_pages.plan_page(printable(content), sha256, density)
    return html("plan_page", told, said_left_out=told.said_left_out)


def html(template: str, told: Told, **more: str) -> str:
    """One short paper as HTML by its own template."""
    running = f"{told.paper.name} · {told.paper.content['period_name']}"
    said = {**vars(told.paper), "running": running, **vars(told), **more}
    return render_to_string(f"documents/pdf/short/{template}.html", said)


def action_sheet(
    content: SnapshotContent, sha256: str, key: int, earlier: Sequence[SnapshotContent] = ()
) -> Made:
    """One action on its sheet. Raises KeyError for an action that the snapshot does not have."""
    content = printable(content)
    action = action_sheets.action_of(content, key)
    if action is None:
        raise KeyError(key)
    told = action_sheets.action_sheet(content, sha256, action, earlier)
    markup = html("action_sheet", told)
    return pdf.pdf_of(markup, identifier=f"action {key} {sha256}")


def agency_extract(content: SnapshotContent, sha256: str, agency: str) -> Made:
    """All that one agency leads."""
    told = agency_extracts.agency_extract(printable(content), sha256, agency)
    markup = html("agency_extract", told)
    return pdf.pdf_of(markup, identifier=f"agency {agency} {sha256}")


def cover_report(content: SnapshotContent, sha256: str) -> Made:
    """The council's cover report."""
    return pdf.pdf_of(cover_report_html(content, sha256), identifier=f"council {sha256}")


def cover_report_html(content: SnapshotContent, sha256: str) -> str:
    told = cover_reports.cover_report(printable(content), sha256)
    return html("cover_report", told)


def cover_report_word(content: SnapshotContent, sha256: str) -> Made:
    """The same as a Word file, for a council's own form."""
    return word.docx_of(cover_report_html(content, sha256), content, sha256)


def scrutiny_pack(content: SnapshotContent, sha256: str) -> Made:
    """Ten questions of an inspector, answered."""
    told = scrutiny_packs.scrutiny_pack(printable(content), sha256)
    markup = html("scrutiny_pack", told)
    return pdf.pdf_of(markup, identifier=f"scrutiny {sha256}")


def scrutiny_pack_workbook(content: SnapshotContent, sha256: str) -> Made:
    """The same as a workbook."""
    return pack_workbook.xlsx(content, sha256)


def slides(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """Slides for the meeting that considers the report, with its numbers."""
    return slides_file.pptx(content, sha256, logo)
