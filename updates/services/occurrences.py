"""Recurring work answered once a quarter, in one line."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.enums import Source
from actions.models import Action, Tally
from actions.queries.occurrences import fell_due_of
from actions.rules.occurrences import tally_words
from actions.rules.overdue import needs_reason
from actions.rules.record import EntryState
from audit.services import record
from audit.services.edits import locked
from documents.enums import Canonical
from plans.models import LegendEntry
from updates.services.updates import record_update

MOST = 9999
NOTHING_DUE = "Nothing has fallen due since the last answer."


@transaction.atomic
def answer_occurrences(
    *,
    by: User,
    action: Action,
    expected: int,
    entry: LegendEntry | EntryState,
    on: date,
    done: int,
    why: str = "",
    recovery: str = "",
    source: Source = Source.LEAD,
) -> Tally:
    """Say how many were done of all that fell due up to `on`, and why not the others.

    It is an update of the action, which says the line in words, with the line itself kept beside
    it; none is ticked. `action.plan` has to be loaded. The same answer sent twice by the same
    person is written once. Raises ValidationError where nothing fell due, where fewer were done and
    no reason is given, and as `record_update` does; EditConflict when somebody else updated the
    action since version `expected`.
    """
    locked(action)
    fell = fell_due_of([action], on).get(action.pk)
    if fell is None or not fell.due:
        if twice := _same_answer(by, action, on, done=done, why=why.strip()):
            return twice
        raise ValidationError(NOTHING_DUE)
    if not 0 <= done <= MOST:
        raise ValidationError({"done": f"Give a whole number from 0 to {MOST}."})
    why, short = why.strip(), done < fell.due
    if short and not why:
        raise ValidationError({"why": "Say why the others were not done."})
    behind = needs_reason(Canonical(entry.canonical))
    if behind and not why:
        raise ValidationError({"why": "Say why it is not on track."})
    line = f"{tally_words(done, fell.due, fell.since, fell.until)}."
    told = f"{line} Why not the others: {why}" if short and not behind else line
    update = record_update(
        by=by,
        action=action,
        expected=expected,
        entry=entry,
        as_at=on,
        what_happened=told,
        reason=why if behind else "",
        recovery=recovery,
        source=source,
    )
    tally = Tally.objects.create(
        action=action,
        update_told=update,
        since=fell.since,
        until=fell.until,
        due=fell.due,
        done=done,
        why=why,
    )
    changes = {"done": done, "due": fell.due, "why": why}
    area_id = action.plan.area_id
    record(by=by, verb="answered recurring work", target=action, area_id=area_id, changes=changes)
    return tally


def _same_answer(by: User, action: Action, on: date, *, done: int, why: str) -> Tally | None:
    """This person's last answer of the day in the same words: a button pressed twice."""
    told = Tally.objects.filter(action=action, update_told__author=by, update_told__as_at=on)
    last = told.order_by("pk").last()
    return last if last and (last.done, last.why) == (done, why) else None
