import pytest

from plans.enums import Decision, PlanState
from plans.rules.lifecycle import decisions_open, next_state

ALLOWED = {
    (PlanState.DRAFT, Decision.AGREED): PlanState.AGREED,
    (PlanState.AGREED, Decision.PUBLISHED): PlanState.PUBLISHED,
    (PlanState.AGREED, Decision.REOPENED): PlanState.DRAFT,
    (PlanState.PUBLISHED, Decision.CLOSED): PlanState.CLOSED,
    (PlanState.DRAFT, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
    (PlanState.AGREED, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
    (PlanState.PUBLISHED, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
}


@pytest.mark.parametrize("state", PlanState)
@pytest.mark.parametrize("decision", Decision)
def test_a_plan_moves_only_as_the_table_says(state, decision):
    assert next_state(state, decision) == ALLOWED.get((state, decision))


@pytest.mark.parametrize(
    ("state", "decisions"),
    [
        (PlanState.DRAFT, [Decision.AGREED]),
        (PlanState.AGREED, [Decision.PUBLISHED, Decision.REOPENED]),
        (PlanState.PUBLISHED, []),
        (PlanState.CLOSED, []),
        (PlanState.TAKEN_BACK, []),
    ],
)
def test_the_decisions_offered_are_those_allowed(state, decisions):
    assert decisions_open(state) == decisions
