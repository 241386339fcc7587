"""One update for several areas: the words are given once, the rating in each plan by its legend."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.enums import TieState
from actions.models import ProgressUpdate, RegionalAction, RegionalUpdate, Tie
from audit.services.edits import locked
from regional.queries.regional import Rating
from updates.services.updates import record_update


@transaction.atomic
def record_regional_update(
    *,
    by: User,
    regional: RegionalAction,
    ratings: Sequence[Rating],
    given: UUID,
    as_at: date,
    what_happened: str = "",
    evidence: str = "",
    difference: str = "",
    nothing_to_report: bool = False,
    blocked: bool = False,
) -> list[ProgressUpdate]:
    """Append one update to each rated action, with the same words: all, or none. `given` names the
    press: sent a second time it gives back what was written.

    Each is an update of its area like any other (`record_update`): checked, challenged and verified
    there. Which `by` may rate: `regional.queries.regional.own_parts`. Raises ValidationError for
    one that is not tied any more, and what `record_update` raises.
    """
    locked(regional)
    once = RegionalUpdate.objects.filter(given=given, update_given__author=by)
    if said := list(once.select_related("update_given")):
        return [row.update_given for row in said]
    if not ratings:
        raise ValidationError("Nothing is open to be updated.")
    ties = {
        tie.action_id: tie for tie in Tie.objects.filter(regional=regional, state=TieState.TIED)
    }
    updates = []
    for rating in sorted(ratings, key=lambda one: one.action.pk):
        action = rating.action
        if action.pk not in ties:
            raise ValidationError(f"Action {action.reference} is not regional any more.")
        update = record_update(
            by=by,
            action=action,
            expected=rating.expected,
            entry=rating.entry,
            as_at=as_at,
            what_happened=what_happened,
            evidence=evidence,
            difference=difference,
            reason=rating.reason,
            recovery=rating.recovery,
            nothing_to_report=nothing_to_report,
            blocked=blocked,
            readings=rating.readings,
        )
        RegionalUpdate.objects.create(tie=ties[action.pk], update_given=update, given=given)
        updates.append(update)
    return updates
