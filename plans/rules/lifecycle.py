"""The life of a plan as a table of allowed moves (domain.md, section 2).

Closing is not among them: it has to dispose of every open action, which actions' services do.
"""

from plans.enums import Decision, PlanState

MOVES: dict[tuple[PlanState, Decision], PlanState] = {
    (PlanState.DRAFT, Decision.AGREED): PlanState.AGREED,
    (PlanState.AGREED, Decision.PUBLISHED): PlanState.PUBLISHED,
    (PlanState.AGREED, Decision.REOPENED): PlanState.DRAFT,
}


def next_state(state: PlanState, decision: Decision) -> PlanState | None:
    """The state that `decision` leads to from `state`, or None when the move is not allowed."""
    return MOVES.get((state, decision))


def decisions_open(state: PlanState) -> list[Decision]:
    """The decisions that can be taken on a plan in `state`."""
    return [decision for (source, decision) in MOVES if source == state]
