"""Stored snapshots read in today's shape. Pure: what is stored keeps its JSON and its hash.

What is read is held against the shape of its own schema first, so that nothing is printed from
what only looks like a snapshot. `schema` stays the number in which it was frozen, so that a
document made from it anew can say that it is in today's form.
"""

from __future__ import annotations

import json

from documents.schema.actions import (
    ActionRecord,
    DatedFields,
    FirstActionRecord,
    LaterFields,
    RegionalFields,
    SecondActionRecord,
)
from documents.schema.changes import Changes, Difference
from documents.schema.content import (
    NO_HEAD,
    BasisFields,
    BetweenMeetings,
    RecurringFields,
    SnapshotContent,
)
from documents.schema.earlier import (
    FirstSnapshot,
    FourthSnapshot,
    SecondNextPlan,
    SecondSnapshot,
    StoredChanges,
    StoredDifference,
    ThirdSnapshot,
)
from documents.shape import Json, plain, shaped
from documents.text import all_printable

# what the first schema did not know: of an action, and of the quarter
LATER_OF_ACTION: LaterFields = {
    "worded_by": "",
    "lead_progress": "",
    "lead_reason": "",
    "lead_remedy": "",
    "lead_difference": "",
    "adopted": None,
    "added_at_meeting": None,
    "reopened": None,
    "evidence_items": [],
    "sent_back": False,
}
LATER_OF_CONTENT: BetweenMeetings = {
    "directions": [],
    "escalations": [],
    "erratum": "",
    "corrects": None,
    "corrects_issued_on": None,
}
# what the second schema did not know
LATER_BASIS: BasisFields = {"open_window": None, "baseline": None}
# what the third schema did not know
LATER_RECURRING: RecurringFields = {"recurring": []}
# earlier actions were one area's alone
NOT_REGIONAL: RegionalFields = {}
NOT_KNOWN = "Whether anybody was asked is not known"


def read(stored: str) -> SnapshotContent:
    """A snapshot as it lies in the database, in today's shape.

    Raises ValueError for a text that is no snapshot, saying where, and for a schema to come: an
    older program must not print what it does not know.
    """
    content: Json = json.loads(stored)
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema == 1:
        return _today(_fourth(_third(_second(shaped(content, FirstSnapshot)))))
    if schema == 2:
        return _today(_fourth(_third(shaped(content, SecondSnapshot))))
    if schema == 3:
        return _today(_fourth(shaped(content, ThirdSnapshot)))
    if schema == 4:
        return _today(shaped(content, FourthSnapshot))
    raise ValueError(f"This snapshot is of schema {schema}, of a later program")


def printable(content: SnapshotContent) -> SnapshotContent:
    """The same content without what no paper can print.

    For what was kept before texts were cleaned: no word, space or line of it moves otherwise.
    """
    return shaped(all_printable(plain(content)), SnapshotContent)


def _second(content: FirstSnapshot) -> SecondSnapshot:
    """The first schema in the shape of the second: what was not known then is said as not so."""
    following = content["next_plan"]
    next_plan: SecondNextPlan | None = None
    if following:
        next_plan = {**following, "actions": _second_actions(following["actions"])}
    actions = _second_actions(content["actions"])
    return {**LATER_OF_CONTENT, **content, "actions": actions, "next_plan": next_plan}


def _third(content: SecondSnapshot) -> ThirdSnapshot:
    """The second schema in the shape of the third: what was not known is said to be not known."""
    following = content["next_plan"]
    return {
        **LATER_BASIS,
        **content,
        "actions": _actions(content["actions"]),
        "next_plan": (
            {**following, "actions": _actions(following["actions"])} if following else None
        ),
    }


def _fourth(content: ThirdSnapshot) -> FourthSnapshot:
    """The third schema in the shape of the fourth: of recurring work it says nothing."""
    return {**LATER_RECURRING, **NO_HEAD, **content}


def _today(content: FourthSnapshot) -> SnapshotContent:
    kept = content["changes"]
    return {**content, "changes": _changes(kept) if kept else None}


def _changes(kept: StoredChanges) -> Changes:
    """The same changes, with the records of a difference, where there is one, in today's shape."""
    lists: Changes = {
        "since": kept["since"],
        "status": kept["status"],
        "dates": kept["dates"],
        "wording": kept["wording"],
        "added": kept["added"],
        "withdrawn": kept["withdrawn"],
        "completed": kept["completed"],
        "fell_silent": kept["fell_silent"],
    }
    if "difference" in kept:
        lists["difference"] = _difference(kept["difference"])
    if "told" in kept:
        lists["told"] = kept["told"]
    return lists


def _difference(kept: StoredDifference) -> Difference:
    return {
        **kept,
        "added": _actions(kept["added"]),
        "removed": _actions(kept["removed"]),
    }


def _second_actions(rows: list[FirstActionRecord]) -> list[SecondActionRecord]:
    return [{**LATER_OF_ACTION, **row} for row in rows]


def _actions(
    rows: list[FirstActionRecord] | list[SecondActionRecord],
) -> list[ActionRecord]:
    return [{**LATER_OF_ACTION, **_dated(row), **NOT_REGIONAL, **row} for row in rows]


def _dated(row: FirstActionRecord) -> DatedFields:
    return {
        "silence": "",
        "silence_words": NOT_KNOWN if row["silent"] else "",
        "said_on": None,
        "sent_back_on": None,
        "claimed_on": None,
        "verified_on": None,
    }
