"""Reads that several pages and documents share, each in a constant number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dateutil.relativedelta import relativedelta
from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.models import User
from actions.enums import ActionKind, RevisionState
from actions.models import (
    Action,
    Challenge,
    Completion,
    DeadlineRevision,
    Evidence,
    Lead,
    ProgressUpdate,
    ProposalDecision,
    UpdateCheck,
)
from actions.queries.standing import ActionRecord, Said, Standing, standing_of
from actions.rules.rag import BUCKETS
from committees.models import PostHolding
from documents.enums import Canonical
from plans.enums import LegendBasis
from plans.models import Legend, Plan
from windows.models import UpdateWindow

Row = TypeVar("Row", Challenge, Completion, DeadlineRevision, UpdateCheck, ProposalDecision)
QUARTER = relativedelta(months=3)


@dataclass(frozen=True)
class PlanRecord:
    """A plan's actions with all that was recorded about them: ask how things stood on any day."""

    plan: Plan
    actions: Sequence[ActionRecord]
    windows: Sequence[UpdateWindow]
    date_based: bool

    def window_on(self, day: date) -> UpdateWindow | None:
        """The latest update window that had opened by `day`."""
        opened = [window for window in self.windows if window.opens_on <= day]
        return opened[-1] if opened else None

    def asked_from(self, day: date) -> date:
        """The day since which an update was due: the window's opening, else three months before."""
        window = self.window_on(day)
        return window.opens_on if window else day - QUARTER

    def standings(self, as_of: date) -> list[Standing]:
        """Every action that was in the plan on `as_of`, in the plan's order, as it stood then."""
        asked_from = self.asked_from(as_of)
        return [
            standing_of(item, as_of=as_of, asked_from=asked_from, date_based=self.date_based)
            for item in self.actions
            if in_plan(item.action, as_of)
        ]

    def previous_quarter(self, as_of: date) -> date:
        """The day to compare with: the closing of the window before the current one."""
        window = self.window_on(as_of)
        earlier = [item for item in self.windows if window and item.opens_on < window.opens_on]
        return earlier[-1].closes_on if earlier else as_of - QUARTER


def in_plan(action: Action, day: date) -> bool:
    """Whether an action was part of its plan on a day: added by then and not yet withdrawn."""
    return action.added_on <= day and (action.withdrawn_on is None or action.withdrawn_on > day)


def plan_record(
    plan: Plan, *, holders_on: date | None = None, legend: Legend | None = None
) -> PlanRecord:
    """Load a plan's whole record in a constant number of queries, however many actions it has.

    Leads come with their posts, agencies and the holders of `holders_on` (today when not given) as
    `post.present`. `legend` is the plan's, where it is loaded already.
    """
    legend = legend or Legend.objects.filter(plan=plan).first()
    return PlanRecord(
        plan=plan,
        actions=_records(with_leads(Action.objects.filter(plan=plan), holders_on), plan=plan),
        windows=list(UpdateWindow.objects.filter(plan=plan).select_related("meeting__body")),
        date_based=legend is not None and legend.basis == LegendBasis.DATE,
    )


def action_records(actions: QuerySet[Action], *, holders_on: date) -> list[ActionRecord]:
    """The whole record of some actions, of any plans, in a constant number of queries.

    Leads come as in `plan_record`.
    """
    found = with_leads(actions, holders_on)
    return _records(found, in_=[action.pk for action in found])


def action_record(
    action: Action, updates: Sequence[ProgressUpdate], *, holders_on: date
) -> ActionRecord:
    """The whole record of one action whose updates, oldest first, are loaded already.

    Leads come as in `plan_record`; the action keeps the relations that it came with.
    """
    prefetch_related_objects([action], _leads(holders_on))
    said = [
        Said(
            row.pk,
            row.as_at,
            Canonical(row.canonical),
            row.entry_id,
            row.nothing_to_report,
            bool(row.blocked),
        )
        for row in updates
    ]
    return _records([action], in_=[action.pk], said={action.pk: said})[0]


def standings(plan: Plan, as_of: date) -> list[Standing]:
    """How every action of `plan` stood on `as_of`. See `PlanRecord.standings`."""
    return plan_record(plan, holders_on=as_of).standings(as_of)


def counts(rows: Iterable[Standing]) -> dict[str, int]:
    """Rated actions by bucket, every bucket present, in printing order. They sum to the total."""
    found = Counter(row.bucket for row in rows if row.action.kind == ActionKind.RATED)
    return {name: found[name] for name in BUCKETS}


