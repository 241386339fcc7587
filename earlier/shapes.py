"""The shapes of snapshots as they lie in the database for ever, where they are not today's."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from documents.schema.actions import ActionRecord, FirstActionRecord, SecondActionRecord
from documents.schema.changes import ActionChange, ChangeLists, ChangeRecord
from documents.schema.content import (
    AddedFields,
    BasisFields,
    BetweenMeetings,
    ContentsFields,
    HeadFields,
    NextPlanRecord,
    NextPlanTree,
    RecurringFields,
    WhatWasFrozen,
)
from documents.schema.indicators import FigureFields
from documents.schema.measures import MeasureFields
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


class FirstNextPlan(NextPlanTree):
    actions: list[FirstActionRecord]


class FirstSnapshot(WhatWasFrozen):
    """Schema 1."""

    actions: list[FirstActionRecord]
    changes: StoredChanges | None
    next_plan: FirstNextPlan | None


class SecondNextPlan(NextPlanTree):
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


class SeventhSnapshot(SixthSnapshot, ScopeFields, ContentsFields, AddedFields):
    """Schema 7: today's, with a difference that may hold older records."""
