"""How the state of a report, or of an e-mail, is shown: a word, a symbol and a colour."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from documents.statuses import Tag, default_tag
from reporting.enums import ReportState

STATES = {
    ReportState.DRAFT: default_tag("not_started", "In preparation"),
    ReportState.FROZEN: default_tag("reprogrammed", "With the chair"),
    ReportState.RETURNED: default_tag("at_risk", "Sent back"),
    ReportState.ISSUED: default_tag("complete", "Issued"),
}


class Version(Protocol):
    """One version of a report: how far it is, and which it is."""

    @property
    def state(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


def mark_of(report: Version, replaced_by: Version | None) -> Tag:
    """The state of a version; one that was withdrawn says so, one that was replaced by which."""
    if report.withdrawn_at is not None:
        return default_tag("withdrawn", "Withdrawn")
    if replaced_by is not None:
        return default_tag("withdrawn", f"Replaced by version {replaced_by.version}")
    return STATES[ReportState(report.state)]
