"""The shapes of snapshots as they lie in the database for ever, where they are not today's."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from documents.schema.actions import ActionRecord, FirstActionRecord
from documents.schema.changes import ActionChange, ChangeLists, ChangeRecord
from documents.schema.content import (
    BetweenMeetings,
    HeadingRecord,
    LevelRecord,
    NextPlanRecord,
    WhatWasFrozen,
)


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


class SecondSnapshot(WhatWasFrozen, BetweenMeetings):
    """Schema 2."""

    actions: list[ActionRecord]
    changes: StoredChanges | None
    next_plan: NextPlanRecord | None
