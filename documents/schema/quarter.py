"""What later schemas of snapshots brought: the parts of a record of one quarter.

They stand in `documents.schema.content`, which says how dates and missing values are written.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class AdoptedRecord(TypedDict):
    """What the rules proposed and somebody accepted, beside the lead's own rating.

    Or what the committee agreed: then `meeting` is the day of the meeting.
    """

    canonical: str
    label: str
    reason: str
    by: str
    on: str
    lead_canonical: str
    lead_label: str
    meeting: NotRequired[str]


class ReopenedRecord(TypedDict):
    """A completion that was verified and reopened: when, by whom and why."""

    on: str
    reason: str
    by: str
    completed_on: str


class EvidenceRecord(TypedDict):
    """A file or link sent with an update: its name, and a link's host. Never a path."""

    title: str
    kind: str
    host: str


class AnswerRecord(TypedDict):
    """What was done about a direction: words, an action of a plan, or both."""

    text: str
    action: str  # its reference, or empty
    action_text: str
    status: str  # canonical in this snapshot; empty when the action is of another plan
    status_label: str
    by: str
    on: str


class DirectionRecord(TypedDict):
    """A direction of chief officers, carried until it is closed (rule 9)."""

    number: int
    text: str
    given_by: str
    given_on: str
    due_on: str | None
    overdue: bool
    days_overdue: int
    report: str
    report_version: int
    plan: str  # the plan's title where it is another plan of the area, else empty
    state: str
    closed_on: str | None
    closed_by: str
    note: str
    answers: list[AnswerRecord]


class EscalationRecord(TypedDict):
    """What a meeting of the committee put to chief officers."""

    action: int
    reference: str
    question: str
    body: str
    on: str


class TallyRecord(TypedDict):
    """One line that answered for recurring work, said in the report's period."""

    since: str
    until: str
    due: int
    done: int
    why: str
    said_on: str
    by: str


class RecurringRecord(TypedDict):
    """What fell due of one action's recurring work (the fourth schema), and how it was answered.

    `waiting` fell due from `waiting_since` on and is not answered; `sent_back_on` says that the
    last line was sent back: its words are not kept.
    """

    action: int
    tallies: list[TallyRecord]
    waiting: int
    waiting_since: str
    sent_back_on: str | None
