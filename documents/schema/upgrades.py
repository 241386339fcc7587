"""Stored snapshots read in today's shape. Pure: what is stored keeps its JSON and its hash.

`schema` stays the number in which a snapshot was frozen, so that a document made from it anew can
say that it is in today's form.
"""

from __future__ import annotations

import json
from typing import Any, cast

from documents.schema.content import SnapshotContent

# what the first schema did not know: of an action, and of the quarter
LATER_OF_ACTION: dict[str, Any] = {
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
LATER_OF_CONTENT: dict[str, Any] = {
    "directions": [],
    "escalations": [],
    "erratum": "",
    "corrects": None,
    "corrects_issued_on": None,
}


def read(stored: str) -> SnapshotContent:
    """A snapshot as it lies in the database, in today's shape.

    Raises ValueError for a schema to come: an older program must not print what it does not know.
    """
    content = json.loads(stored)
    if content["schema"] not in (1, 2):
        raise ValueError(f"This snapshot is of schema {content['schema']}, of a later program")
    return cast(SnapshotContent, _second(content) if content["schema"] == 1 else content)


def _second(content: dict[str, Any]) -> dict[str, Any]:
    """The first schema in the shape of the second: what was not known then is said as not so."""
    later = {**LATER_OF_CONTENT, **content}
    later["actions"] = [_action(row) for row in content["actions"]]
    if content["next_plan"]:
        actions = [_action(row) for row in content["next_plan"]["actions"]]
        later["next_plan"] = {**content["next_plan"], "actions": actions}
    return later


def _action(row: dict[str, Any]) -> dict[str, Any]:
    return {**LATER_OF_ACTION, **row}
