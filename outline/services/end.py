"""The end of a plan: what becomes of each open action, and the closing itself."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import ActionKind, Way
from actions.models import Action, Disposal
from actions.queries.interests import of_change
from actions.services import withdraw_action
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own
from outline.queries.end import End, end_of
from outline.services.successor import begin_successor
from plans.enums import Decision, PlanState
from plans.models import Plan
from plans.services import begin_review, decide_on_plan

NOT_PUBLISHED = "Only a published plan is closed. This one is: {}."
CLOSED = "This plan is closed. What became of its actions stays as it is."
CHANGED = (
    "Somebody has changed something since you opened this page. Nothing was written: look at the "
    "sum as it is now, then send again."
)
NOT_OPEN = "This action is not open any more."
NO_REASON = "Say why it is withdrawn. It stands in the record and in reports."
NO_BASE = "Choose the action that takes it over."
NOT_CARRIED = "{} is not carried forward, so nothing can be merged into it."
LEFT = "Nobody has decided yet what becomes of {} of the {} open actions."
NO_TITLE = "Give the plan that follows a title: {} of the actions go on in it."
ENDS = "The end of the plan: what is not carried forward leaves it."
AHEAD = "The plan cannot be closed on a day that has not come."


@transaction.atomic
def dispose_of_action(
    *,
    by: User,
    action: Action,
    expected: int,
    way: Way,
    into: Action | None = None,
    reason: str = "",
) -> Disposal:
    """Decide what becomes of an open action when its plan is closed; nothing is done before.

    What it is merged into is carried forward with it. `expected` is the version that the person
    saw, 0 where nobody had decided. Raises ValidationError beside the field for what is missing,
    where the action is not open, waits for something, or is one's own and is to be withdrawn;
    EditConflict where somebody else decided since.
    """
    end = _open_end(action.plan)
    _check_choice(by, end, action, way, into, reason)
    values = {"way": way, "into": into if way == Way.MERGE else None, "reason": reason.strip()}
    row = Disposal.objects.filter(action=action).first()
    if row is None:
        return _decide(by, action, values)
    if edit(row, values, expected=expected):
        Disposal.objects.filter(pk=row.pk).update(by_label=str(by), decided_at=timezone.now())
        _record(by, action, values)
    return row


@transaction.atomic
def carry_rest(*, by: User, plan: Plan, seen: str) -> int:
    """Carry forward all that nobody has decided and that waits for nothing; ongoing work goes on as
    such. How many they are.

    `seen` is the digest of what the person saw. Raises ValidationError where that has changed, or
    none is left.
    """
    end = _open_end(plan)
    if end.digest != seen:
        raise ValidationError(CHANGED)
    rest = [row for row in end.left if not row.waits]
    if not rest:
        raise ValidationError("There is none left that could be carried forward.")
    Disposal.objects.filter(action__in=[row.action for row in rest]).delete()
    for row in rest:
        way = Way.ONGOING if row.action.kind == ActionKind.ONGOING else Way.CARRY
        _decide(by, row.action, {"way": way, "into": None, "reason": ""})
    return len(rest)


@transaction.atomic
def close_plan(
    *,
    by: User,
    plan: Plan,
    seen: str,
    decided_by: str,
    on: date,
    note: str = "",
    title: str = "",
    period_start: date | None = None,
    period_end: date | None = None,
    entered_on: date | None = None,
) -> Plan:
    """Close a published plan once the sum balances; its successor, or itself where nothing goes on.

    Withdraws what was decided to be, begins the plan that follows with what goes on, and keeps the
    text of that day. `seen` is the digest of the sum that the person saw, `entered_on` the day it
    is written down where that is not today. Raises ValidationError where anything is left or waits,
    where something changed since, and beside the field that is missing.
    """
    end = _open_end(plan)
    _check_sum(end, seen)
    if on > timezone.localdate():
        raise ValidationError({"on": AHEAD})
    follows = end.plan
    if end.going_on:
        if not (title.strip() and period_start and period_end):
            raise ValidationError({"title": NO_TITLE.format(end.balance.goes_on)})
        follows = begin_successor(
            by=by,
            end=end,
            title=title,
            period_start=period_start,
            period_end=period_end,
            on=on,
            entered_on=entered_on,
        )
    if end.balance.withdrawn:
        begin_review(by=by, plan=end.plan, purpose=ENDS)
    for row in end.rows:
        if row.disposal and row.disposal.way == Way.WITHDRAW:
            day = max(on, row.action.added_on)
            reason = f"At the end of the plan. {row.disposal.reason}"
            withdraw_action(by=by, action=row.action, reason=reason, on=day, own_too=True)
    said = f"{note.strip()}\n{end.balance.words}".strip()
    decide_on_plan(
        by=by, plan=end.plan, decision=Decision.CLOSED, decided_by=decided_by, on=on, note=said
    )
    return follows


def why_not_closed(end: End) -> str:
    """Why the plan cannot be closed yet; "" where the sum balances."""
    if waiting := end.waiting:
        named = "; ".join(f"{row.action.reference}: {row.waits}" for row in waiting[:3])
        return f"{len(waiting)} of the open actions wait for something. {named}"
    left = end.balance.left
    return LEFT.format(left, end.balance.open) if left else ""


def _open_end(plan: Plan) -> End:
    """What is open of a published plan, with the plan locked until the transaction's end."""
    now = locked(plan, "area", "body")
    if now.state == PlanState.CLOSED:
        raise ValidationError(CLOSED)
    if now.state != PlanState.PUBLISHED:
        raise ValidationError(NOT_PUBLISHED.format(now.get_state_display().lower()))
    return end_of(now, timezone.localdate())


def _check_sum(end: End, seen: str) -> None:
    if end.digest != seen:
        raise ValidationError(CHANGED)
    if why := why_not_closed(end):
        raise ValidationError(why)


def _check_choice(
    by: User, end: End, action: Action, way: Way, into: Action | None, reason: str
) -> None:
    row = end.row_of(action.pk)
    if row is None:
        raise ValidationError(NOT_OPEN)
    if row.waits:
        raise ValidationError(row.waits)
    if way == Way.WITHDRAW:
        if not reason.strip():
            raise ValidationError({"reason": NO_REASON})
        party = PostHolding.objects.party(by)
        if why := why_own(Matter.WITHDRAWAL, party, of_change(row.action)):
            raise ValidationError({"way": why})
    if way == Way.MERGE:
        _check_base(by, end, action, into)


def _check_base(by: User, end: End, action: Action, into: Action | None) -> None:
    """What takes it over is open and carried forward; where nobody had decided, it is now."""
    base = end.row_of(into.pk) if into and into.pk != action.pk else None
    if base is None:
        raise ValidationError({"into": NO_BASE})
    if base.waits:
        raise ValidationError({"into": f"{base.action.reference}: {base.waits}"})
    known = Disposal.objects.filter(action=base.action).first()
    if known is None:
        _decide(by, base.action, {"way": Way.CARRY, "into": None, "reason": ""})
    elif known.way != Way.CARRY:
        raise ValidationError({"into": NOT_CARRIED.format(base.action.reference)})


def _decide(by: User, action: Action, values: dict[str, Any]) -> Disposal:
    row = Disposal.objects.create(
        action=action, by_label=str(by), decided_at=timezone.now(), **values
    )
    _record(by, action, values)
    return row


def _record(by: User, action: Action, values: dict[str, Any]) -> None:
    changes = {"way": Way(values["way"]).label, "into": values["into"], "reason": values["reason"]}
    area_id = action.plan.area_id
    record(by=by, verb="disposed of action", target=action, area_id=area_id, changes=changes)
