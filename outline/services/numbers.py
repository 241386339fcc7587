"""The numbers of a plan written anew, each with a version and an event of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from actions.models import Action
from actions.rules.word_changes import RENUMBERED
from audit.services import keep, keep_part, record
from audit.services.edits import locked
from outline.queries.tree import Outline, outline_of
from outline.rules.lines import Line
from outline.rules.numbers import Styles, changed, numbers
from plans.enums import PlanState
from plans.models import Heading, Plan
from plans.services import require_review

CHANGED = (
    "Somebody has changed the plan since you opened this page. Nothing was written: look at it as "
    "it is now, then do it again."
)
SAME = "No number would change: each is as you have chosen already."
WHY = "Say why the plan is renumbered: papers that were issued have the old numbers."


@transaction.atomic
def renumber_plan(*, by: User, plan: Plan, styles: Styles, seen: str, reason: str = "") -> int:
    """Number the whole plan in these styles, by level; how many numbers were changed.

    One event tells of it with every old and new number, and each line has one of its own. `seen` is
    the digest of the outline that the person saw. Raises ValidationError where the plan was changed
    since, where no number would change, and beside "reason" where a plan in use has none.
    """
    outline = open_outline(plan)
    if outline.digest != seen:
        raise ValidationError(CHANGED)
    reason = reason.strip()
    if outline.plan.state != PlanState.DRAFT and not reason:
        raise ValidationError({"reason": WHY})
    given = numbers(outline.lines, styles)
    told = [f"{one.old or '–'} → {one.new or '–'}" for one in changed(outline.lines, given)]
    if not told:
        raise ValidationError(SAME)
    write_numbers(by=by, lines=list(outline), given=given, reason=reason)
    changes = {"reason": reason, "numbers": told}
    record(by=by, verb="renumbered plan", target=plan, area_id=plan.area_id, changes=changes)
    return len(told)


@transaction.atomic
def write_numbers(
    *, by: User, lines: Sequence[Line], given: Mapping[str, str], reason: str = ""
) -> None:
    """Write the numbers that differ from those of `lines`.

    For services that have locked the plan. A form that somebody has open on one of them finds it
    changed.
    """
    new = [line for line in lines if given.get(line.key, line.number) != line.number]
    rows = {True: _rows(Action, new), False: _rows(Heading, new)}
    for line in new:
        row, number = rows[line.is_action][line.pk], given[line.key]
        row.number = number
        type(row)._default_manager.filter(pk=row.pk).update(
            number=number, row_version=F("row_version") + 1
        )
        if line.is_action:
            keep_part(by=by, row=row, columns=["number"])
        else:
            keep(by=by, row=row)
        changes = {"number": [line.number, number]} | ({"reason": reason} if reason else {})
        verb = RENUMBERED if line.is_action else "renumbered heading"
        record(by=by, verb=verb, target=row, area_id=row.plan.area_id, changes=changes)


def open_outline(plan: Plan) -> Outline:
    """The outline of a plan that nobody else moves until the transaction's end."""
    now = locked(plan)
    require_review(now)
    return outline_of(now, timezone.localdate())


def _rows(model: Any, lines: Sequence[Line]) -> dict[int, Any]:
    keys = [line.pk for line in lines if line.is_action == (model is Action)]
    rows: dict[int, Any] = model._default_manager.select_related("plan").in_bulk(keys)
    return rows
