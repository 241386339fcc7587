"""The last change of an action's words, leads or withdrawal taken back, where that is safe."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.models import Action
from actions.queries.word_changes import NOT_LAST, newest_change, why_not_undo
from actions.rules.word_changes import LEADS, WITHDREW, Reworded
from actions.services.text import refuse_own_hands, write_leads
from audit.enums import Kind
from audit.models import Version
from audit.services import keep, record
from audit.services.edits import locked, write_if_unchanged
from committees.models import Post
from plans.services import require_review

TEXT = (
    *("heading_id", "number", "text", "expected_impact", "evidence", "origin", "origin_note"),
    *("timescale_words", "timescale_kind", "recurrence", "starts"),
)
DATES = ("first_due", "due")
# where it stands among its neighbours, and what it is linked to, are no words of it and stay
ASIDE = {"position", "outcomes", "measures"}
GONE = (
    "Somebody else has changed this action since you opened the page. Nothing was undone. Look at "
    "its history, then decide."
)


@transaction.atomic
def undo_change(*, by: User, action: Action, change: int) -> Action:
    """Put an action's words, leads or place in the plan back as they were before its last change.

    `change` is the key of the change that the person saw: pressed twice, or after somebody else,
    it is refused. Nothing is taken out of the record: undoing is a change of its own, with who did
    it. Raises ValidationError where it is not safe, with the reason
    (`actions.queries.word_changes.why_not_undo`).
    """
    now = locked(action, "plan")
    last = newest_change(now)
    if last is None or last.pk != change:
        raise ValidationError(GONE)
    if why := why_not_undo(now, last):
        raise ValidationError(why)
    require_review(now.plan)
    led = list(now.leads.all()) if last.verb == LEADS else []
    # no report has counted a withdrawal that can be undone: it is as if it had not been
    since = now.withdrawn_on if last.verb == WITHDREW else None
    changes = _restored(now) if last.verb == WITHDREW else _put_back(now, last)
    now.refresh_from_db()
    if last.verb == LEADS:
        refuse_own_hands(by, now, led, now.leads.all())
    keep(by=by, row=Action.objects.with_facts().get(pk=now.pk), on=since)
    area_id = now.plan.area_id
    changes = {**changes, "undone": last.verb}
    record(by=by, verb="undid change", target=now, area_id=area_id, changes=changes)
    return now


def _restored(action: Action) -> dict[str, Any]:
    """An action that was withdrawn, in the plan again; the reason stays in the record."""
    same = Action.objects.filter(plan=action.plan_id, text=action.text, number=action.number)
    if same.filter(withdrawn_on=None).exists():
        raise ValidationError("The same action was added again since, so this one stays withdrawn.")
    changes = {"withdrawn_on": [action.withdrawn_on, None]}
    write_if_unchanged(action, expected=action.row_version, withdrawn_on=None, withdrawn_reason="")
    return changes


def _put_back(action: Action, last: Reworded) -> dict[str, Any]:
    """The words or leads of the version before; refused where anything else changed with them."""
    before, after = _newest_two(action)
    moved = _differing(before, after) - ASIDE
    own = {"accountable", "contributing"} if last.verb == LEADS else {*TEXT, *DATES}
    # where only the dates differ a new date was decided since, which is no word of the plan
    if moved - own or not moved - set(DATES):
        raise ValidationError(NOT_LAST)
    expected = action.row_version
    if last.verb == LEADS:
        write_if_unchanged(action, expected=expected)
        _lead_again(action, before)
    else:
        write_if_unchanged(action, expected=expected, **{name: before[name] for name in moved})
    return {name: pair[::-1] for name, pair in last.changes.items() if isinstance(pair, list)}


def _newest_two(action: Action) -> tuple[dict[str, Any], dict[str, Any]]:
    """The newest state and the last one that said something else than it."""
    rows = Version.objects.filter(kind=Kind.ACTION, key=action.pk).order_by("-pk")
    states = list(rows.values_list("state", flat=True))
    for state in states[1:]:
        if _differing(state, states[0]) - ASIDE:
            return state, states[0]
    raise ValidationError(NOT_LAST)


def _differing(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in after if after[name] != before.get(name)}


def _lead_again(action: Action, before: dict[str, Any]) -> None:
    keys = [key for key in (before["accountable"], *before["contributing"]) if key]
    posts = Post.objects.in_bulk(keys)
    if len(posts) != len(keys):
        raise ValidationError("A post that led it is gone, so the leads stay as they are.")
    action.leads.all().delete()
    accountable = posts.get(before["accountable"])
    write_leads(action, accountable, [posts[key] for key in before["contributing"]])
