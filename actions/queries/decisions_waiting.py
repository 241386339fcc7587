"""What waits for somebody's decision in a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from accounts.roles import Permission
from actions.enums import CompletionState, RevisionState
from actions.models import Completion, DeadlineRevision
from actions.permissions import OWN_REQUEST, why_not_decide, why_not_verify
from committees.enums import BodyKind
from committees.models import Area, Meeting
from plans.models import Plan

RECENT = 6


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
        with_times_moved(DeadlineRevision.objects.filter(action__plan=plan))
        .filter(state=RevisionState.REQUESTED)
        .filter(action__withdrawn_on=None)
        .select_related("action__plan", "requested_by")
        .order_by("requested_on", "pk")
    )
    return Waiting(
        completions=[WaitingCompletion(row, why_not_verify(user, row)) for row in completions],
        dates=[WaitingDate(row, why_not_decide(user, row)) for row in dates],
    )


def with_times_moved(rows: QuerySet[DeadlineRevision]) -> QuerySet[DeadlineRevision]:
    """New dates, each with how often its action's date was moved already (`times_moved`)."""
    approved = Q(action__revisions__state=RevisionState.APPROVED)
    return rows.annotate(times_moved=Count("action__revisions", filter=approved, distinct=True))


def for_chief_officers(user: User) -> QuerySet[DeadlineRevision]:
    """New dates that go to the chief officers groups of this person's areas, decided ones too.

    Chief officers read no plans; they see what they are asked to decide, and no other row (rule 5).
    """
    areas = Area.objects.with_permission(user, Permission.DATE_DECIDE_LATER)
    rows = DeadlineRevision.objects.filter(to_chief_officers=True, action__plan__area__in=areas)
    return with_times_moved(rows).select_related(
        "action__plan__area", "action__heading__level", "requested_by", "decided_by"
    )


def waiting_for_chief_officers(user: User) -> list[WaitingDate]:
    """What waits for this chief officer, oldest first; their own asking is somebody else's."""
    rows = for_chief_officers(user).filter(state=RevisionState.REQUESTED, action__withdrawn_on=None)
    return [
        WaitingDate(row, OWN_REQUEST if row.requested_by_id == user.pk else "")
        for row in rows.order_by("requested_on", "pk")
    ]


def recent_groups_meetings(area: Area, today: date) -> list[Meeting]:
    """The last meetings that the area's chief officers group has held, the latest first."""
    kind = BodyKind.CHIEF_OFFICERS_GROUP
    held = Meeting.objects.filter(body__area=area, body__kind=kind, held_on__lte=today)
    return list(held.select_related("body").order_by("-held_on")[:RECENT])
