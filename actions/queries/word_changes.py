"""What was changed of the plan's words about an action since the plan was agreed, and whether the
last change can be undone."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from actions.models import Action
from actions.rules.word_changes import (
    CAME,
    EDITED,
    LEADS,
    RENUMBERED,
    TOLD,
    UNDID,
    VERBS,
    WITHDREW,
    Reworded,
)
from audit.models import Event
from plans.enums import OVER

NOT_LAST = "Something was changed after it. Undo that first, or edit the action."
REPORTED = (
    "A report has been frozen since, and prints it. Change it again instead, so that both stand in "
    "the record."
)
ANSWERED = (
    "An update was sent since, about the action as it is now. Change it again instead, so that the "
    "update keeps what it answered."
)
MEETING = "A meeting decided it. Let a meeting decide again: an action is added there."
MEETING_LEAD = "A meeting decided who leads it. Let a meeting decide again."
BECAME = (
    "It was split or merged, and what came of it stands in the plan. Withdraw that, and add this "
    "one again."
)
CLOSED = "The plan is closed."
NUMBERED = "The whole plan was renumbered by it. Edit the action instead."
UNDONE = "It undid another change. Edit the action instead."


@dataclass(frozen=True)
class LastChange:
    """The last change of an action's words; `why_not` says why it cannot be undone, or is ""."""

    change: Reworded
    why_not: str


def reworded(action: Action) -> list[Reworded]:
    """The changes since the plan was agreed, oldest first; withdrawals always. One query.

    `action` comes with the day of the agreement (`ActionQuerySet.with_agreement`).
    """
    agreed_on: date | None = getattr(action, "plan_agreed_on", None)
    rows = Event.objects.filter(target_type="actions.action", target_id=action.pk, verb__in=TOLD)
    changes = [_read(row) for row in rows.order_by("at", "pk")]
    return [
        row
        for row in changes
        if row.verb in (WITHDREW, CAME) or (agreed_on and row.on >= agreed_on)
    ]


def last_change(action: Action, changes: list[Reworded]) -> LastChange | None:
    """The last of `changes`, and why it cannot be undone where that is so. Three queries."""
    last = next((row for row in reversed(changes) if row.verb in VERBS), None)
    return LastChange(last, why_not_undo(action, last)) if last else None


def why_not_undo(action: Action, change: Reworded) -> str:
    """Why a change that is the last cannot be undone; "" where it can.

    Undoing is safe while nobody has spoken or printed what the change said, and while no meeting
    stands behind it. `action.plan` has to be loaded.
    """
    if action.plan.state in OVER:
        return CLOSED
    if change.verb in (UNDID, RENUMBERED):
        return UNDONE if change.verb == UNDID else NUMBERED
    if change.verb == WITHDREW and (why := _why_gone_for_good(action)):
        return why
    if change.verb == LEADS and change.changes.get("meeting"):
        return MEETING_LEAD
    if change.verb != WITHDREW and action.withdrawn_on:
        return NOT_LAST
    if action.plan.snapshots.filter(made_at__gt=change.at).exists():
        return REPORTED
    spoken = change.verb in (EDITED, LEADS) and action.updates.filter(made_at__gt=change.at)
    return ANSWERED if spoken and spoken.exists() else ""


def newest_change(action: Action) -> Reworded | None:
    """The newest change of an action's words, of any age. One query."""
    rows = Event.objects.filter(target_type="actions.action", target_id=action.pk, verb__in=VERBS)
    row = rows.order_by("at", "pk").last()
    return _read(row) if row else None


def _why_gone_for_good(action: Action) -> str:
    if action.meeting_decisions.filter(kind="withdraw", state="applied").exists():
        return MEETING
    return BECAME if action.became.exists() else ""


def _read(row: Event) -> Reworded:
    on = timezone.localdate(row.at)
    return Reworded(row.pk, row.verb, on, row.at, row.actor_label, row.changes)
