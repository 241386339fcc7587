"""All that was recorded about a plan's actions, as plain values: what every rule reads.

Loaded by `actions.queries.record` and never changed; a day of it is asked for with `PlanRecord.on`.
What a record was not asked for (`Detail`) stands empty in it: words, people and evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import IntEnum
from typing import NamedTuple

from actions.enums import CheckOutcome
from actions.rules.linked_risks import LinkedRisk
from actions.rules.printed_words import reference_of, wordings_of
from documents.enums import Canonical
from documents.statuses import Tag, entry_tag
from timescales.days import stands_on

SOME_TIME = datetime.min.replace(tzinfo=UTC)


class Detail(IntEnum):
    """How much of a record is loaded: each holds what the one before it holds."""

    BONES = 1  # what is counted and listed
    WORDS = 2  # what was said and decided, and by whom
    EVIDENCE = 3  # the files and links that came with the updates


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str
    email: str

    def __str__(self) -> str:
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class AgencyState:
    pk: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a post, or deputises, on the day that the record was loaded for.

    `answers`: whether they have a role in the area that lets them answer for it.
    """

    user: Person
    capacity: str
    answers: bool = True


class Days(NamedTuple):
    """From when until when something was so; no end: it still is."""

    starts: date
    ends: date | None

    def touch(self, first: date, last: date) -> bool:
        """Whether a day of them lies between two days, both included."""
        return self.starts <= last and (self.ends is None or self.ends >= first)


@dataclass(frozen=True, slots=True)
class PostState:
    """A post or group with those who hold it; `present` is empty where it is vacant.

    `answered_for` are the days on which somebody who may answer held it or deputised.
    """

    pk: int
    title: str
    kind: str
    body_id: int | None
    agency: AgencyState | None
    present: tuple[Holding, ...] = ()
    answered_for: tuple[Days, ...] = ()

    def __str__(self) -> str:
        return self.title

    @property
    def agency_id(self) -> int | None:
        return self.agency.pk if self.agency else None


@dataclass(frozen=True, slots=True)
class LeadState:
    pk: int
    post: PostState
    accountable: bool

    def __str__(self) -> str:
        return self.post.title

    @property
    def post_id(self) -> int:
        return self.post.pk


