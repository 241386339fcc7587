"""A plan's priorities, each with all that stands under it: what is told priority by priority.

A priority is a topmost heading of the plan, or an outcome beside its tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.models import Action
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Plan
from plans.queries import plan_tree

Keys = frozenset[int]


@dataclass(frozen=True)
class Priority:
    """`key` is its own in the plan: "h" and the key of its heading, or "o" and that of its outcome.

    `headings` are its own heading and those below it; `actions` those under them or that contribute
    to the outcome, withdrawn ones too.
    """

    key: str
    title: str
    headings: Keys
    outcomes: Keys
    actions: Keys


def priorities_of(plan: Plan) -> list[Priority]:
    """Headings first, then outcomes, each in the plan's order. Four queries."""
    rows = Action.objects.filter(plan=plan, heading__isnull=False)
    under = _sets(rows.values_list("heading", "pk"))
    contributing = Action.outcomes.through.objects.filter(action__plan=plan)
    to_outcome = _sets(contributing.values_list("highleveloutcome", "action"))
    priorities = []
    for top in plan_tree(plan):
        keys = frozenset(branch.heading.pk for branch in top.walk())
        of_heading = Priority(
            f"h{top.heading.pk}", top.heading.title, keys, frozenset(), _all(under, keys)
        )
        priorities.append(of_heading)
    for row in HighLevelOutcome.objects.filter(plan=plan).order_by("position", "pk"):
        own, title = frozenset([row.pk]), f"Outcome {row.number}: {row.text}"
        priorities.append(Priority(f"o{row.pk}", title, frozenset(), own, _all(to_outcome, own)))
    return priorities


def measures_of(plan: Plan, priorities: Iterable[Priority]) -> dict[str, Keys]:
    """By the key of each priority the measures of its actions, and of the outcomes that it is or
    that its headings serve. Three queries."""
    served = HighLevelOutcome.headings.through.objects.filter(highleveloutcome__plan=plan)
    by_heading = _sets(served.values_list("heading", "highleveloutcome"))
    of_actions = Action.measures.through.objects.filter(action__plan=plan)
    by_action = _sets(of_actions.values_list("action", "measure"))
    of_outcomes = Measure.outcomes.through.objects.filter(measure__plan=plan)
    by_outcome = _sets(of_outcomes.values_list("highleveloutcome", "measure"))
    return {
        one.key: _all(by_action, one.actions)
        | _all(by_outcome, one.outcomes | _all(by_heading, one.headings))
        for one in priorities
    }


def _sets(pairs: Iterable[tuple[int | None, int]]) -> Mapping[int, set[int]]:
    sets: defaultdict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        if key is not None:
            sets[key].add(value)
    return sets


def _all(sets: Mapping[int, set[int]], keys: Iterable[int]) -> Keys:
    return frozenset(value for key in keys for value in sets.get(key, ()))
