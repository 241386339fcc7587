"""The plan as it is printed: its own tree, with the actions where they stand.

Another thing than the loader reads. This is the committee's text, word for word: leads, evidence
and origin as printed, outcomes and measures, none of which a standing knows; and nothing of what
was said, which is most of what the loader reads. How often a date was moved stands in the same
query.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Subquery

from actions.enums import ActionKind, RevisionState
from actions.models import Action, DeadlineRevision, Lead
from documents.prose import Block, blocks
from outcomes.models import HighLevelOutcome
from plans.models import Heading, LegendEntry, Plan
from plans.queries import Branch, headings_of, legend_entries, tree

TOP = 2  # the page's own title is the only heading above
DEEPEST = 6


@dataclass(frozen=True)
class Part:
    """One heading of the plan with what stands directly under it, in printing order.

    `rank` is the depth of the page's heading: h2 for the plan's first level.
    """

    heading: Heading
    rank: int
    actions: Sequence[Action]
    outcomes: Sequence[HighLevelOutcome]

    @property
    def name(self) -> str:
        """The level's own name with the heading's number, as the plan prints it."""
        return f"{self.heading.level.singular} {self.heading.number}".strip()


@dataclass(frozen=True)
class PlanText:
    parts: Sequence[Part]
    loose: Sequence[Action]
    ongoing: Sequence[Action]
    outcomes: Sequence[HighLevelOutcome]
    legend: Sequence[LegendEntry]
    serves: Sequence[Block]  # what stands above the plan, level by level

    @property
    def empty(self) -> bool:
        return not (self.parts or self.loose or self.ongoing)


def plan_text(plan: Plan, day: date) -> PlanText:
    """What the plan says on `day`: constant queries. Withdrawn actions are left out."""
    under: defaultdict[int | None, list[Action]] = defaultdict(list)
    ongoing = []
    for action in _actions(plan, day):
        if action.kind == ActionKind.ONGOING:
            ongoing.append(action)
        else:
            under[action.heading_id].append(action)
    outcomes = list(HighLevelOutcome.objects.filter(plan=plan).prefetch_related("headings"))
    serving: defaultdict[int, list[HighLevelOutcome]] = defaultdict(list)
    for outcome in outcomes:
        for heading in outcome.headings.all():
            serving[heading.pk].append(outcome)
    return PlanText(
        parts=[
            _part(branch, under[branch.heading.pk], serving[branch.heading.pk])
            for top in tree(headings_of(plan))
            for branch in top.walk()
        ],
        loose=under[None],
        ongoing=ongoing,
        outcomes=outcomes,
        legend=legend_entries(plan),
        serves=blocks(plan.context_above),
    )


def _part(branch: Branch, actions: Sequence[Action], outcomes: Sequence[HighLevelOutcome]) -> Part:
    return Part(branch.heading, min(branch.depth + TOP, DEEPEST), actions, outcomes)


def _actions(plan: Plan, day: date) -> list[Action]:
    leads = Lead.objects.select_related("post")
    moves = DeadlineRevision.objects.filter(action=OuterRef("pk")).order_by()
    approved = moves.filter(state=RevisionState.APPROVED)
    waiting = moves.filter(state=RevisionState.REQUESTED)
    counted = approved.values("action").annotate(times=Count("pk"))
    return list(
        Action.objects.filter(plan=plan)
        .standing_on(day)
        .annotate(
            times_moved=Subquery(counted.values("times")),
            asked_for=Subquery(waiting.values("proposed_due")[:1]),
        )
        .prefetch_related(Prefetch("leads", queryset=leads), "outcomes", "measures")
    )
