"""What changed between two snapshots. Pure: two frozen contents in, one difference out.

The difference is applied and told from the same thing: :func:`apply` replays it, and
`documents.difference.changes` puts it into words. Both are frozen in the snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from documents.schema.actions import ActionRecord
from documents.schema.changes import Difference, FieldChange


def compare(before: Iterable[ActionRecord], after: Iterable[ActionRecord]) -> Difference:
    """The difference that turns the actions of one snapshot into those of another.

    Plain JSON. A field that one side lacks has no "before", or no "after".
    """
    old, new = _by_id(before), _by_id(after)
    found: Difference = {
        "added": [new[key] for key in new if key not in old],
        "removed": [old[key] for key in old if key not in new],
        "changed": [
            {"id": key, "fields": fields}
            for key in new
            if key in old and (fields := _fields(old[key], new[key]))
        ],
        "order": [],
    }
    if [row["id"] for row in apply(old.values(), found)] != list(new):
        found["order"] = list(new)
    return found


def apply(before: Iterable[ActionRecord], difference: Difference) -> list[ActionRecord]:
    """Replay a difference: `apply(before, compare(before, after)) == after`, order and all."""
    gone = {row["id"] for row in difference["removed"]}
    changed = {row["id"]: row["fields"] for row in difference["changed"]}
    kept = [
        _changed(row, changed.get(key, {}))
        for key, row in _by_id(before).items()
        if key not in gone
    ]
    found = _by_id([*kept, *difference["added"]])
    return [found[key] for key in difference["order"] or found]


def nothing(difference: Difference) -> bool:
    """Whether two snapshots hold the same actions in the same order."""
    return not any(difference.values())


def _by_id(records: Iterable[ActionRecord]) -> dict[int, ActionRecord]:
    return {record["id"]: record for record in records}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, FieldChange]:
    names = [*after, *(name for name in before if name not in after)]
    found: dict[str, FieldChange] = {}
    for name in names:
        sides = {
            side: record[name]
            for side, record in (("before", before), ("after", after))
            if name in record
        }
        if len(sides) < 2 or sides["before"] != sides["after"]:
            found[name] = cast(FieldChange, sides)
    return found


def _changed(record: ActionRecord, fields: Mapping[str, FieldChange]) -> ActionRecord:
    if not fields:
        return record
    kept = {name: value for name, value in record.items() if name not in fields}
    news = {name: pair["after"] for name, pair in fields.items() if "after" in pair}
    return cast(ActionRecord, kept | news)
