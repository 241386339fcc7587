"""The one place where a report changes its state."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import F

from accounts.models import User
from reporting.enums import ReportState
from reporting.models import Report, Snapshot
from reporting.rules.lifecycle import may_move

FROZEN = "This report is frozen and does not change. Begin its next version instead."


class Moved(TypedDict, total=False):
    """What is written with a move: who did it, when, and what came of it."""

    snapshot: Snapshot
    frozen_at: datetime
    prepared_by: User
    open_window_reason: str
    issued_by: User
    issued_at: datetime
    returned_by: User
    returned_at: datetime
    return_note: str


def move_report(report: Report, target: ReportState, **values: Unpack[Moved]) -> None:
    """Set the state and what goes with it in one conditional UPDATE.

    Raises ValidationError when somebody else moved the report in the meantime, and ValueError for
    a move that the table does not have: the caller asks first and says it in words.
    """
    source = ReportState(report.state)
    if not may_move(source, target):
        raise ValueError(f"A report does not go from {source} to {target}.")
    changed = Report.objects.filter(pk=report.pk, state=source).update(
        state=target, row_version=F("row_version") + 1, **values
    )
    if not changed:
        raise ValidationError("Somebody else has dealt with this report meanwhile. Look again.")
    for name, value in values.items():
        setattr(report, name, value)
    report.state = target
    report.row_version += 1


def refuse_unless_draft(report: Report) -> None:
    """Raises ValidationError for a report that is frozen: it does not change."""
    if report.state != ReportState.DRAFT:
        raise ValidationError(FROZEN)
