"""A plan's priorities, each with all that stands under it: what is told priority by priority.

A priority is a topmost heading of the plan, or an outcome beside its tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from actions.models import Action
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Plan
from plans.queries import plan_tree

Keys = frozenset[int]


@dataclass(frozen=True)
class Priority:
    """`key` is its own in the plan: "h" and the key of its heading, or "o" and that of its outcome.

    `headings` are its own heading and those below it; `actions` those under them or that contribute
    to the outcome, withdrawn ones too; `measures` those of its actions and outcomes.
    """

    key: str
    title: str
    headings: Keys
    outcomes: Keys
    actions: Keys
    measures: Keys


def priorities_of(plan: Plan) -> list[Priority]:
    """Headings first, then outcomes, each in the plan's order. Seven queries."""
    ties = _Ties(plan)
    headings = [
        ties.of_heading(top.heading, [one.heading for one in top.walk()]) for top in plan_tree(plan)
    ]
    outcomes = HighLevelOutcome.objects.filter(plan=plan).order_by("position", "pk")
    return [*headings, *(ties.of_outcome(row) for row in outcomes)]


class _Ties:
    """What of a plan belongs to what, by keys."""

    def __init__(self, plan: Plan) -> None:
        rows = Action.objects.filter(plan=plan, heading__isnull=False)
        self.under = _sets(rows.values_list("heading", "pk"))
        served = HighLevelOutcome.headings.through.objects.filter(highleveloutcome__plan=plan)
        self.served = _sets(served.values_list("heading", "highleveloutcome"))
        contributing = Action.outcomes.through.objects.filter(action__plan=plan)
        self.contributing = _sets(contributing.values_list("highleveloutcome", "action"))
        measured = Action.measures.through.objects.filter(action__plan=plan)
        self.by_action = _sets(measured.values_list("action", "measure"))
        known = Measure.outcomes.through.objects.filter(measure__plan=plan)
        self.by_outcome = _sets(known.values_list("highleveloutcome", "measure"))

    def of_heading(self, top: Heading, headings: Sequence[Heading]) -> Priority:
        keys = frozenset(heading.pk for heading in headings)
        actions, served = _all(self.under, keys), _all(self.served, keys)
        measures = _all(self.by_action, actions) | _all(self.by_outcome, served)
        return Priority(f"h{top.pk}", top.title, keys, frozenset(), actions, measures)

    def of_outcome(self, outcome: HighLevelOutcome) -> Priority:
        own = frozenset([outcome.pk])
        actions = _all(self.contributing, own)
        measures = _all(self.by_action, actions) | _all(self.by_outcome, own)
        title = f"Outcome {outcome.number}: {outcome.text}"
        return Priority(f"o{outcome.pk}", title, frozenset(), own, actions, measures)


def _sets(pairs: Iterable[tuple[int | None, int]]) -> Mapping[int, set[int]]:
    sets: defaultdict[int, set[int]] = defaultdict(set)
    for key, value in pairs:
        if key is not None:
            sets[key].add(value)
    return sets


def _all(sets: Mapping[int, set[int]], keys: Iterable[int]) -> Keys:
    return frozenset(value for key in keys for value in sets.get(key, ()))
