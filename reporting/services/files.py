"""What the documents of a report are called where somebody keeps them."""

from __future__ import annotations

from django.utils.text import slugify

from reporting.models import Report, ReportFile


def download_name(file: ReportFile) -> str:
    """What a person's computer calls the file."""
    return f"{_name(file.report)}.{file.format}"


def proof_name(report: Report) -> str:
    """The same for a proof, which no folder should take for the report."""
    return f"{_name(report)}-proof.pdf"


def paper_name(report: Report, paper: str) -> str:
    """The same for a short paper made from the report; `paper` says how it ends."""
    return f"{_name(report)}-{paper}"


def _name(report: Report) -> str:
    name = slugify(f"{report.plan.area.name} {report.title}")
    return f"{name}-{report.as_of.isoformat()}-v{report.version}"
