"""What waits for somebody's decision in a plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from actions.enums import CompletionState, RevisionState
from actions.models import Completion, DeadlineRevision
from actions.permissions import why_not_decide, why_not_verify
from plans.models import Plan


@dataclass(frozen=True)
class WaitingCompletion:
    """A claim of completion; `why_not` says why this person cannot decide on it, or is empty."""

    completion: Completion
    why_not: str


@dataclass(frozen=True)
class WaitingDate:
    """A new date that was asked for; `why_not` as in `WaitingCompletion`."""

    revision: DeadlineRevision
    why_not: str


@dataclass(frozen=True)
class Waiting:
    """All that waits in a plan, oldest first."""

    completions: Sequence[WaitingCompletion]
    dates: Sequence[WaitingDate]

    def __len__(self) -> int:
        return len(self.completions) + len(self.dates)


def waiting(plan: Plan, user: User) -> Waiting:
    """Completions and new dates of `plan` that nobody has decided on, as `user` sees them. Two
    queries."""
    completions = (
        Completion.objects.filter(action__plan=plan, state=CompletionState.CLAIMED, imported=False)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "update_claiming", "claimed_by")
        .order_by("completed_on", "pk")
    )
    dates = (
        DeadlineRevision.objects.filter(action__plan=plan, state=RevisionState.REQUESTED)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "requested_by")
        .order_by("requested_on", "pk")
    )
    return Waiting(
        completions=[WaitingCompletion(row, why_not_verify(user, row)) for row in completions],
        dates=[WaitingDate(row, why_not_decide(user, row)) for row in dates],
    )
