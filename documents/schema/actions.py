"""The shape of an action in a frozen snapshot."""

from __future__ import annotations

from typing import TypedDict

from documents.schema.quarter import (
    AdoptedRecord,
    EvidenceRecord,
    ReopenedRecord,
)


class ChallengeRecord(TypedDict):
    canonical: str
    label: str
    by: str
    on: str | None
    reason: str


class MeasureRecord(TypedDict):
    text: str
    sources: str


class ComparedFirst(TypedDict):
    """What changes of an action are told of, since the first schema."""

    id: int
    reference: str
    number: str
    text: str
    heading: int | None
    ongoing: bool
    lead: str
    contributing: list[str]
    timescale: str
    due: str | None
    due_proposed: str | None
    times_moved: int
    added_on: str
    withdrawn_on: str | None
    withdrawn_reason: str
    status: str  # canonical, or NOT_UPDATED when the window passed in silence
    status_label: str
    rating: str | None  # canonical of the last rating that anyone gave
    rating_label: str
    challenge: ChallengeRecord | None
    reason: str
    completed_on: str | None
    days_late: int
    expected_impact: str


class ComparedLater(TypedDict):
    """What the second schema brought to it."""

    adopted: AdoptedRecord | None
    added_at_meeting: str | None
    reopened: ReopenedRecord | None


class Silent(TypedDict):
    """What the third schema brought to it: why nothing was heard, and who was asked until when."""

    silence: str  # of `documents.enums.Silence`; empty where something was heard, or not known
    silence_words: str


class ComparedRecord(ComparedFirst, ComparedLater, Silent):
    """An action as it stood on a day, in the fields that changes are told of.

    Every snapshot's record is one; of days on which nothing was frozen there is no more than this.
    """


class FirstActionRecord(ComparedFirst):
    """An action as it stood at the snapshot's date, as the first schema kept it."""

    lead_holder: str
    timescale_kind: str
    due_first: str | None
    status_code: str
    rated_on: str | None
    silent: bool
    overdue: bool
    days_overdue: int
    progress: str
    remedy: str
    evidence: str
    difference: str
    verified_by: str
    awaiting_verification: bool
    origin: str
    measures: list[MeasureRecord]
    flags: list[str]


class LaterFields(ComparedLater):
    """What the second schema brought to an action."""

    worded_by: str
    lead_progress: str
    lead_reason: str
    lead_remedy: str
    lead_difference: str
    evidence_items: list[EvidenceRecord]
    sent_back: bool


class SecondActionRecord(FirstActionRecord, LaterFields):
    """An action as the second schema kept it."""


class DatedFields(Silent):
    """What the third schema brought to an action: who was asked, and the days of what was said."""

    said_on: str | None  # the day of `progress`
    sent_back_on: str | None
    claimed_on: str | None  # said to be complete on this day, and not yet verified
    verified_on: str | None


class RegionalRecord(TypedDict):
    """The regional group that leads an action in several areas, and the names of the others."""

    group: str
    areas: list[str]


class RegionalFields(TypedDict, total=False):
    """What only a regional action has."""

    regional: RegionalRecord


class DescentRecord(TypedDict):
    """Through which plans an action came, the nearest first, and when it was first added."""

    plans: list[str]
    added_on: str


class DescentFields(TypedDict, total=False):
    """What only an action has that was carried forward from another plan."""

    carried: DescentRecord


class AgencyFields(TypedDict, total=False):
    """Which agencies lead, where it was frozen with them: "" where the lead has none."""

    agency: str
    contributing_agencies: list[str]  # in the order of `contributing`


class BecameRecord(TypedDict):
    """What became of an action when its plan ended; `way` is of `actions.enums.LineageKind`."""

    way: str
    words: str


class BecameFields(TypedDict, total=False):
    """Only of an action that was open when its plan ended, and was not withdrawn."""

    became: BecameRecord


class UntoldFields(TypedDict, total=False):
    """Only in an edition, and only where it is so: what is recorded of the difference that the
    action made is not told to this audience."""

    untold: bool


class ActionRecord(
    SecondActionRecord,
    DatedFields,
    RegionalFields,
    DescentFields,
    AgencyFields,
    BecameFields,
    UntoldFields,
):
    """An action as it stood at the snapshot's date.

    `progress`, `reason`, `remedy` and `difference` are what is printed: nothing of what was sent
    back. Where the coordinator moderated the wording, `worded_by` names them and `lead_…` keep the
    lead's own words; else those are empty. `regional` stands where several areas share it,
    `carried` where it came from the plan before.
    """


class Move(TypedDict):
    action: int
    reference: str
    before: str
    after: str
