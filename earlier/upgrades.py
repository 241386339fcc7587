"""Stored snapshots read in today's shape. Pure: what is stored keeps its JSON and its hash.

What is read is held against the shape of its own schema first, so that nothing is printed from
what only looks like a snapshot. `schema` stays the number in which it was frozen, so that a
document made from it anew can say that it is in today's form.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from documents.papers.exceptions import NOT_KNOWN
from documents.schema.actions import (
    ActionRecord,
    AgencyFields,
    BecameFields,
    DatedFields,
    DescentFields,
    FirstActionRecord,
    LaterFields,
    RegionalFields,
    SecondActionRecord,
    UntoldFields,
)
from documents.schema.changes import Changes, Difference
from documents.schema.content import (
    NO_CONTENTS,
    NO_FOLLOWING,
    NO_HEAD,
    NOT_ADDED,
    BasisFields,
    BetweenMeetings,
    RecurringFields,
    SnapshotContent,
)
from documents.schema.indicators import NO_FIGURES
from documents.schema.keys import KeysHere, keys_here, translated
from documents.schema.measures import PlanMeasure
from documents.schema.scope import WHOLE_PLAN
from documents.shape import Json, shaped
from earlier.shapes import (
    FifthSnapshot,
    FirstSnapshot,
    FourthSnapshot,
    SecondNextPlan,
    SecondSnapshot,
    SeventhSnapshot,
    SixthSnapshot,
    StoredChanges,
    StoredDifference,
    ThirdSnapshot,
)

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
NOT_CARRIED: DescentFields = {}
# whose its leads were is not known
NO_AGENCIES: AgencyFields = {}
GOES_ON: BecameFields = {}
TOLD: UntoldFields = {}
# what the fourth schema did not know: measures had words, and no number
NOT_COUNTED: PlanMeasure = {
    "id": 0,
    "text": "",
    "sources": "",
    "actions": [],
    "outcomes": [],
    "counted": False,
    "unit": "",
    "good": "neither",
    "counts_children": False,
    "baseline": "",
    "baseline_on": None,
    "baseline_words": "",
    "target": "",
    "target_by": None,
    "target_agreed_on": None,
    "readings": [],
    "latest": "",
    "latest_when": "",
    "difference": "",
    "trend": "",
    "reached": "",
}


def read(stored: str, keys: KeysHere | None = None) -> SnapshotContent:
    """A snapshot as it lies in the database, in today's shape; with the `keys` that things have
    here, where it came from elsewhere.

    Raises ValueError for a text that is no snapshot, saying where, and for a schema to come: an
    older program must not print what it does not know.
    """
    content: Json = json.loads(stored)
    if keys:
        content = keys_here(content, translated(keys))
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema == 1:
        return _from_second(_second(shaped(content, FirstSnapshot)))
    if schema == 2:
        return _from_second(shaped(content, SecondSnapshot))
    if schema == 3:
        return _from_fourth(_fourth(shaped(content, ThirdSnapshot)))
    if schema == 4:
        return _from_fourth(shaped(content, FourthSnapshot))
    if schema == 5:
        return _today(_seventh(_sixth(shaped(content, FifthSnapshot))))
    if schema == 6:
        return _today(_seventh(shaped(content, SixthSnapshot)))
    if schema == 7:
        return _today(shaped(content, SeventhSnapshot))
    raise ValueError(f"This snapshot is of schema {schema}, of a later program")


def _from_second(content: SecondSnapshot) -> SnapshotContent:
    return _from_fourth(_fourth(_third(content)))


def _from_fourth(content: FourthSnapshot) -> SnapshotContent:
    return _today(_seventh(_sixth(_fifth(content))))


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
            {**NO_FOLLOWING, **following, "actions": _actions(following["actions"])}
            if following
            else None
        ),
    }


def _fourth(content: ThirdSnapshot) -> FourthSnapshot:
    """The third schema in the shape of the fourth: of recurring work it says nothing."""
    return {**LATER_RECURRING, **NO_HEAD, **content}


def _fifth(content: FourthSnapshot) -> FifthSnapshot:
    """The fourth schema in the shape of the fifth: measures had words, and no number."""
    return {**content, "measures": measures_in_words(content["actions"])}


def measures_in_words(actions: Sequence[ActionRecord]) -> list[PlanMeasure]:
    """The measures of actions, each once with all that it belongs to, in their order."""
    of_actions: dict[tuple[str, str], list[int]] = {}
    for action in actions:
        for row in action["measures"]:
            of_actions.setdefault((row["text"], row["sources"]), []).append(action["id"])
    return [
        {**NOT_COUNTED, "text": text, "sources": sources, "actions": keys}
        for (text, sources), keys in of_actions.items()
    ]


def _sixth(content: FifthSnapshot) -> SixthSnapshot:
    """The fifth schema in the shape of the sixth: no report printed figures."""
    return {**NO_FIGURES, **content}


def _seventh(content: SixthSnapshot) -> SeventhSnapshot:
    """The sixth schema in the shape of the seventh: every report told of the whole plan."""
    return {**WHOLE_PLAN, **NO_CONTENTS, **NOT_ADDED, **content}


def _today(content: SeventhSnapshot) -> SnapshotContent:
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
    return [
        {
            **LATER_OF_ACTION,
            **_dated(row),
            **NOT_REGIONAL,
            **NOT_CARRIED,
            **NO_AGENCIES,
            **GOES_ON,
            **TOLD,
            **row,
        }
        for row in rows
    ]


def _dated(row: FirstActionRecord) -> DatedFields:
    return {
        "silence": "",
        "silence_words": NOT_KNOWN if row["silent"] else "",
        "said_on": None,
        "sent_back_on": None,
        "claimed_on": None,
        "verified_on": None,
    }
