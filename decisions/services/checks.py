"""The coordinator's check of updates, and the chair's comments.

What a lead said is never changed here: checks, wordings and comments are rows beside it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from actions.enums import CheckOutcome, CompletionState, Source
from actions.models import (
    Action,
    Comment,
    Completion,
    ProgressUpdate,
    UpdateCheck,
)
from actions.queries.interests import of_update
from audit.services import record
from audit.services.edits import EditConflict, locked, locked_rows
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own
from decisions.queries.check_queue import CheckQueue, ToCheck, check_queue
from plans.models import Plan
from plans.services import refuse_over
from timescales.date_format import long_day

WORDS = ("what_happened", "reason", "recovery", "difference")
VERBS = {CheckOutcome.ACCEPTED: "accepted update", CheckOutcome.RETURNED: "sent update back"}
CLAIM = (
    "This update reports the action complete. Verify or return it on the page for completions, "
    "so that the claim and its answer stay together."
)


class CheckedMeanwhile(EditConflict):
    """Somebody else checked the update since the form was drawn. Nothing was written."""

    def __init__(self, current: UpdateCheck) -> None:
        what = "accepted it" if current.outcome == CheckOutcome.ACCEPTED else "sent it back"
        noted = f": “{current.note}”" if current.note else ""
        ValidationError.__init__(
            self,
            f"{current.checked_by} {what} meanwhile, on {long_day(current.checked_on)}{noted}. "
            "Nothing of yours was written.",
            code="conflict",
        )
        self.current = current


@dataclass(frozen=True)
class Left:
    """An update that was not accepted with the others, and why, in words to be printed."""

    action: Action
    why: str


@dataclass(frozen=True)
class AcceptedTogether:
    """What accepting everything that is not thin did."""

    accepted: Sequence[UpdateCheck]
    left: Sequence[Left]


@transaction.atomic
def accept_update(*, by: User, update: ProgressUpdate, seen: int, on: date) -> UpdateCheck:
    """Accept a lead's last word as it stands. A button pressed twice gives the first row back.

    `seen` is the number of the last check that the person saw, 0 for none. Raises CheckedMeanwhile
    when somebody else checked it since, ValidationError when `by` recorded it, when the lead has
    said something newer, or when there is nothing to check.
    """
    return _check(by=by, update=update, seen=seen, on=on, outcome=CheckOutcome.ACCEPTED)


@transaction.atomic
def send_back_update(
    *, by: User, update: ProgressUpdate, seen: int, note: str, on: date
) -> UpdateCheck:
    """Send a lead's last word back, with a note of what is wanted. Raises as `accept_update`.

    Refused too without a note, and for a claim of completion, which has an answer of its own.
    """
    if not note.strip():
        raise ValidationError({"note": "Say what is still wanted, so that the lead can answer."})
    standing = (CompletionState.CLAIMED, CompletionState.VERIFIED)
    if Completion.objects.filter(update_claiming=update, state__in=standing).exists():
        raise ValidationError(CLAIM)
    return _check(
        by=by, update=update, seen=seen, on=on, outcome=CheckOutcome.RETURNED, note=note.strip()
    )


@transaction.atomic
def moderate_update(
    *,
    by: User,
    update: ProgressUpdate,
    seen: int,
    on: date,
    what_happened: str = "",
    reason: str = "",
    recovery: str = "",
    difference: str = "",
) -> UpdateCheck:
    """Accept an update with other words for the report. Raises as `accept_update`.

    Words that are empty, or the same as the lead's, leave the lead's own.
    """
    given = dict(zip(WORDS, (what_happened, reason, recovery, difference), strict=True))
    words = {
        name: text.strip()
        for name, text in given.items()
        if text.strip() and text.strip() != getattr(update, name).strip()
    }
    accepted = CheckOutcome.ACCEPTED
    return _check(by=by, update=update, seen=seen, on=on, outcome=accepted, words=words)


@transaction.atomic
def accept_plain_updates(
    *, by: User, plan: Plan, seen: Mapping[int, int], on: date
) -> AcceptedTogether:
    """Accept every update of `seen` (key of the update → last check seen) that is still plain.

    One transaction, an event for each. What changed meanwhile, or is thin, is left and said. What
    `by` accepted already is passed over in silence: a button pressed twice.
    """
    # before the queue is read: what others write about these actions waits, or is in the queue
    said = ProgressUpdate.objects.filter(pk__in=seen, action__plan=plan).values("action")
    locked_rows(Action.objects.filter(pk__in=said))
    queue = check_queue(plan, by, on)
    updates = ProgressUpdate.objects.select_related("action__plan").in_bulk(list(seen))
    rows = {row.update.pk: row for row in queue.rows}
    accepted, left = [], []
    for key, sequence in seen.items():
        row = rows.get(key)
        if row is None:
            left += _newer(plan, key, queue)
        elif row in queue.places["plain"] and row.seen == sequence:
            accepted.append(accept_update(by=by, update=updates[key], seen=sequence, on=on))
        elif not (row.check and row.checker == by.pk):
            left.append(Left(updates[key].action, _why_left(row)))
    return AcceptedTogether(accepted, left)


@transaction.atomic
def comment_on_action(*, by: User, action: Action, text: str, on: date) -> Comment:
    """Append what the chair says about an action, without another rating.

    Raises ValidationError for no text. The same words on the same day are written once.
    """
    if not text.strip():
        raise ValidationError({"text": "Write what you want to say about this action."})
    action = locked(action, "plan__area")
    refuse_over(action.plan)
    words = {"action": action, "made_by": by, "made_on": on, "text": text.strip()}
    said = Comment.objects.filter(**words).first()
    if said:
        return said
    comment = Comment.objects.create(**words)
    record(by=by, verb="commented on action", target=action, area_id=action.plan.area_id)
    return comment


def _check(
    *,
    by: User,
    update: ProgressUpdate,
    seen: int,
    on: date,
    outcome: CheckOutcome,
    note: str = "",
    words: Mapping[str, str] | None = None,
) -> UpdateCheck:
    """Append one check after the one that was `seen`. Two people wait for each other's row."""
    action = locked(update.action, "plan__area")
    _refuse_unchecked(by, action, update, on)
    texts = {"note": note, **dict.fromkeys(WORDS, ""), **(words or {})}
    last = update.checks.select_related("checked_by").order_by("sequence").last()
    if last and last.sequence != seen:
        again = last.checked_by_id == by.pk and last.sequence == seen + 1
        same = all(getattr(last, name) == text for name, text in texts.items())
        if again and same and last.outcome == outcome:
            return last
        raise CheckedMeanwhile(last)
    check = UpdateCheck.objects.create(
        action=action,
        update_checked=update,
        sequence=last.sequence + 1 if last else 1,
        outcome=outcome,
        checked_by=by,
        checked_on=on,
        checked_at=timezone.now(),
        **texts,
    )
    changes = {name: text for name, text in texts.items() if text}
    verb = "moderated update" if words else VERBS[outcome]
    changes["update"] = str(update)
    record(by=by, verb=verb, target=action, area_id=action.plan.area_id, changes=changes)
    return check


