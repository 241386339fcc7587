"""What is typed where something of a plan becomes something else, or ends; see presses.py."""

from django.utils import timezone

from actions.enums import Way
from outline.queries.end import end_of
from tests import factories as make
from tests.metatests.press import Prepared, Press
from tests.metatests.world import World
from tests.metatests.writes_of_actions import imported
from tests.metatests.writes_of_ends import ending


def _split(w: World) -> Press:
    row = make.ActionFactory(plan=w.plan, heading=w.heading)
    typed = {"text1": "Ask.", "text2": "Answer.", "reason": "Two leads.", "seen": f"{row.pk}:1"}
    return Press(typed, at=[row.pk])


def _merged(w: World) -> Press:
    one, two = (make.ActionFactory(plan=w.plan, heading=w.heading) for _ in "12")
    typed = {"base": one.pk, "text": "Ask.", "reason": "Why.", "seen": f"{one.pk}:1 {two.pk}:1"}
    return Press({"with": [two.pk], **typed}, at=[one.pk])


def _rest(w: World) -> Press:
    plan = ending(w).plan
    return Press({"seen": end_of(plan, timezone.localdate()).digest}, at=[plan.slug])


def _disposed(w: World) -> Press:
    action = ending(w, Way.CARRY)
    return Press({"way": "ongoing"}, at=[action.plan.slug, action.pk])


def _closed(w: World) -> Press:
    plan = ending(w, Way.CARRY).plan
    typed = {"title": "The plan that follows", "decided_by": "Chief Officers Group"}
    return Press(typed, at=[plan.slug])


ENDS: dict[str, Prepared] = {
    "outline_split": _split,
    "outline_merge": _merged,
    "plan_end": _rest,
    "plan_end_action": _disposed,
    "plan_close": _closed,
    "plan_take_back": lambda w: Press({"reason": "The wrong file."}, at=[imported(w).slug]),
}