@dataclass(frozen=True, slots=True)
class ActionState:
    """What the plan says about an action; the fields are those of `actions.models.Action`."""

    pk: int
    plan_id: int
    heading_id: int | None
    kind: str
    position: int
    number: str
    text: str
    expected_impact: str
    origin: str
    timescale_words: str
    timescale_kind: str
    recurrence: str
    starts: date | None
    first_due: date | None
    due: date | None
    added_on: date
    entered_on: date
    added_at_id: int | None
    withdrawn_on: date | None
    withdrawn_reason: str
    row_version: int
    met_on: date | None = None  # the day of the meeting that added it

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()

    @property
    def reference(self) -> str:
        """What people call the action: its printed number, or its place in the plan ("no. 7")."""
        return reference_of(self)

    def in_plan(self, day: date) -> bool:
        """Whether it was part of its plan on a day: added by then and not yet withdrawn."""
        return stands_on(day, self.added_on, self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class EntryState:
    """One code of the plan's legend; the fields are those of `plans.models.LegendEntry`."""

    pk: int
    plan_id: int
    date_based: bool
    code: str
    label: str
    definition: str
    colour: str
    symbol: str
    canonical: str

    @property
    def tag(self) -> Tag:
        """How a status is shown that stands under this entry."""
        return entry_tag(self)


@dataclass(frozen=True, slots=True)
class WindowState:
    """The days in which leads were asked; `reopened` are the days of each reopening.

    `closes_on` is the last day as it is known now; `closed_first` the one that was set before it
    was reopened, None where it never was. `asks_from` is the first of its days on which the plan
    was agreed: nobody is asked about a draft.
    """

    pk: int
    plan_id: int
    label: str
    opens_on: date
    closes_on: date
    asks_from: date | None = None
    reopened: tuple[Days, ...] = ()
    closed_first: date | None = None

    def closing(self, day: date) -> date:
        """Its last day as it was known on `day`: a reopening gave it more."""
        ends = [row.ends for row in self.reopened if row.ends and row.starts <= day]
        return max([self.closed_first or self.closes_on, *ends])

    def open_on(self, day: date) -> bool:
        own = Days(self.opens_on, self.closed_first or self.closes_on)
        return any(row.touch(day, day) for row in (own, *self.reopened))

    def asks(self, action: ActionState, as_of: date) -> bool:
        """Whether its lead had been asked by `as_of`: the plan was agreed in its days, and the
        action in it at the opening, and known in time."""
        latest = max([self.closes_on, *(row.ends for row in self.reopened if row.ends)])
        known = action.added_on <= self.opens_on and action.entered_on <= latest
        return known and self.asks_from is not None and self.asks_from <= min(latest, as_of)


@dataclass(frozen=True, slots=True)
class Shows:
    """A file or a link that came with an update."""

    pk: int
    update_id: int
    kind: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Said:
    """One progress update."""

    pk: int
    action_id: int
    as_at: date
    canonical: Canonical
    entry_id: int | None
    nothing_to_report: bool
    blocked: bool = False
    source: str = ""
    author_id: int | None = None
    # words
    made_at: datetime = SOME_TIME
    author_label: str = ""
    entry_label: str = ""
    what_happened: str = ""
    evidence: str = ""
    difference: str = ""
    reason: str = ""
    recovery: str = ""


@dataclass(frozen=True, slots=True)
class Challenged:
    pk: int
    action_id: int
    made_on: date
    canonical: str
    entry_label: str
    entry_id: int | None
    update_challenged_id: int | None
    reason: str = ""
    made_by: Person | None = None


@dataclass(frozen=True, slots=True)
class DateAsked:
    """A new date asked for, and what was decided about it."""

    pk: int
    action_id: int
    requested_on: date
    decided_on: date | None
    from_due: date
    proposed_due: date
    state: str
    to_chief_officers: bool
    reason: str = ""
    impact: str = ""
    decision_note: str = ""
    requested_by: Person | None = None
    decided_by: Person | None = None
    decided_as: str = ""
    decider: str = ""  # who decided, as reports print it


@dataclass(frozen=True, slots=True)
class Completed:
    """A claim of completion, and what was decided about it."""

    pk: int
    action_id: int
    completed_on: date
    decided_on: date | None
    reopened_on: date | None
    state: str
    imported: bool
    days_late: int
    update_claiming_id: int
    note: str = ""
    reopen_reason: str = ""
    claimed_by: Person | None = None
    decided_by: Person | None = None
    reopened_by: Person | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """The coordinator's check of an update."""

    pk: int
    action_id: int
    checked_on: date
    outcome: str
    sequence: int
    update_checked_id: int
    note: str = ""
    what_happened: str = ""
    reason: str = ""
    recovery: str = ""
    difference: str = ""
    checked_by: Person | None = None
    checked_at: datetime = SOME_TIME

    @property
    def returned(self) -> bool:
        return self.outcome == CheckOutcome.RETURNED

    @property
    def wordings(self) -> list[str]:
        """The words given beside the lead's, in the order in which an update is written."""
        return wordings_of(self)


@dataclass(frozen=True, slots=True)
class ProposalDecided:
    """What somebody decided on a rating that the rules proposed, or that the committee agreed: then
    `agreed_on` is the day of its meeting."""

    pk: int
    action_id: int
    decided_on: date
    canonical: str
    entry_label: str
    entry_id: int | None
    about_id: int | None
    accepted: bool
    agreed_on: date | None = None
    reason: str = ""
    note: str = ""
    decided_by: Person | None = None


@dataclass(frozen=True, slots=True)
class Commented:
    pk: int
    action_id: int
    made_on: date
    text: str
    made_by: Person | None


def accountable_of(leads: Sequence[LeadState]) -> LeadState | None:
    """The one lead that answers for an action, where one is named."""
    return next((lead for lead in leads if lead.accountable), None)


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """All that was ever recorded about one action, oldest first."""

    action: ActionState
    leads: Sequence[LeadState] = ()
    said: Sequence[Said] = ()
    challenges: Sequence[Challenged] = ()
    revisions: Sequence[DateAsked] = ()
    completions: Sequence[Completed] = ()
    checks: Sequence[Checked] = ()
    proposal_decisions: Sequence[ProposalDecided] = ()
    comments: Sequence[Commented] = ()
    shows: Sequence[Shows] = ()
    risks: Sequence[LinkedRisk] = ()

    @property
    def accountable(self) -> LeadState | None:
        return accountable_of(self.leads)
