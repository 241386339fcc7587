"""Completion: claimed by a lead, verified, returned or reopened by somebody else (rule 6)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.enums import CompletionState
from actions.models import Action, Completion
from actions.queries.interests import of_completions
from audit.services import record
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own


@transaction.atomic
def decide_completion(
    *,
    by: User,
    completion: Completion,
    verified: bool,
    on: date,
    note: str = "",
    committee: bool = False,
) -> Completion:
    """Verify a claim that an action is done, or return it with a note.

    `committee` says that the committee itself decided in a meeting, because everybody who could
    verify it is concerned. Raises ValidationError when it is `by`'s own, by account or by a post
    that leads the action, when it was decided already, or when it is returned without a note.
    """
    _refuse_own(Matter.COMPLETION, by, completion, on, committee=committee)
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


@transaction.atomic
def reopen_completion(*, by: User, completion: Completion, reason: str, on: date) -> Completion:
    """Open an action again that was verified complete, with the reason (rule 6).

    The completion, its evidence and its days late stay in the record. Raises ValidationError
    without a reason, for a day before it was verified, for a withdrawn action, or when it is no
    longer complete (a button pressed twice), and where it is `by`'s own.
    """
    _refuse_own(Matter.REOPENING, by, completion, on)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is opened again."})
    if on < (completion.decided_on or completion.completed_on):
        raise ValidationError("An action cannot be reopened before it was verified complete.")
    action = Action.objects.get(pk=completion.action_id)
    if action.withdrawn_on:
        raise ValidationError("This action was withdrawn from the plan, so it stays closed.")
    changed = Completion.objects.filter(pk=completion.pk, state=CompletionState.VERIFIED).update(
        state=CompletionState.REOPENED, reopened_by=by, reopened_on=on, reopen_reason=reason.strip()
    )
    if not changed:
        raise ValidationError("This action is not complete any more: it was reopened already.")
    completion.refresh_from_db()
    changes = {"completed_on": completion.completed_on, "reason": reason.strip()}
    area_id = action.plan.area_id
    record(by=by, verb="reopened action", target=action, area_id=area_id, changes=changes)
    return completion


def _refuse_own(
    matter: Matter, by: User, completion: Completion, on: date, *, committee: bool = False
) -> None:
    interest = of_completions([completion], on)[completion.pk]
    party, asked = PostHolding.objects.party(by), interest.minuted if committee else interest
    if why := why_own(matter, party, asked):
        raise ValidationError(why)
