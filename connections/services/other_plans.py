"""Writes of an area's list of other plans, and of which action serves which."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from audit.services import keep_edit, record
from audit.services.edits import edit, locked
from committees.models import Area
from connections.models import Connection, OtherPlan
from connections.rules.facts import OtherPlanFacts, fault_of


@transaction.atomic
def add_other_plan(*, by: User | None, area: Area, facts: OtherPlanFacts) -> OtherPlan:
    """A plan that somebody else keeps. Raises ValidationError beside the field for what cannot be
    so, and for one that is there already in that edition."""
    locked(area)
    plan = OtherPlan(area=area, **asdict(facts))
    _check(plan)
    plan.save()
    record(by=by, verb="added other plan", target=plan, area_id=area.pk)
    return plan


@transaction.atomic
def edit_other_plan(
    *, by: User | None, other_plan: OtherPlan, expected: int, facts: OtherPlanFacts
) -> OtherPlan:
    """Change what is said of it. Raises EditConflict when somebody else saved it after version
    `expected`."""
    locked(other_plan.area)
    if changes := edit(other_plan, asdict(facts), expected=expected, check=_check):
        keep_edit(by=by, row=other_plan, changes=changes)
        area_id = other_plan.area_id
        record(by=by, verb="edited other plan", target=other_plan, area_id=area_id, changes=changes)
    return other_plan


@transaction.atomic
def connect_action(*, by: User | None, other_plan: OtherPlan, action: Action) -> Connection:
    """Say that an action serves another plan. Where it is said already nothing is written.

    Raises ValidationError for a withdrawn action.
    """
    other_plan = locked(other_plan)
    if other_plan.area_id != action.plan.area_id:
        raise ValueError("An action serves the other plans of its own area only")
    rows = Connection.objects.filter(other_plan=other_plan, action=action)
    if standing := rows.filter(ended_at=None).first():
        return standing
    action.refuse_withdrawn("action")
    row = Connection(other_plan=other_plan, action=action, added_by=by, added_at=timezone.now())
    row.save()
    _record(by, "connected action to other plan", row)
    return row


@transaction.atomic
def disconnect_action(*, by: User | None, connection: Connection) -> Connection:
    """An action does not serve another plan after all. The row stays, with its end."""
    row = locked(connection, "action__plan", "other_plan")
    if row.end(by):
        _record(by, "disconnected action from other plan", row)
    return row


def _check(plan: OtherPlan) -> None:
    if said := fault_of(plan.facts()):
        raise ValidationError(said)
    others = OtherPlan.objects.filter(area=plan.area_id, name=plan.name, edition=plan.edition)
    if others.exclude(pk=plan.pk).exists():
        raise ValidationError({"name": "This plan is in the list already, in this edition."})
    plan.full_clean(exclude=["area"])


def _record(by: User | None, verb: str, row: Connection) -> None:
    changes = {"other_plan": str(row.other_plan)}
    record(by=by, verb=verb, target=row, area_id=row.other_plan.area_id, changes=changes)
