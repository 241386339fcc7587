"""What waits for somebody's decision in a plan.

Another thing than the loader reads. These are the requests and claims themselves, the rows that a
decision is then written on, of one plan or of all areas of a chief officer who reads no plan; how
an action stands is not asked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.roles import Permission
from actions.enums import CompletionState, RevisionState
from actions.models import Completion, DeadlineRevision
from actions.permissions import NOT_DECIDER, NOT_VERIFIER
from actions.queries.interests import of_completions, of_dates
from committees.models import Area, PostHolding
from committees.permissions import may
from committees.queries.interests import Bench, bench
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter, Party, why_own
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
    Seven queries, two more for each kind of which one is their own."""
    claimed = (
        Completion.objects.filter(action__plan=plan, state=CompletionState.CLAIMED, imported=False)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "update_claiming", "claimed_by")
        .order_by("completed_on", "pk")
    )
    requested = (
        with_times_moved(DeadlineRevision.objects.filter(action__plan=plan))
        .filter(state=RevisionState.REQUESTED)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "requested_by")
        .order_by("requested_on", "pk")
    )
    completions, dates = list(claimed), list(requested)
    party = PostHolding.objects.party(user)
    claims, asked = of_completions(completions, today), of_dates(dates, today)
    asks = Asked(plan.area_id, user, party, today)
    return Waiting(
        completions=[
            WaitingCompletion(row, asks.why_not(Matter.COMPLETION, claims[row.pk]))
            for row in completions
        ],
        dates=[WaitingDate(row, asks.why_not(_matter(row), asked[row.pk])) for row in dates],
    )


# who decides on each matter of this page, and what somebody is told who does not
DECIDERS: Mapping[Matter, tuple[Collection[Permission], str]] = {
    Matter.COMPLETION: ((Permission.COMPLETION_VERIFY,), NOT_VERIFIER),
    Matter.REOPENING: ((Permission.COMPLETION_VERIFY,), NOT_VERIFIER),
    Matter.DATE: ((Permission.DATE_DECIDE,), NOT_DECIDER),
    Matter.OFFICERS_RECORD: ((Permission.DATE_DECIDE, Permission.DIRECTION_RECORD), NOT_DECIDER),
    Matter.OFFICERS_DATE: ((Permission.DATE_DECIDE_LATER,), NOT_DECIDER),
}


class Asked:
    """One person's question about several rows of an area: who else could is read once, and only
    where something is their own."""

    def __init__(self, area_id: int, user: Actor, party: Party, today: date) -> None:
        self.area_id, self.user, self.party, self.today = area_id, user, party, today
        self._benches: dict[Matter, Bench] = {}

    def why_not(self, matter: Matter, interest: Interest) -> str:
        """Why this person does not decide, with who could; "" where they do."""
        permissions, not_part = DECIDERS[matter]
        if not any(may(self.user, one, self.area_id) for one in permissions):
            return not_part
        why = why_own(matter, self.party, interest)
        return f"{why} {self._bench(matter).told(matter, interest)}" if why else ""

    def _bench(self, matter: Matter) -> Bench:
        if matter not in self._benches:
            self._benches[matter] = bench(self.area_id, DECIDERS[matter][0], self.today)
        return self._benches[matter]


def _matter(row: DeadlineRevision) -> Matter:
    """What the group decides is recorded by anybody who did not ask; the rest is decided."""
    return Matter.OFFICERS_RECORD if row.to_chief_officers else Matter.DATE


def asked_by(user: Actor, area_id: int, today: date) -> Asked:
    """What a page asks about rows of an area. One query."""
    return Asked(area_id, user, PostHolding.objects.party(user), today)


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
    else's to decide. Four queries, two more for each area in which one is their own."""
    waits = for_chief_officers(user).filter(
        state=RevisionState.REQUESTED, action__withdrawn_on=None
    )
    rows = list(waits.order_by("action__plan__area__name", "requested_on", "pk"))
    party, interests = PostHolding.objects.party(user), of_dates(rows, today)
    by_area: dict[Area, list[WaitingDate]] = {}
    asked: dict[Area, Asked] = {}
    for row in rows:
        area = row.action.plan.area
        here = asked.setdefault(area, Asked(area.pk, user, party, today))
        why_not = here.why_not(Matter.OFFICERS_DATE, interests[row.pk])
        by_area.setdefault(area, []).append(WaitingDate(row, why_not))
    return [OfficersList(area, dates) for area, dates in by_area.items()]
