"""The life of a plan as a table of allowed moves (domain.md, section 2).

Closing has to dispose of every open action first, which the services of `outline` do.
"""

from plans.enums import Decision, PlanState

MOVES: dict[tuple[PlanState, Decision], PlanState] = {
    (PlanState.DRAFT, Decision.AGREED): PlanState.AGREED,
    (PlanState.AGREED, Decision.PUBLISHED): PlanState.PUBLISHED,
    (PlanState.AGREED, Decision.REOPENED): PlanState.DRAFT,
    (PlanState.PUBLISHED, Decision.CLOSED): PlanState.CLOSED,
    (PlanState.DRAFT, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
    (PlanState.AGREED, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
    (PlanState.PUBLISHED, Decision.TAKEN_BACK): PlanState.TAKEN_BACK,
}
# what more than the plan's text has to be looked at for has a page of its own
APART = frozenset({Decision.CLOSED, Decision.TAKEN_BACK})


def next_state(state: PlanState, decision: Decision) -> PlanState | None:
    """The state that `decision` leads to from `state`, or None when the move is not allowed."""
    return MOVES.get((state, decision))


def decisions_open(state: PlanState) -> list[Decision]:
    """The decisions on a plan in `state` that have no page of their own."""
    return [one for (source, one) in MOVES if source == state and one not in APART]
