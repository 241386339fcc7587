"""Writes of which actions belong to which risk."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action, ActionRisk
from audit.services import record
from audit.services.edits import locked
from risks.models import Risk


@transaction.atomic
def join_risk(*, by: User | None, action: Action, risk: Risk, on: date | None = None) -> ActionRisk:
    """Say that an action belongs to a risk, from the day `on` (today) on. Where it is said already
    nothing is written.

    Raises ValidationError for a withdrawn action, and for a risk that is a draft still: how an
    action stands is told to people who may not know of drafts.
    """
    if risk.area_id != action.plan.area_id:
        raise ValueError("An action belongs to risks of its own area only")
    action = locked(action, "plan")
    if standing := ActionRisk.objects.filter(action=action, risk=risk, ended_on=None).first():
        return standing
    action.refuse_withdrawn("action")
    if risk.shared_on is None:
        raise ValidationError({"risk": "Put this risk in the register first."})
    link = ActionRisk(action=action, risk=risk, added_by=by, added_on=on or timezone.localdate())
    link.save()
    _record(by, "joined action to risk", link)
    return link


@transaction.atomic
def part_risk(*, by: User | None, link: ActionRisk) -> ActionRisk:
    """An action does not belong to a risk any more. The row stays, with its end."""
    link = locked(link, "action__plan", "risk")
    if link.ended_on is None:
        link.ended_on, link.ended_by = timezone.localdate(), by
        link.save(update_fields=["ended_on", "ended_by"])
        _record(by, "parted action from risk", link)
    return link


def _record(by: User | None, verb: str, link: ActionRisk) -> None:
    changes = {"risk": str(link.risk), "event": link.risk.event}
    area_id = link.action.plan.area_id
    record(by=by, verb=verb, target=link.action, area_id=area_id, changes=changes)
