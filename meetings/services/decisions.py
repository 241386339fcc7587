"""What a meeting decides, recorded in the room. Nothing in the plan changes before it is applied
(`meetings.services.application`)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from actions.enums import CompletionState, RevisionState
from actions.models import Action, Completion, DeadlineRevision, Lead
from actions.rules.overdue import CLOSED
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Meeting
from decisions.services.proposals import MOST_LETTERS
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.queries.appliers import appliers_of
from meetings.queries.decisions import SAID, WANTED, decided, not_beside
from plans.enums import OVER
from plans.models import Plan

NOBODY_ELSE = (
    "Nobody else here could apply this new date: whoever asks for a date, or records it for the "
    "meeting, does not decide on it. Let the coordinator record it, or the vice-chair."
)

NOBODY_ELSE_AGREES = (
    "Nobody else here could apply this rating: whoever leads the action does not press for the "
    "committee, and where all do, the one who records it does not. Let somebody else record it."
)
OF_OPEN_WORK = (
    DecisionKind.COMPLETE, DecisionKind.EXTEND, DecisionKind.LEAD, DecisionKind.RATING,
)  # fmt: skip


@transaction.atomic
def record_decision(
    *,
    by: User,
    meeting: Meeting,
    plan: Plan,
    kind: DecisionKind,
    token: UUID,
    on: date,
    action: Action | None = None,
    **said: Any,
) -> MeetingDecision:
    """Record one decision of a meeting, on the day of the meeting or after.

    `said` gives the fields of `meetings.queries.decisions.SAID` for this kind. `token` is the
    form's: the same one again (a button pressed twice) gives back what was recorded. Raises
    ValidationError naming each field that is missing or cannot be, or when the meeting has decided
    this about the action; ValueError when the rows do not belong together.
    """
    locked(meeting)
    known = MeetingDecision.objects.filter(token=token, meeting=meeting, plan=plan).first()
    if known:
        return known
    row = MeetingDecision(
        meeting=meeting,
        plan=plan,
        action=action,
        kind=kind,
        token=token,
        recorded_by=by,
        recorded_at=timezone.now(),
        **_only_of(kind, said),
    )
    _check(row)
    if on < meeting.held_on:
        raise ValidationError("This meeting has not been held yet, so nothing was decided at it.")
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if twice := MeetingDecision.objects.filter(token=token, meeting=meeting, plan=plan).first():
            return twice
        raise ValidationError(_decided_already(row)) from error
    changes = {"meeting": str(meeting), "decided": decided(row)}
    record(by=by, verb="recorded decision", target=row, area_id=plan.area_id, changes=changes)
    return row


@transaction.atomic
def change_decision(
    *, by: User, decision: MeetingDecision, expected: int, **said: Any
) -> MeetingDecision:
    """Put a recorded decision in other words, before it is applied. `by` then stands for it.

    Raises EditConflict when it is not as `expected`, ValidationError as `record_decision` does and
    when it was applied or struck out meanwhile.
    """
    _refuse_closed(decision)
    before = decided(decision)
    values = {"recorded_by": by, **_only_of(DecisionKind(decision.kind), said)}
    if edit(decision, values, expected=expected, check=_check):
        changes = {"decided": [before, decided(decision)]}
        area_id = decision.plan.area_id
        record(by=by, verb="changed decision", target=decision, area_id=area_id, changes=changes)
    return decision


@transaction.atomic
def strike_out_decision(*, by: User, decision: MeetingDecision) -> MeetingDecision:
    """Strike out a decision that was recorded and not applied. It stays in the record.

    Raises ValidationError when it was applied, or struck out already.
    """
    changed = MeetingDecision.objects.filter(pk=decision.pk, state=DecisionState.RECORDED).update(
        state=DecisionState.CANCELLED, row_version=F("row_version") + 1
    )
    if not changed:
        _refuse_closed(decision)
    decision.refresh_from_db()
    changes = {"decided": decided(decision)}
    area_id = decision.plan.area_id
    record(by=by, verb="struck out decision", target=decision, area_id=area_id, changes=changes)
    return decision


def _only_of(kind: DecisionKind, said: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(said) - set(SAID[kind]):
        raise ValueError(f"{kind.label} does not take {', '.join(sorted(unknown))}")
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in said.items()
    }


def _check(row: MeetingDecision) -> None:
    """Refuse what could never be applied, in words beside the fields."""
    if row.kind == DecisionKind.ADD:
        _check_added(row)
    else:
        _check_action(row)
    missing = {
        name: words
        for name, words in WANTED[row.kind].items()
        if not getattr(row, name) and name not in _said_by_lead(row)
    }
    if missing:
        raise ValidationError(missing)
    if row.kind == DecisionKind.EXTEND:
        _check_date(row)
    elif row.kind == DecisionKind.LEAD:
        _check_lead(row)
    elif row.kind == DecisionKind.RATING:
        _check_rating(row)


def _check_added(row: MeetingDecision) -> None:
    if row.action is not None:
        raise ValueError("An action that is added is not in the plan yet")
    if row.heading and row.heading.plan_id != row.plan_id:
        raise ValueError("An action's heading belongs to its own plan")
    if row.lead and row.lead.area_id != row.plan.area_id:
        raise ValueError("Leads are posts of the plan's own area")
    if row.plan.state in OVER:
        raise ValidationError("This plan is closed. Nothing can be added to it.")


def _check_action(row: MeetingDecision) -> None:
    action = row.action
    if action is None or action.plan_id != row.plan_id:
        raise ValueError("A decision is about an action of the meeting's plan")
    action.refuse_withdrawn()
    closed = Completion.objects.filter(action=action, state=CompletionState.VERIFIED).exists()
    if row.kind in OF_OPEN_WORK and closed:
        raise ValidationError("This action is complete and verified. It has to be reopened first.")
    others = _live_of(row).exclude(pk=row.pk or 0).select_related("lead", "entry")
    same = others.filter(kind__in=not_beside(DecisionKind(row.kind))).first()
    if same:
        raise ValidationError(
            f"This meeting has decided about this action already: “{decided(same)}” "
            "Change that, or strike it out first."
        )


def _said_by_lead(row: MeetingDecision) -> tuple[str, ...]:
    """What need not be said again: a claim that waits has its evidence, a request its reason."""
    if row.kind == DecisionKind.COMPLETE:
        waits = Completion.objects.filter(action=row.action, state=CompletionState.CLAIMED)
        return ("evidence", "difference") if waits.exists() else ()
    if row.kind == DecisionKind.EXTEND:
        asked = DeadlineRevision.objects.filter(action=row.action, state=RevisionState.REQUESTED)
        same = row.proposed_due and asked.filter(proposed_due=row.proposed_due).exists()
        return ("reason", "impact") if same else ()
    return ()


def _check_date(row: MeetingDecision) -> None:
    action, proposed = row.action, row.proposed_due
    if action is None or proposed is None:
        raise ValueError("A new date is given for an action")
    if action.due is None:
        raise ValidationError("This action has no date to move. Edit its timescale instead.")
    if proposed == action.due:
        raise ValidationError({"proposed_due": "That is the date it has now."})
    if proposed < row.meeting.held_on:
        raise ValidationError({"proposed_due": "Give a date after the meeting."})
    today = timezone.localdate()
    if not appliers_of(row.plan, [row], today)[row.pk].people:
        raise ValidationError({"proposed_due": NOBODY_ELSE})


def _check_lead(row: MeetingDecision) -> None:
    if row.lead and row.lead.area_id != row.plan.area_id:
        raise ValueError("Leads are posts of the plan's own area")
    if Lead.objects.filter(action=row.action, post=row.lead, accountable=True).exists():
        raise ValidationError({"lead": f"{row.lead} leads it already."})


def _check_rating(row: MeetingDecision) -> None:
    if row.entry is None or row.entry.legend.plan_id != row.plan_id:
        raise ValueError("A rating comes from the plan's own legend")
    if row.entry.canonical in CLOSED:
        raise ValidationError({"entry": "That is decided by itself, and not as a rating."})
    if len(row.reason) > MOST_LETTERS:
        raise ValidationError({"reason": f"Say it in {MOST_LETTERS} letters: it is printed."})
    today = timezone.localdate()
    if not appliers_of(row.plan, [row], today)[row.pk].people:
        raise ValidationError(NOBODY_ELSE_AGREES)


def _live_of(row: MeetingDecision) -> Any:
    rows = MeetingDecision.objects.filter(meeting=row.meeting, action=row.action)
    return rows.exclude(state=DecisionState.CANCELLED)


def _decided_already(row: MeetingDecision) -> str:
    same = _live_of(row).filter(kind=row.kind).select_related("recorded_by").first()
    if same is None:
        return "This was recorded already."
    return f"{same.recorded_by} has recorded this already: “{decided(same)}”"


def _refuse_closed(decision: MeetingDecision) -> None:
    now = MeetingDecision.objects.select_related("applied_by").get(pk=decision.pk)
    if now.state == DecisionState.APPLIED:
        raise ValidationError(f"{now.applied_by} has applied this decision. It stands as it is.")
    if now.state == DecisionState.CANCELLED:
        raise ValidationError("This decision was struck out already.")
