"""How the state of a report, or of an e-mail, is shown: a word, a symbol and a colour."""

from __future__ import annotations

from typing import NamedTuple

from reporting.enums import ReportState
from reporting.models import Report


class Mark(NamedTuple):
    """What `status_tag` prints."""

    canonical: str
    label: str
    symbol: str


STATES = {
    ReportState.DRAFT: Mark("not_started", "In preparation", "□"),
    ReportState.FROZEN: Mark("reprogrammed", "With the chair", "→"),
    ReportState.RETURNED: Mark("at_risk", "Sent back", "▲"),
    ReportState.ISSUED: Mark("complete", "Issued", "✓"),
}


def mark_of(report: Report, replaced_by: Report | None) -> Mark:
    """The state of a version; one that was replaced says by which."""
    if replaced_by is not None:
        return Mark("withdrawn", f"Replaced by version {replaced_by.version}", "×")
    return STATES[ReportState(report.state)]
