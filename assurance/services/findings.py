"""Writes of findings, and of which actions came of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from assurance.models import Activity, Finding, FindingAction
from audit.services import keep, keep_edit, keep_removal, record
from audit.services.edits import after_last, edit, locked

DECIDED = "It was decided that no action comes of this finding. Take that back first."


@transaction.atomic
def add_finding(*, by: User | None, activity: Activity, number: str, text: str) -> Finding:
    """A finding, last in its report. Raises ValidationError for one that stands there already."""
    activity = locked(activity, "area")
    finding = Finding(
        activity=activity,
        number=number.strip(),
        text=text.strip(),
        position=after_last(activity.findings.all()),
    )
    _check(finding)
    finding.save()
    if activity.shared_at:
        keep(by=by, row=finding, since=timezone.localdate())
    _record(by, "added finding", finding, {"activity": str(activity)})
    return finding


@transaction.atomic
def edit_finding(
    *, by: User | None, finding: Finding, expected: int, number: str, text: str
) -> Finding:
    """Change its number or words. Raises EditConflict when somebody else saved it after version
    `expected`."""
    locked(finding.activity)
    values = {"number": number.strip(), "text": text.strip()}
    if changes := edit(finding, values, expected=expected, check=_check):
        if finding.activity.shared_at:
            keep_edit(by=by, row=finding, changes=changes)
        _record(by, "edited finding", finding, changes)
    return finding


@transaction.atomic
def remove_finding(*, by: User | None, finding: Finding) -> None:
    """Take out a finding that was written down wrongly.

    Raises ValidationError once an action has come of it: that stays in the record.
    """
    locked(finding.activity)
    finding = locked(finding, "activity")
    if finding.action_links.exists():
        raise ValidationError("An action has come of this finding, so it stays. Change its words.")
    if finding.decisions.exists():
        raise ValidationError("It was decided on this finding, so it stays. Change its words.")
    if finding.activity.shared_at:
        keep_removal(by=by, row=finding)
    _record(by, "removed finding", finding, {"activity": str(finding.activity)})
    finding.delete()


@transaction.atomic
def join_action(
    *, by: User | None, finding: Finding, action: Action, at: datetime | None = None
) -> FindingAction:
    """Say that an action came of a finding, now or `at` a moment. Where it is said already nothing
    is written.

    Raises ValidationError for a withdrawn action, and where it was decided that none comes of it.
    """
    finding = locked(finding, "activity")
    if finding.activity.area_id != action.plan.area_id:
        raise ValueError("An action comes of findings of its own area only")
    rows = FindingAction.objects.filter(finding=finding, action=action)
    if standing := rows.filter(ended_at=None).first():
        return standing
    if finding.decisions.filter(ended_at=None).exists():
        raise ValidationError({"action": DECIDED})
    action.refuse_withdrawn("action")
    link = FindingAction(finding=finding, action=action, added_by=by, added_at=at or timezone.now())
    link.save()
    _record_link(by, "joined action to finding", link)
    return link


@transaction.atomic
def part_action(*, by: User | None, link: FindingAction) -> FindingAction:
    """An action did not come of a finding after all. The row stays, with its end."""
    link = locked(link, "action__plan", "finding__activity")
    if link.end(by):
        _record_link(by, "parted action from finding", link)
    return link


def _check(finding: Finding) -> None:
    others = Finding.objects.filter(activity=finding.activity_id).exclude(pk=finding.pk)
    if others.filter(number=finding.number, text=finding.text).exists():
        raise ValidationError({"text": "This finding stands here already."})
    finding.full_clean(exclude=["activity"])


def _record(by: User | None, verb: str, finding: Finding, changes: dict[str, Any]) -> None:
    area_id = finding.activity.area_id
    record(by=by, verb=verb, target=finding, area_id=area_id, changes=changes)


def _record_link(by: User | None, verb: str, link: FindingAction) -> None:
    changes = {"finding": str(link.finding), "activity": str(link.finding.activity)}
    area_id = link.finding.activity.area_id
    record(by=by, verb=verb, target=link, area_id=area_id, changes=changes)
