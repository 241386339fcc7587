"""How one action is shown: its standing in the legend's words, its leads, its story."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from actions.enums import Source
from actions.rules.record import (
    ActionRecord,
    ActionState,
    Challenged,
    Checked,
    EntryState,
    LeadState,
    ProposalDecided,
    Said,
    WindowState,
)
from actions.rules.standing import PlanRecord, Standing
from actions.rules.status_tags import canonical_shown, lead_entry, lead_shown, said_shown, shown
from actions.rules.story import Part, StoryEvent, moderated, story
from committees.enums import Capacity
from documents.statuses import Tag


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

    status: Tag
    reason: str
    canonical: str


@dataclass(frozen=True)
class ActionDetail:
    """One action today. `rating` is the last that the lead gave, `status` what is printed now.

    `adopted` is what the rules proposed and somebody accepted since, `challenged` what the chair
    says: each stands beside the lead's rating, none in its place (rule 7).
    """

    record: ActionRecord
    standing: Standing
    entries: Sequence[EntryState]
    status: Tag
    rating: Tag
    adopted: Tag | None
    challenged: Tag | None
    proposals: Sequence[ProposalShown]
    leads: Sequence[LeadShown]
    window: WindowState | None
    asked_from: date

    @property
    def action(self) -> ActionState:
        return self.record.action

    @cached_property
    def story(self) -> list[StoryEvent]:
        """Every event of the action, newest first."""
        return story(self.record, {row.pk: row for row in self.entries})

    @property
    def last(self) -> Said | None:
        """The last word of the record, also one that speaks of a day to come."""
        return self.record.said[-1] if self.record.said else None

    @property
    def entry(self) -> EntryState | None:
        """The legend's entry that the lead chose last."""
        return lead_entry(self.standing, {row.pk: row for row in self.entries})

    @property
    def said(self) -> Tag | None:
        """The rating of the lead's last word."""
        entries = {row.pk: row for row in self.entries}
        return said_shown(self.last, entries) if self.last else None

    @property
    def adoption(self) -> ProposalDecided | None:
        return self.standing.adopted

    @property
    def returned(self) -> Checked | None:
        return self.standing.returned

    @property
    def to_check(self) -> bool:
        """Whether the lead's last word stands in the present window and nobody has checked it."""
        last, unchecked = self.last, self.standing.checked is None
        sent = last is not None and last.source == Source.LEAD and last.as_at >= self.asked_from
        return sent and unchecked

    @property
    def wording(self) -> list[tuple[str, str, str]]:
        """What the report prints in other words than the lead's: part, the lead's words, those."""
        if self.standing.checked is None or self.last is None:
            return []
        return beside(self.last, self.standing.checked)

    @property
    def challenge(self) -> Challenged | None:
        return self.standing.challenge


def detail_of(action: int, record: PlanRecord, today: date) -> ActionDetail:
    """How the action with this key stands today, from a record that holds it."""
    item = next(item for item in record.actions if item.action.pk == action)
    row, entries = record.standing_of(item, today), record.legend
    by_key = {entry.pk: entry for entry in entries}
    return ActionDetail(
        record=item,
        standing=row,
        entries=entries,
        status=shown(row, by_key),
        rating=lead_shown(row, by_key),
        adopted=_adopted(row, by_key),
        challenged=_challenged(row, by_key),
        proposals=[
            ProposalShown(canonical_shown(item.canonical, entries), item.reason, item.canonical)
            for item in row.proposals
        ],
        leads=[_lead(lead) for lead in item.leads],
        window=record.window_on(today),
        asked_from=record.asked_from(today),
    )


def beside(update: Said, check: Checked) -> list[tuple[str, str, str]]:
    """Each part that a check words otherwise: its name, the lead's own words, those beside them."""
    own: list[Part] = [
        ("What happened", update.what_happened),
        ("Why it is not on track", update.reason),
        ("What will be done about it", update.recovery),
        ("Difference made", update.difference),
    ]
    return [
        (name, said, words)
        for (name, said), (_, words) in zip(own, moderated(check), strict=True)
        if words
    ]


def _adopted(row: Standing, entries: Mapping[int, EntryState]) -> Tag | None:
    if row.adopted is None:
        return None
    return said_shown(row.adopted, entries)


def _challenged(row: Standing, entries: Mapping[int, EntryState]) -> Tag | None:
    if row.challenge is None:
        return None
    return said_shown(row.challenge, entries)


def _lead(lead: LeadState) -> LeadShown:
    present = lead.post.present
    return LeadShown(
        title=lead.post.title,
        agency=lead.post.agency.name if lead.post.agency else "",
        accountable=lead.accountable,
        holder=next((str(row.user) for row in present if row.capacity == Capacity.HOLDER), ""),
        deputies=[str(row.user) for row in present if row.capacity == Capacity.DEPUTY],
    )
