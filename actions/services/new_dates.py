"""New dates: asked for with a reason, decided by somebody else (rule 5)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from actions.enums import CompletionState, RevisionState
from actions.models import Action, DeadlineRevision
from actions.rules.overdue import goes_to_chief_officers
from audit.services import keep, record
from audit.services.edits import locked
from committees.models import Meeting

WANTED = {
    "reason": "Say why a new date is needed.",
    "impact": "Say what the delay means for children and families.",
}


@transaction.atomic
def request_new_date(
    *, by: User, action: Action, proposed: date, reason: str, impact: str, on: date
) -> DeadlineRevision:
    """Ask for a new date. The present one stands until somebody else decides.

    Raises ValidationError when reason or impact is missing (rule 5), the action has no date or is
    closed, the date does not move or has passed, or another request is waiting.
    """
    if action.due is None or action.first_due is None:
        raise ValidationError("This action has no date to move. Edit its timescale instead.")
    locked(action)
    _refuse_closed(action)
    said = {"reason": reason.strip(), "impact": impact.strip()}
    if missing := {name: WANTED[name] for name, words in said.items() if not words}:
        raise ValidationError(missing)
    if proposed == action.due:
        raise ValidationError({"proposed_due": "That is the date it has now."})
    if proposed < on:
        raise ValidationError({"proposed_due": "Give a date that has not passed."})
    moved = action.revisions.filter(state=RevisionState.APPROVED).count()
    revision = DeadlineRevision(
        action=action,
        from_due=action.due,
        proposed_due=proposed,
        **said,
        requested_by=by,
        requested_on=on,
        to_chief_officers=goes_to_chief_officers(moved, action.first_due, proposed),
    )
    _save_only_request(revision)
    changes = {"due": [action.due, proposed], **said}
    area_id = action.plan.area_id
    record(by=by, verb="asked for new date", target=action, area_id=area_id, changes=changes)
    return revision


@transaction.atomic
def decide_new_date(
    *,
    by: User,
    revision: DeadlineRevision,
    approved: bool,
    on: date,
    note: str = "",
    decided_at: Meeting | None = None,
) -> DeadlineRevision:
    """Approve or decline a new date; the first agreed date is never overwritten.

    `decided_at` is the meeting at which it was decided, where one is known. Raises ValidationError
    when `by` asked for it, when it was decided already, when the action was closed meanwhile, or
    when it is declined, or is the chief officers group's to decide, without a note.
    """
    if revision.requested_by_id == by.pk:
        raise ValidationError("You asked for this date, so somebody else has to decide.")
    if not approved and not note.strip():
        raise ValidationError({"note": "Say why the date is declined."})
    if approved and revision.to_chief_officers and not note.strip():
        raise ValidationError(
            {"note": "This one is for the chief officers group. Say when and how they agreed it."}
        )
    if approved:
        _refuse_closed(revision.action)
    state = RevisionState.APPROVED if approved else RevisionState.DECLINED
    changed = DeadlineRevision.objects.filter(pk=revision.pk, state=RevisionState.REQUESTED).update(
        state=state,
        decided_by=by,
        decided_on=on,
        decision_note=note.strip(),
        decided_at=decided_at,
    )
    if not changed:
        raise ValidationError("Somebody else has decided on this already.")
    revision.refresh_from_db()
    action = revision.action
    if approved:
        Action.objects.filter(pk=action.pk).update(due=revision.proposed_due)
        action.due = revision.proposed_due
        keep(by=by, row=Action.objects.with_facts().get(pk=action.pk), on=on)
    verb = "approved new date" if approved else "declined new date"
    changes = {"due": [revision.from_due, revision.proposed_due], "note": note.strip()}
    record(by=by, verb=verb, target=action, area_id=action.plan.area_id, changes=changes)
    return revision


def _refuse_closed(action: Action) -> None:
    now = Action.objects.get(pk=action.pk)
    verified = now.completions.filter(state=CompletionState.VERIFIED).exists()
    if now.withdrawn_on or verified:
        raise ValidationError("This action is withdrawn or complete, so its date no longer moves.")


def _save_only_request(revision: DeadlineRevision) -> None:
    try:
        with transaction.atomic():
            revision.save()
    except IntegrityError as error:
        raise ValidationError("A new date has been asked for already and is waiting.") from error
