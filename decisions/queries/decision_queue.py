"""What waits for somebody's decision in a plan.

Another thing than the loader reads. These are the requests and claims themselves, the rows that a
decision is then written on, of one plan or of all areas of a chief officer who reads no plan; how
an action stands is not asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.roles import Permission
from actions.enums import CompletionState, RevisionState
from actions.models import Completion, DeadlineRevision
from actions.permissions import led_by, why_not_decide, why_not_verify, why_own_date
from committees.models import Area
from committees.querysets import Actor
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

    @property
    def for_officers(self) -> int:
        """How many of the dates are the chief officers group's to decide."""
        return sum(row.revision.to_chief_officers for row in self.dates)

    def __len__(self) -> int:
        return len(self.completions) + len(self.dates)


def waiting(plan: Plan, user: Actor, today: date) -> Waiting:
    """Completions and new dates of `plan` that nobody has decided on, as `user` sees them.
    Three queries."""
    completions = (
        Completion.objects.filter(action__plan=plan, state=CompletionState.CLAIMED, imported=False)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "update_claiming", "claimed_by")
        .order_by("completed_on", "pk")
    )
    dates = (
        with_times_moved(DeadlineRevision.objects.filter(action__plan=plan))
        .filter(state=RevisionState.REQUESTED)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "requested_by")
        .order_by("requested_on", "pk")
    )
    led = led_by(user, [row.action_id for row in dates], today)
    return Waiting(
        completions=[WaitingCompletion(row, why_not_verify(user, row)) for row in completions],
        dates=[WaitingDate(row, _why_not(user, row, led)) for row in dates],
    )


def _why_not(user: Actor, row: DeadlineRevision, led: Collection[int]) -> str:
    """What the group decides is recorded by anybody who did not ask; the rest as a decision."""
    return why_not_decide(user, row, () if row.to_chief_officers else led)


def with_times_moved(rows: QuerySet[DeadlineRevision]) -> QuerySet[DeadlineRevision]:
    """New dates, each with how often its action's date was moved already (`times_moved`)."""
    approved = Q(action__revisions__state=RevisionState.APPROVED)
    return rows.annotate(times_moved=Count("action__revisions", filter=approved, distinct=True))


def for_chief_officers(user: Actor) -> QuerySet[DeadlineRevision]:
    """New dates that go to the chief officers groups of this person's areas, decided ones too.

    Chief officers read no plans; they see what they are asked to decide, and no other row (rule 5).
    """
    areas = Area.objects.with_permission(user, Permission.DATE_DECIDE_LATER)
    rows = DeadlineRevision.objects.filter(to_chief_officers=True, action__plan__area__in=areas)
    return with_times_moved(rows).select_related(
        "action__plan__area", "action__heading__level", "requested_by", "decided_by"
    )


@dataclass(frozen=True)
class OfficersList:
    """What waits for the chief officers of one area, oldest first."""

    area: Area
    dates: Sequence[WaitingDate]

    @property
    def open(self) -> list[DeadlineRevision]:
        """Those that this person may decide on."""
        return [row.revision for row in self.dates if not row.why_not]


def waiting_for_chief_officers(user: Actor, today: date) -> list[OfficersList]:
    """What waits for this chief officer, area by area. What they asked for or lead is somebody
    else's to decide. Two queries."""
    waits = for_chief_officers(user).filter(
        state=RevisionState.REQUESTED, action__withdrawn_on=None
    )
    rows = list(waits.order_by("action__plan__area__name", "requested_on", "pk"))
    led = led_by(user, [row.action_id for row in rows], today)
    by_area: dict[Area, list[WaitingDate]] = {}
    for row in rows:
        waiting_date = WaitingDate(row, why_own_date(user, row, led))
        by_area.setdefault(row.action.plan.area, []).append(waiting_date)
    return [OfficersList(area, dates) for area, dates in by_area.items()]