def _refuse_unchecked(by: User, action: Action, update: ProgressUpdate, on: date) -> None:
    if why := why_own(Matter.CHECK, PostHolding.objects.party(by), of_update(update, on)):
        raise ValidationError(why)
    if update.source == Source.IMPORTED:
        raise ValidationError("This came with the plan that was brought in. It is not checked.")
    action.refuse_withdrawn()
    if _latest(action) != update.pk:
        raise ValidationError("The lead has said something newer about this action. Check that.")


def _latest(action: Action) -> int | None:
    rows = ProgressUpdate.objects.filter(action=action).order_by("as_at", "made_at", "pk")
    return rows.values_list("pk", flat=True).last()


def _newer(plan: Plan, key: int, queue: CheckQueue) -> list[Left]:
    """Why an update is not the last word any more. One of another plan is not spoken of."""
    update = ProgressUpdate.objects.filter(pk=key, action__plan=plan).first()
    if update is None:
        return []
    newer = any(row.action.pk == update.action_id for row in queue.rows)
    why = "the lead has said something newer" if newer else "it is not in this window any more"
    return [Left(update.action, why)]


def _why_left(row: ToCheck) -> str:
    if row.check:
        what = "sent it back" if row.place == "returned" else "accepted it"
        return f"{row.check.checked_by} {what} meanwhile"
    return "it is thin: look at it alone" if row.reasons else "it needs no check of yours"
