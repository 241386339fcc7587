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


class ActionRecord(TypedDict):
    """An action as it stood at the snapshot's date.

    `progress`, `reason`, `remedy` and `difference` are what is printed. Where the coordinator
    moderated the wording, `worded_by` names them and `lead_…` keep the lead's own words; else those
    are empty.
    """

    id: int
    reference: str
    number: str
    text: str
    heading: int | None
    ongoing: bool
    lead: str
    lead_holder: str
    contributing: list[str]
    timescale: str
    timescale_kind: str
    due_first: str | None
    due: str | None
    due_proposed: str | None
    times_moved: int
    added_on: str
    withdrawn_on: str | None
    withdrawn_reason: str
    status: str  # canonical, or NOT_UPDATED when the window passed in silence
    status_code: str
    status_label: str
    rating: str | None  # canonical of the last rating that anyone gave
    rating_label: str
    rated_on: str | None
    silent: bool
    overdue: bool
    days_overdue: int
    challenge: ChallengeRecord | None
    progress: str
    reason: str
    remedy: str
    evidence: str
    difference: str
    completed_on: str | None
    days_late: int
    verified_by: str
    awaiting_verification: bool
    expected_impact: str
    origin: str
    measures: list[MeasureRecord]
    flags: list[str]
    # schema 2
    worded_by: str
    lead_progress: str
    lead_reason: str
    lead_remedy: str
    lead_difference: str
    adopted: AdoptedRecord | None
    added_at_meeting: str | None
    reopened: ReopenedRecord | None
    evidence_items: list[EvidenceRecord]
    sent_back: bool


class Move(TypedDict):
    action: int
    reference: str
    before: str
    after: str
