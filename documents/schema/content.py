"""The shape of a frozen snapshot, seventh edition.

A snapshot is plain JSON and holds everything that a document needs, in the words that will be
printed, so that a file made years later from the same snapshot says the same thing. Dates are ISO
strings; a missing date is null; lists are in printing order. A change of meaning takes a new
number; what lies in an older shape is read through `earlier.upgrades`.
"""

from __future__ import annotations

from typing import TypedDict

from documents.schema.actions import ActionRecord
from documents.schema.audience import AudienceFields
from documents.schema.changes import Changes
from documents.schema.indicators import FigureFields
from documents.schema.measures import MeasureFields
from documents.schema.quarter import (
    DirectionRecord,
    EscalationRecord,
    RecurringRecord,
)
from documents.schema.registers import RegisterFields
from documents.schema.scope import ScopeFields

SCHEMA = 7
NOT_UPDATED = "not_updated"  # shown in place of a status; never stored as a rating
GOING_ON = "going_on"  # the same where an audience is not told how each action stands


class StatusEntry(TypedDict):
    """One row of the plan's legend, or the display-only "not updated"."""

    canonical: str
    code: str
    label: str
    definition: str
    symbol: str
    colour: str


class LevelRecord(TypedDict):
    name: str
    plural: str
    role: str
    numbered: bool


class HeadingRecord(TypedDict):
    id: int
    parent: int | None
    level: int
    number: str
    text: str
    vision: str
    context: str


class OutcomeRecord(TypedDict):
    number: str
    text: str
    actions: list[int]


class RevisionRecord(TypedDict):
    """A new date that was asked for in the period, or still waits for a decision."""

    action: int
    previous: str
    proposed: str
    reason: str
    asked_on: str
    asked_by: str
    to_chief_officers: bool
    state: str
    decided_by: str
    decided_on: str | None
    note: str


class CountRow(TypedDict):
    """One row of the counts by date: total(t) = total(t-1) + added - withdrawn."""

    on: str
    total: int
    completed: int
    added: int
    withdrawn: int
    ongoing: int
    first: bool


class MeetingRecord(TypedDict):
    body: str
    on: str
    title: str


class MemberRecord(TypedDict):
    body: str
    post: str
    holder: str
    agency: str
    capacity: str


class BodyRecord(TypedDict):
    name: str
    kind: str
    parent: str
    reports_to: str
    cadence: str
    remit: str


class SignatureRecord(TypedDict):
    """What is printed of a signature, and without whose names for those outside; `sha256` is of the
    words that somebody signed, these or earlier ones ("" where nobody did)."""

    told: str
    outside: str
    sha256: str


class WordsFields(TypedDict, total=False):
    """Whose words they are and since when (older snapshots do not know), who agreed to these very
    words, or `unagreed` where several wrote the report and nobody had; whether they are signed."""

    by: str
    on: str
    agreed_by: str
    agreed_on: str
    unagreed: bool
    signature: SignatureRecord


class SectionRecord(WordsFields):
    key: str
    heading: str
    body: str


class ChairRecord(TypedDict):
    """Who was in the chair on the last day that a report covers, `of` the committee or of chief
    officers."""

    of: str
    body: str
    holder: str
    post: str


class ChairFields(TypedDict, total=False):
    """Not there in older snapshots."""

    chairs: list[ChairRecord]


class NoteRecord(TypedDict):
    kind: str
    text: str
    references: list[str]


class ContextAbove(TypedDict, total=False):
    """What the plan serves, level by level; not in older snapshots, nor where nobody wrote it."""

    context_above: str


class PlanRecord(ContextAbove):
    id: int
    title: str
    starts: str
    ends: str
    version: str
    legend_basis: str
    vision: str
    introduction: str
    ongoing_name: str


class FollowingFields(TypedDict, total=False):
    """What of the plan that follows is not in older snapshots."""

    vision: str
    outcomes: list[OutcomeRecord]


NO_FOLLOWING: FollowingFields = {}


class NextPlanTree(TypedDict):
    """The plan that follows, beside its actions."""

    title: str
    starts: str
    ends: str
    levels: list[LevelRecord]
    headings: list[HeadingRecord]


class NextPlanRecord(NextPlanTree, FollowingFields):
    actions: list[ActionRecord]


class CoverFields(ChairFields):
    """What a person ordered, for whom, and the bodies and members round it."""

    schema: int
    kind: str
    frozen_at: str
    as_of: str
    period_start: str
    period_end: str
    period_name: str
    considered_on: str | None
    area: str
    committee: str
    considered_by: str
    prepared_by: str
    marking: str
    edition: str
    version: int
    bodies: list[BodyRecord]
    members: list[MemberRecord]
    sections: list[SectionRecord]


class WhatWasFrozen(CoverFields):
    """What snapshots have held since the first schema, beside their actions."""

    plan: PlanRecord
    levels: list[LevelRecord]
    legend: list[StatusEntry]
    headings: list[HeadingRecord]
    outcomes: list[OutcomeRecord]
    revisions: list[RevisionRecord]
    counts: dict[str, int]
    previous_counts: dict[str, int] | None
    count_rows: list[CountRow]
    previous_hash: str
    meetings: list[MeetingRecord]
    decisions: list[str]
    notes: list[NoteRecord]


class CorrectionFields(TypedDict):
    """What was wrong in the issued version that this one replaces."""

    erratum: str
    corrects: int | None
    corrects_issued_on: str | None


class BetweenMeetings(CorrectionFields):
    """What the second schema brought: directions, escalations and corrections."""

    directions: list[DirectionRecord]
    escalations: list[EscalationRecord]


class OpenWindowRecord(TypedDict):
    """The window in which leads were still being asked when this was frozen, and why it was."""

    label: str
    until: str
    reason: str


class BaselineRecord(TypedDict):
    """The report that this one is compared with."""

    title: str
    version: int
    issued_on: str | None  # none for what was frozen from the command line


class BasisFields(TypedDict):
    """What the third schema brought: on what the report rests."""

    open_window: OpenWindowRecord | None
    baseline: BaselineRecord | None


class RecurringFields(TypedDict):
    """What the fourth schema brought: recurring work, in lines of its own."""

    recurring: list[RecurringRecord]


class HeadFields(TypedDict, total=False):
    """Where the chain of the record ended when this was frozen, as "1204:9f3c…": how many links it
    had and the hash of the last. Not there before there was a chain."""

    record_head: str


NO_HEAD: HeadFields = {}


class ContentsFields(TypedDict, total=False):
    """The parts of a quarterly report in the order that its committee chose. Not there where it
    chose none: every part is then printed, in the order of the house."""

    contents: list[str]


NO_CONTENTS: ContentsFields = {}


class LogoRecord(TypedDict):
    """The committee's logo, by the SHA-256 of the image that lies beside; its size in points."""

    sha256: str
    width: int
    height: int
    alt: str


class LogoFields(TypedDict, total=False):
    """Not there where the area had none when this was frozen."""

    logo: LogoRecord


class AddedFields(RegisterFields, AudienceFields, LogoFields):
    """What stands in a record only where there is something to say."""


NOT_ADDED: AddedFields = {}


class SnapshotContent(
    WhatWasFrozen,
    BetweenMeetings,
    BasisFields,
    RecurringFields,
    HeadFields,
    MeasureFields,
    FigureFields,
    ScopeFields,
    ContentsFields,
    AddedFields,
):
    actions: list[ActionRecord]
    changes: Changes | None
    next_plan: NextPlanRecord | None
