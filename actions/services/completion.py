"""Completion: claimed by a lead, verified or returned by somebody else (rule 6)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.enums import CompletionState
from actions.models import Completion
from audit.services import record


@transaction.atomic
def decide_completion(
    *, by: User, completion: Completion, verified: bool, on: date, note: str = ""
) -> Completion:
    """Verify a claim that an action is done, or return it with a note.

    Raises ValidationError when `by` made the claim, when it was decided already, or when it is
    returned without a note.
    """
    if completion.claimed_by_id == by.pk:
        raise ValidationError(
            "You reported this action complete, so somebody else has to verify it."
        )
    if not verified and not note.strip():
        raise ValidationError({"note": "Say what is still needed, so that the lead can act on it."})
    if on < completion.completed_on:
        raise ValidationError("An action cannot be verified before it was reported complete.")
    state = CompletionState.VERIFIED if verified else CompletionState.RETURNED
    changed = Completion.objects.filter(
        pk=completion.pk, state=CompletionState.CLAIMED, imported=False
    ).update(state=state, decided_by=by, decided_on=on, note=note.strip())
    if not changed:
        raise ValidationError("Somebody else has decided on this already.")
    completion.refresh_from_db()
    action = completion.action
    verb = "verified completion" if verified else "returned completion"
    changes = {"completed_on": completion.completed_on, "note": note.strip()}
    record(by=by, verb=verb, target=action, area_id=action.plan.area_id, changes=changes)
    return completion
