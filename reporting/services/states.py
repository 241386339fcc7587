"""The one place where a report changes its state."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from reporting.enums import ReportState
from reporting.models import Report
from reporting.rules.lifecycle import may_move

FROZEN = "This report is frozen and does not change. Begin its next version instead."


def move_report(report: Report, target: ReportState, **values: Any) -> None:
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
