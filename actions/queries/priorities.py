"""A plan's priorities, each with all that stands under it: what is told priority by priority.

A priority is a topmost heading of the plan, or an outcome beside its tree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actions.models import Action
from audit.enums import Kind
from audit.queries.versions import as_they_were, gone
from audit.rules.days import Day
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Plan
from plans.queries import headings_of, headings_on, tree

Keys = frozenset[int]
Places = dict[int, int | None]


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


def priorities_of(plan: Plan, then: Day | None = None) -> list[Priority]:
    """Headings first, then outcomes, each in the plan's order: as they are, or as they were on a
    day, whose versions are of this plan. Four queries."""
    rows = Action.objects.filter(plan=plan).values_list("pk", "heading")
    contributing = Action.outcomes.through.objects.filter(action__plan=plan)
    places: Places = dict(rows)
    serving = list(contributing.values_list("highleveloutcome", "action"))
    headings = headings_of(plan)
    outcomes = list(HighLevelOutcome.objects.filter(plan=plan))
    if then and then.states:
        places, serving = _places_then(places, serving, then)
        headings = headings_on(plan, headings, then, wanted=filter(None, places.values()))
        then_outcomes = then.of(Kind.OUTCOME)
        removed = gone(HighLevelOutcome, outcomes, then_outcomes)
        outcomes = [*as_they_were(outcomes, then_outcomes), *removed]
    under = _sets((heading, action) for action, heading in places.items())
    to_outcome = _sets(serving)
    priorities = []
    for top in tree(headings):
        keys = frozenset(branch.heading.pk for branch in top.walk())
        of_heading = Priority(
            f"h{top.heading.pk}", top.heading.title, keys, frozenset(), _all(under, keys)
        )
        priorities.append(of_heading)
    for row in sorted(outcomes, key=lambda row: (row.position, row.pk)):
        own, title = frozenset([row.pk]), f"Outcome {row.number}: {row.text}"
        priorities.append(Priority(f"o{row.pk}", title, frozenset(), own, _all(to_outcome, own)))
    return priorities


def _places_then(
    places: Places, serving: list[tuple[int, int]], then: Day
) -> tuple[Places, list[tuple[int, int]]]:
    """The heading of each action of the plan, and which outcomes it contributed to."""
    states = {key: state for key, state in then.of(Kind.ACTION).items() if key in places and state}
    moved = {key: state["heading_id"] for key, state in states.items()}
    kept = [pair for pair in serving if pair[1] not in states]
    was = [(outcome, key) for key, state in states.items() for outcome in state["outcomes"]]
    return {**places, **moved}, [*kept, *was]


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
