"""A line of the plan put elsewhere: among its neighbours, or under another heading."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model

from accounts.models import User
from actions.models import Action
from actions.rules.word_changes import EDITED, MOVED
from audit.services import keep, keep_part, record
from audit.services.edits import edit
from outline.queries.places import parted, places
from outline.queries.tree import Outline
from outline.rules.lines import LOOSE, ONGOING, Line, above, line_of, moved, neighbours
from outline.rules.numbers import moving
from outline.rules.order import arranged
from outline.services.numbers import CHANGED, open_outline, write_numbers
from plans.models import Heading, Plan

GONE = "This line is not in the plan any more."
NO_SUCH = "That place is not there any more. Choose again."


@transaction.atomic
def step_line(*, by: User, plan: Plan, line: str, up: bool, seen: str) -> Line:
    """Change places with the neighbour above or below under the same heading; numbers stay.

    `seen` is the digest of the outline that the person saw: pressed twice, or after somebody
    else's move, it is refused with ValidationError.
    """
    outline = open_outline(plan)
    if outline.digest != seen:
        raise ValidationError(CHANGED)
    mine = _line(outline, line)
    near = neighbours(outline.lines, line)
    at = near.index(line)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(near):
        raise ValidationError(f"It stands {'first' if up else 'last'} there already.")
    near[at], near[other] = near[other], near[at]
    _arrange(by, near)
    _tell(by, plan, mine, {"place": _where(near, outline, mine)})
    return mine


@transaction.atomic
def move_line(
    *, by: User, plan: Plan, line: str, place: str, renumber: bool, seen: str, expected: int
) -> Line:
    """Put a line where `place` (`outline.queries.places`) says, with what stands under it.

    With `renumber` the numbers that the move changes are written too, by the plan's own way of
    numbering; else each keeps its own. `seen` is the digest of the outline that the person saw.
    Raises ValidationError beside "place" for a place that is not there, EditConflict where somebody
    else has written the row.
    """
    outline = open_outline(plan)
    mine = _line(outline, line)
    if place not in {key for _, group in places(outline, mine) for key, _ in group}:
        raise ValidationError({"place": NO_SUCH})
    if outline.digest != seen:
        raise ValidationError(CHANGED)
    under, after = parted(place)
    new = moved(outline.lines, line, under, after)
    given = moving(outline.lines, new) if renumber else {}
    row = _row(mine)
    changes = _put(row, under, given.pop(line, mine.number), expected)
    near = neighbours(new, line)
    shifted = _arrange(by, near)
    if changes or shifted:
        _keep(by, row)
        _tell(by, plan, mine, changes or {"place": _where(near, outline, mine)})
    write_numbers(by=by, lines=list(outline), given=given)
    return mine


def _line(outline: Outline, key: str) -> Line:
    line = outline.line(key)
    if line is None:
        raise ValidationError(GONE)
    return line


def _row(line: Line) -> Any:
    model: type[Model] = Action if line.is_action else Heading
    return model._default_manager.select_related("plan").get(pk=line.pk)


def _put(row: Any, under: str, number: str, expected: int) -> dict[str, Any]:
    """Write what the row stands under and its number; what changed."""
    over = Heading.objects.filter(pk=under[1:]).first() if under[:1] == "h" else None
    values: dict[str, Any] = {"number": number}
    if under != ONGOING:
        values["heading" if isinstance(row, Action) else "parent"] = over
    return edit(row, values, expected=expected, check=_check)


def _check(row: Any) -> None:
    row.full_clean(exclude=["row_version"])


@transaction.atomic
def arrange(*, by: User, plan: Plan, keys: Sequence[str]) -> None:
    """Put neighbours of a plan that is locked into the order of these keys of lines."""
    if _arrange(by, keys):
        order = {"lines": len(keys)}
        record(by=by, verb="arranged lines", target=plan, area_id=plan.area_id, changes=order)


def _arrange(by: User, keys: Sequence[str]) -> bool:
    """Put neighbours into this order; whether any had to move."""
    if not keys:
        return False
    model: Any = Action if keys[0][0] == "a" else Heading
    rows = model._default_manager.select_related("plan").in_bulk([int(key[1:]) for key in keys])
    order = [int(key[1:]) for key in keys]
    positions = {pk: row.position for pk, row in rows.items()}
    shifted = arranged(positions, order)
    for pk, position in shifted.items():
        rows[pk].position = position
        rows[pk].save(update_fields=["position"])
        _keep_position(by, rows[pk])
    return bool(shifted)


def _keep(by: User, row: Any) -> None:
    whole = Action.objects.with_facts().get(pk=row.pk) if isinstance(row, Action) else row
    if whole is row:
        row.refresh_from_db()
    keep(by=by, row=whole)


def _keep_position(by: User, row: Any) -> None:
    if isinstance(row, Action):
        keep_part(by=by, row=row, columns=["position"])
    else:
        keep(by=by, row=row)


def _tell(by: User, plan: Plan, line: Line, changes: dict[str, Any]) -> None:
    """An action that stands elsewhere was edited; where only the order changed, it was moved."""
    reworded = line.is_action and "place" not in changes
    verb = EDITED if reworded else MOVED if line.is_action else "moved heading"
    record(by=by, verb=verb, target=_row(line), area_id=plan.area_id, changes=changes)


def _where(near: Sequence[str], outline: Outline, line: Line) -> str:
    at = near.index(line.key)
    before = line_of(outline.lines, near[at - 1]) if at else None
    over = line_of(outline.lines, above(outline.lines, line.key))
    first = f"first under {over.title}" if over and over.key != LOOSE else "first"
    return f"after {before.title}" if before else first
