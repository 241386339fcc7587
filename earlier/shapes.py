"""The shapes of snapshots as they lie in the database for ever, where they are not today's."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from documents.schema.actions import ActionRecord, FirstActionRecord, SecondActionRecord
from documents.schema.audience import AudienceFields
from documents.schema.changes import ActionChange, ChangeLists, ChangeRecord
from documents.schema.content import (
    BasisFields,
    BetweenMeetings,
    ContentsFields,
    HeadFields,
    HeadingRecord,
    LevelRecord,
    NextPlanRecord,
    RecurringFields,
    WhatWasFrozen,
)
from documents.schema.indicators import FigureFields
from documents.schema.measures import MeasureFields
from documents.schema.registers import RegisterFields
from documents.schema.scope import ScopeFields


class StoredDifference(TypedDict):
    """A difference whose records may be those of a first schema."""

    added: list[FirstActionRecord]
    removed: list[FirstActionRecord]
    changed: list[ActionChange]
    order: list[int]


class StoredChanges(ChangeLists):
    difference: NotRequired[StoredDifference]
    told: NotRequired[list[ChangeRecord]]


class FirstNextPlan(TypedDict):
    title: str
    starts: str
    ends: str
    levels: list[LevelRecord]
    headings: list[HeadingRecord]
    actions: list[FirstActionRecord]


class FirstSnapshot(WhatWasFrozen):
    """Schema 1."""

    actions: list[FirstActionRecord]
    changes: StoredChanges | None
    next_plan: FirstNextPlan | None


class SecondNextPlan(TypedDict):
    title: str
    starts: str
    ends: str
    levels: list[LevelRecord]
    headings: list[HeadingRecord]
    actions: list[SecondActionRecord]


class SecondSnapshot(WhatWasFrozen, BetweenMeetings):
    """Schema 2."""

    actions: list[SecondActionRecord]
    changes: StoredChanges | None
    next_plan: SecondNextPlan | None


class ThirdSnapshot(WhatWasFrozen, BetweenMeetings, BasisFields):
    """Schema 3."""

    actions: list[ActionRecord]
    changes: StoredChanges | None
    next_plan: NextPlanRecord | None


class FourthSnapshot(ThirdSnapshot, RecurringFields, HeadFields):
    """Schema 4."""


class FifthSnapshot(FourthSnapshot, MeasureFields):
    """Schema 5."""


class SixthSnapshot(FifthSnapshot, FigureFields):
    """Schema 6."""


class SeventhSnapshot(SixthSnapshot, ScopeFields, ContentsFields, RegisterFields, AudienceFields):
    """Schema 7: today's, with a difference that may hold older records."""
