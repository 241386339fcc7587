"""The shape of what changed, as a snapshot keeps it: to be applied, and in words."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from documents.schema.actions import ActionRecord, Move
from documents.shape import Json


class FieldChange(TypedDict, total=False):
    """One field of an action on both sides; a side that lacks the field has no key."""

    before: Json
    after: Json


class ActionChange(TypedDict):
    id: int
    fields: dict[str, FieldChange]


class Difference(TypedDict):
    """What turns the actions of the snapshot before into those of this one.

    `documents.difference.records` makes and applies it; `order` lists the ids as they
    stand now, where they do not follow from the rest.
    """

    added: list[ActionRecord]
    removed: list[ActionRecord]
    changed: list[ActionChange]
    order: list[int]


class ChangeRecord(TypedDict):
    """One change in plain words. `kind` is a key of `documents.difference.changes.LABELS`.

    `before` and `after` are what is printed; dates are ISO strings, and `before_status` and
    `after_status` are canonical where the change is one of status. `field` names the words that
    changed.
    """

    kind: str
    action: int
    reference: str
    ongoing: bool
    field: str
    before: str
    after: str
    before_status: str
    after_status: str
    sentence: str


class ChangeLists(TypedDict):
    """What happened since the last report, in lists by kind: all that the first snapshots held."""

    since: str
    status: list[Move]
    dates: list[Move]
    wording: list[Move]
    added: list[Move]
    withdrawn: list[Move]
    completed: list[Move]
    fell_silent: list[Move]


class Changes(ChangeLists):
    """What happened since the last report, in the words of the legend.

    `difference` and `told` came after the first snapshots: ask for them with `.get`.
    """

    difference: NotRequired[Difference]
    told: NotRequired[list[ChangeRecord]]
