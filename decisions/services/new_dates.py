"""New dates: asked for with a reason, decided by somebody else (rule 5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState, DecidedAs, RevisionState
from actions.models import Action, Completion, DeadlineRevision, OfficersDecision
from actions.queries.date_rule import date_rule_of
from actions.queries.interests import of_dates
from actions.rules.overdue import goes_to_chief_officers
from audit.services import keep_part, record
from audit.services.edits import locked
from committees.models import Meeting, PostHolding
from committees.permissions import roles_in
from committees.rules.interests import Matter, why_own
from plans.services import refuse_over
from timescales.date_format import long_day

CLOSED = "This action is withdrawn or complete, or its plan closed: its date no longer moves."
WANTED = {
    "reason": "Say why a new date is needed.",
    "impact": "Say what the delay means for children and families.",
}
FOR_OFFICERS = (
    "This one is for the chief officers group to decide. Record what they decided, with their "
    "meeting and the post of who decided."
)


@dataclass(frozen=True)
class Decider:
    """Whose decision on a new date it is, and in what words reports print who decided."""

    decided_as: DecidedAs
    label: str
    meeting: Meeting | None = None
    officers: OfficersDecision | None = None


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
    rule = date_rule_of(action.plan)
    revision = DeadlineRevision(
        action=action,
        from_due=action.due,
        proposed_due=proposed,
        **said,
        requested_by=by,
        requested_on=on,
        to_chief_officers=goes_to_chief_officers(
            moved,
            action.first_due,
            proposed,
            from_move=rule.officers_from_move,
            after_days=rule.officers_after_days,
        ),
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
    committee: bool = False,
) -> DeadlineRevision:
    """Approve or decline a new date; the first agreed date is never overwritten.

    `decided_at` is the meeting at which it was decided, where one is known; `committee` says that
    the committee itself decided at it, because chair and vice-chair are concerned. Raises
    ValidationError when `by` asked for it or leads the action, when it was decided already, when
    the action was closed meanwhile, when it is declined without a note, or when it is approved and
    is the chief officers group's to decide.
    """
    interest = of_dates([revision], on)[revision.pk]
    party, asked = PostHolding.objects.party(by), interest.minuted if committee else interest
    if why := why_own(Matter.DATE, party, asked):
        raise ValidationError(why)
    if approved and revision.to_chief_officers:
        raise ValidationError(FOR_OFFICERS)
    if not approved and not note.strip():
        raise ValidationError({"note": "Say why the date is declined."})
    decider = _decider(by, revision, decided_at, committee=committee)
    return settle(by=by, revision=revision, approved=approved, on=on, note=note, decider=decider)


@transaction.atomic
def settle(
    *,
    by: User,
    revision: DeadlineRevision,
    approved: bool,
    on: date,
    note: str,
    decider: Decider,
) -> DeadlineRevision:
    """Write one decision on a new date that waits. Who may decide was asked by the caller.

    Raises ValidationError when it was decided already or the action was closed meanwhile.
    """
    values: dict[str, Any] = {
        "state": RevisionState.APPROVED if approved else RevisionState.DECLINED,
        "decided_by": by,
        "decided_on": on,
        "decision_note": note.strip(),
        "decided_at": decider.meeting,
        "decided_as": decider.decided_as,
        "decider_label": decider.label,
        "officers_decision": decider.officers,
    }
    waiting = DeadlineRevision.objects.filter(pk=revision.pk, state=RevisionState.REQUESTED)
    if not waiting.update(**values):
        raise ValidationError("Somebody else has decided on this already.")
    action = revision.action
    if approved:
        _move(by, action, revision.proposed_due, on)
    for name, value in values.items():
        setattr(revision, name, value)
    verb = "approved new date" if approved else "declined new date"
    changes = {
        "due": [revision.from_due, revision.proposed_due],
        "note": note.strip(),
        "decided": decider.label,
    }
    record(by=by, verb=verb, target=action, area_id=action.plan.area_id, changes=changes)
    return revision


def _decider(
    by: User, revision: DeadlineRevision, meeting: Meeting | None, *, committee: bool
) -> Decider:
    """The chair or vice-chair by name; the committee by its meeting."""
    if committee and meeting:
        met = f"{meeting.body}, {meeting.what} of {long_day(meeting.held_on)}"
        return Decider(DecidedAs.COMMITTEE, met, meeting)
    roles = roles_in(by, revision.action.plan.area_id)
    if Role.VICE_CHAIR in roles and Role.CHAIR not in roles:
        return Decider(DecidedAs.VICE_CHAIR, f"{by}, vice-chair", meeting)
    return Decider(DecidedAs.CHAIR, str(by), meeting)


def _move(by: User, action: Action, due: date, on: date) -> None:
    """One conditional UPDATE: a date of what is closed no longer moves."""
    verified = Completion.objects.filter(action=action, state=CompletionState.VERIFIED)
    open_still = Action.objects.filter(~Exists(verified), pk=action.pk, withdrawn_on=None)
    if not open_still.update(due=due):
        raise ValidationError(CLOSED)
    action.due = due
    keep_part(by=by, row=action, columns=["due"], on=on)


def _refuse_closed(action: Action) -> None:
    now = Action.objects.select_related("plan").get(pk=action.pk)
    verified = now.completions.filter(state=CompletionState.VERIFIED).exists()
    refuse_over(now.plan)
    if now.withdrawn_on or verified:
        raise ValidationError(CLOSED)


def _save_only_request(revision: DeadlineRevision) -> None:
    try:
        with transaction.atomic():
            revision.save()
    except IntegrityError as error:
        raise ValidationError("A new date has been asked for already and is waiting.") from error
