"""All that one action's page shows, in a constant number of queries however long its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.models import Action, Challenge, Lead, ProgressUpdate, UpdateWindow
from actions.personal import legend_entries
from actions.queries import QUARTER, action_records
from actions.showing import Shown, canonical_shown, rating_shown, shown
from actions.standing import Standing, standing_of
from actions.story import StoryEvent, story
from committees.enums import Capacity
from committees.models import PostHolding
from plans.enums import LegendBasis
from plans.models import LegendEntry


@dataclass(frozen=True)
class LeadShown:
    """A lead with who holds the post today: a vacant post has no holder."""

    title: str
    agency: str
    accountable: bool
    holder: str
    deputies: Sequence[str]


@dataclass(frozen=True)
class ProposalShown:
    """What the rules propose: never set by the program."""

    status: Shown
    reason: str


@dataclass(frozen=True)
class ActionDetail:
    """One action today. `rating` is the last that the lead gave, `status` what is printed now."""

    standing: Standing
    entries: Sequence[LegendEntry]
    status: Shown
    rating: Shown
    challenged: Shown | None
    proposals: Sequence[ProposalShown]
    leads: Sequence[LeadShown]
    last: ProgressUpdate | None
    window: UpdateWindow | None
    story: Sequence[StoryEvent]

    @property
    def action(self) -> Action:
        return self.standing.action

    @property
    def entry(self) -> LegendEntry | None:
        """The legend's entry that the lead chose last."""
        return next((row for row in self.entries if row.pk == self.standing.entry_id), None)

    @property
    def challenge(self) -> Challenge | None:
        return self.standing.challenge


def action_detail(action: Action, today: date) -> ActionDetail:
    """How `action` stands today, who leads it, and its whole story. Ten queries."""
    found = Action.objects.filter(pk=action.pk).select_related("plan__area")
    [record] = action_records(found, holders_on=today)
    entries = legend_entries([action.plan_id])
    window = UpdateWindow.objects.filter(plan=action.plan_id, opens_on__lte=today).last()
    updates = list(ProgressUpdate.objects.filter(action=action))
    row = standing_of(
        record,
        as_of=today,
        asked_from=window.opens_on if window else today - QUARTER,
        date_based=any(entry.legend.basis == LegendBasis.DATE for entry in entries),
    )
    by_key = {entry.pk: entry for entry in entries}
    return ActionDetail(
        standing=row,
        entries=entries,
        status=shown(row, by_key),
        rating=rating_shown(row, by_key),
        challenged=_challenged(row, by_key),
        proposals=[
            ProposalShown(canonical_shown(item.canonical, entries), item.reason)
            for item in row.proposals
        ],
        leads=[_lead(lead) for lead in record.action.leads.all()],
        last=updates[-1] if updates else None,
        window=window,
        story=story(
            record.action,
            updates=updates,
            challenges=record.challenges,
            revisions=record.revisions,
            completions=record.completions,
        ),
    )


def _challenged(row: Standing, entries: Mapping[int, LegendEntry]) -> Shown | None:
    if row.challenge is None:
        return None
    symbol = entries[row.challenge.entry_id].symbol if row.challenge.entry_id in entries else ""
    return Shown(row.challenge.canonical, row.challenge.entry_label, symbol)


def _lead(lead: Lead) -> LeadShown:
    present: Sequence[PostHolding] = getattr(lead.post, "present", ())
    return LeadShown(
        title=lead.post.title,
        agency=lead.post.agency.name if lead.post.agency else "",
        accountable=lead.accountable,
        holder=next((str(row.user) for row in present if row.capacity == Capacity.HOLDER), ""),
        deputies=[str(row.user) for row in present if row.capacity == Capacity.DEPUTY],
    )


def latest_update(action: Action) -> ProgressUpdate | None:
    """The last update of `action`, as it is in the record at this moment."""
    return ProgressUpdate.objects.filter(action=action).last()
