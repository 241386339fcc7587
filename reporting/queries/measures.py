"""A plan's measures with their readings, as they are now. Loaded for snapshots and differences."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Value

from outcomes.models import HighLevelOutcome, Measure
from outcomes.rules.facts import OutcomeFacts
from plans.models import Plan
from reporting.rules.snapshots.measures import MeasuresNow

OUTCOMES, ACTIONS = 0, 1


def measures_now(plan: Plan) -> MeasuresNow:
    """The measures of a plan with their readings and to what they belong. Two queries."""
    rows = HighLevelOutcome.objects.filter(plan=plan).order_by()
    pairs = rows.values_list(Value(OUTCOMES), "pk", "measures", "number", "position").union(
        Measure.objects.filter(plan=plan)
        .order_by()
        .values_list(Value(ACTIONS), "actions", "pk", Value(""), Value(0)),
        all=True,
    )
    facts, readings = Measure.objects.filter(plan=plan).with_readings()
    actions: defaultdict[int, list[int]] = defaultdict(list)
    outcomes: dict[int, OutcomeFacts] = {}
    for table, key, measure, number, position in pairs:
        if table == OUTCOMES:
            # no change is told of an outcome's own words
            outcomes[key] = {"number": number, "text": "", "position": position, "headings": []}
            if measure:
                facts[measure]["outcomes"].append(key)
        elif key:
            actions[measure].append(key)
    return MeasuresNow(facts, readings, actions, outcomes)
