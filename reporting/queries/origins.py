"""Directions of chief officers among what actions came of, and those that are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from actions.enums import Origin
from actions.models import Action
from committees.models import Area
from committees.querysets import Actor
from plans.queries.origins import NOT_ANSWERED, Outstanding, Provenance, Register
from reporting.enums import DirectionState
from reporting.models import Direction, DirectionAnswer


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    answers = DirectionAnswer.objects.filter(
        direction__in=Direction.objects.visible_to(user),
        action__in=Action.objects.visible_to(user).filter(pk__in=actions),
    )
    told = set()
    for row in answers.select_related("direction").order_by("answered_on", "pk"):
        if row.action_id is not None and (row.action_id, row.direction_id) not in told:
            told.add((row.action_id, row.direction_id))
            page = "direction_detail", row.direction_id
            yield Provenance(row.action_id, *page, _name(row.direction), row.direction.text)


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """Every direction that is not closed: chief officers close it, no action does (rule 9)."""
    rows = Direction.objects.visible_to(user).filter(area=area, state=DirectionState.OPEN)
    for row in rows.prefetch_related("answers").order_by("number"):
        answers = list(row.answers.all())
        yield Outstanding(
            Origin.DIRECTION.label,
            *("direction_detail", row.pk),
            _name(row),
            row.text,
            row.given_on,
            state="Answered, not closed yet." if answers else NOT_ANSWERED,
            due=row.due_on,
            answered_by=frozenset(one.action_id for one in answers if one.action_id is not None),
        )


def _name(direction: Direction) -> str:
    return f"{direction} of {direction.given_by}"


DIRECTIONS: Final = Register(_came_of, _outstanding)
