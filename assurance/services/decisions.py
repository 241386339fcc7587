"""Decisions that no action comes of a finding: it is done already, or not accepted (ADR 350)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assurance.enums import Verdict
from assurance.models import Finding, FindingDecision
from assurance.queries.answers import answered_by_action
from assurance.queries.interests import why_own_finding
from audit.services import record
from audit.services.edits import locked
from committees.models import Meeting

OPEN_ACTION = "An action has come of this finding, which answers it. Take the action off first."
NOT_THAT_DAY = "This is not the day of that meeting."


@transaction.atomic
def decide_finding(
    *,
    by: User,
    finding: Finding,
    verdict: Verdict,
    reason: str,
    decided_on: date,
    meeting: Meeting | None,
    today: date,
) -> FindingDecision:
    """No action comes of a finding: for what reason, since which day, at which meeting. Where the
    same stands already nothing is written.

    Raises ValidationError where it is `by`'s own, where an action answers it or it is decided
    otherwise already, and beside the field for a day to come or another than the meeting's.
    """
    finding = locked(finding, "activity")
    if why := why_own_finding(by, finding):
        raise ValidationError(why)
    said = FindingDecision(
        finding=finding,
        verdict=verdict,
        reason=reason.strip(),
        decided_on=decided_on,
        meeting=meeting,
        decided_by=by,
        decided_at=timezone.now(),
    )
    if standing := finding.decisions.filter(ended_at=None).first():
        if _same(standing, said):
            return standing
        raise ValidationError("It was decided on already. Take that back first.")
    _check(said, today)
    said.save()
    _record(by, "decided on finding", said)
    return said


@transaction.atomic
def take_back_decision(*, by: User, decision: FindingDecision) -> FindingDecision:
    """It was not decided so after all, and the finding is open again. The row stays."""
    decision = locked(decision, "finding__activity")
    if decision.end(by):
        _record(by, "took back decision on finding", decision)
    return decision


def _check(said: FindingDecision, today: date) -> None:
    if answered_by_action(said.finding):
        raise ValidationError(OPEN_ACTION)
    if said.decided_on > today:
        raise ValidationError({"decided_on": "This day is still to come."})
    if said.meeting and said.meeting.held_on != said.decided_on:
        raise ValidationError({"decided_on": NOT_THAT_DAY})
    said.full_clean(exclude=["finding", "meeting", "decided_by", "ended_by", "ended_at"])


def _same(one: FindingDecision, other: FindingDecision) -> bool:
    names = ("verdict", "reason", "decided_on", "meeting_id", "decided_by_id")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _record(by: User, verb: str, decision: FindingDecision) -> None:
    finding = decision.finding
    changes = {
        "finding": str(finding),
        "verdict": decision.get_verdict_display(),
        "reason": decision.reason,
    }
    area_id = finding.activity.area_id
    record(by=by, verb=verb, target=decision, area_id=area_id, changes=changes)
