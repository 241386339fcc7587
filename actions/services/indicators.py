"""Writes of which figure an action came of, and which one it is measured by."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import IndicatorKind
from actions.models import Action, ActionIndicator
from audit.services import record
from audit.services.edits import locked
from figures.models import Indicator


@transaction.atomic
def add_to_indicator(
    *,
    by: User | None,
    action: Action,
    indicator: Indicator,
    kind: IndicatorKind,
    origin: str = "",
) -> ActionIndicator:
    """Say that an action came of an indicator, or is measured by it, and where that was decided.

    Where it is said already nothing is written. Raises ValidationError for a withdrawn action.
    """
    if indicator.area_id != action.plan.area_id:
        raise ValueError("An action belongs to indicators of its own area only")
    action = locked(action, "plan")
    rows = ActionIndicator.objects.filter(action=action, indicator=indicator, kind=kind)
    if standing := rows.filter(ended_at=None).first():
        return standing
    action.refuse_withdrawn("action")
    row = ActionIndicator(
        action=action,
        indicator=indicator,
        kind=kind,
        origin=origin.strip(),
        added_by=by,
        added_at=timezone.now(),
    )
    row.full_clean(exclude=["action", "indicator", "added_by", "ended_by", "ended_at"])
    row.save()
    _record(by, "joined action to indicator", row)
    return row


@transaction.atomic
def take_off_indicator(*, by: User | None, link: ActionIndicator) -> ActionIndicator:
    """An action does not belong to an indicator any more. The row stays, with its end."""
    link = locked(link, "action__plan", "indicator")
    if link.end(by):
        _record(by, "parted action from indicator", link)
    return link


def _record(by: User | None, verb: str, row: ActionIndicator) -> None:
    changes = {
        "indicator": str(row.indicator),
        "kind": IndicatorKind(row.kind).label,
        "origin": row.origin,
    }
    area_id = row.action.plan.area_id
    record(by=by, verb=verb, target=row.action, area_id=area_id, changes=changes)