def latest_words(rows: Iterable[Standing]) -> dict[int, ProgressUpdate]:
    """The full latest update of each standing, by the action's pk. One query."""
    wanted = [row.said.pk for row in rows if row.said]
    found = ProgressUpdate.objects.filter(pk__in=wanted).select_related("entry")
    return {update.action_id: update for update in found}


def dates_for_chief_officers(plans: Iterable[Plan]) -> QuerySet[DeadlineRevision]:
    """New dates of `plans` that wait for the chief officers group (rule 5), oldest first."""
    waiting = DeadlineRevision.objects.filter(
        action__plan__in=plans, state=RevisionState.REQUESTED, to_chief_officers=True
    )
    rows = waiting.filter(action__withdrawn_on=None).select_related(
        "action__plan__area", "requested_by"
    )
    return rows.order_by("requested_on", "pk")


def with_leads(actions: QuerySet[Action], holders_on: date | None) -> list[Action]:
    """Some actions with their leads, posts, agencies and the holders of a day. Three queries."""
    return list(actions.select_related("heading__level").prefetch_related(_leads(holders_on)))


def _leads(holders_on: date | None) -> "Prefetch[str]":
    present = PostHolding.objects.current(holders_on).select_related("user")
    leads = Lead.objects.select_related("post__agency").prefetch_related(
        Prefetch("post__holdings", queryset=present, to_attr="present")
    )
    return Prefetch("leads", queryset=leads)


def _records(
    actions: Sequence[Action],
    *,
    plan: Plan | None = None,
    in_: Sequence[int] = (),
    said: Mapping[int, list[Said]] | None = None,
) -> list[ActionRecord]:
    """Records of `actions`: those of a whole plan, or those whose keys are given."""
    which = Q(action__plan=plan) if plan else Q(action__in=in_)
    said = said_by_action(which) if said is None else said
    challenges = _by_action(Challenge.objects.filter(which).select_related("made_by"))
    revisions = _by_action(
        DeadlineRevision.objects.filter(which).select_related("requested_by", "decided_by")
    )
    completions = _by_action(
        Completion.objects.filter(which).select_related("claimed_by", "decided_by", "reopened_by")
    )
    checks = _by_action(UpdateCheck.objects.filter(which).select_related("checked_by"))
    decided = _by_action(ProposalDecision.objects.filter(which).select_related("decided_by"))
    return [
        ActionRecord(
            action=action,
            leads=list(action.leads.all()),
            said=said[action.pk],
            challenges=challenges[action.pk],
            revisions=revisions[action.pk],
            completions=completions[action.pk],
            checks=checks[action.pk],
            proposal_decisions=decided[action.pk],
        )
        for action in actions
    ]


def said_by_action(which: Q) -> defaultdict[int, list[Said]]:
    """The bones of the updates of the actions that `which` picks, oldest first. One query."""
    said: defaultdict[int, list[Said]] = defaultdict(list)
    rows = (
        ProgressUpdate.objects.filter(which)
        .order_by("as_at", "made_at", "pk")
        .values_list(
            *("action_id", "pk", "as_at", "canonical", "entry_id", "nothing_to_report", "blocked")
        )
    )
    for action_id, pk, as_at, canonical, entry, nothing, blocked in rows:
        bones = Said(pk, as_at, Canonical(canonical), entry, nothing, bool(blocked))
        said[action_id].append(bones)
    return said


def _by_action(rows: Iterable[Row]) -> defaultdict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.action_id].append(row)
    return found


def kept_evidence(user: User, action: Action) -> list[Evidence]:
    """Files and links that `user` has kept for their next update of `action`. One query."""
    rows = Evidence.objects.visible_to(user).filter(action=action, update_shown=None)
    return list(rows.filter(added_by=user))


def kept_evidence_of(user: User, actions: Iterable[Action]) -> dict[int, list[Evidence]]:
    """The same for some actions, by the action's key. One query."""
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.visible_to(user).filter(action__in=list(actions), update_shown=None)
    for row in rows.filter(added_by=user):
        found[row.action_id].append(row)
    return dict(found)


def evidence_by_update(action: Action) -> dict[int, list[Evidence]]:
    """Files and links of the updates of `action` that were sent, by the update's key. One query."""
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    rows = Evidence.objects.filter(action=action, update_shown__isnull=False)
    for row in rows.select_related("update_shown").order_by("-update_shown", "pk"):
        found[row.update_shown_id or 0].append(row)
    return dict(found)
