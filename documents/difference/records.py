"""The difference of two lists of records: field by field, as a snapshot keeps it. Pure.

:func:`apply` replays it; `documents.difference.changes` puts it into words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from documents.schema.actions import ActionRecord
from documents.schema.changes import Difference, FieldChange
from documents.shape import Json, plain, shaped


def compare(before: Iterable[ActionRecord], after: Iterable[ActionRecord]) -> Difference:
    """The difference that turns the actions of one snapshot into those of another. Plain JSON."""
    old, new = _by_id(before), _by_id(after)
    difference: Difference = {
        "added": [new[key] for key in new if key not in old],
        "removed": [old[key] for key in old if key not in new],
        "changed": [
            {"id": key, "fields": fields}
            for key in new
            if key in old and (fields := _fields(old[key], new[key]))
        ],
        "order": [],
    }
    kept = [key for key in old if key in new]
    if kept + [key for key in new if key not in old] != list(new):
        difference["order"] = list(new)
    return difference


def apply(before: Iterable[ActionRecord], difference: Difference) -> list[ActionRecord]:
    """Replay a difference: `apply(before, compare(before, after)) == after`, order and all."""
    gone = {row["id"] for row in difference["removed"]}
    changed = {row["id"]: row["fields"] for row in difference["changed"]}
    kept = [
        _changed(row, changed.get(key, {}))
        for key, row in _by_id(before).items()
        if key not in gone
    ]
    rows = _by_id([*kept, *difference["added"]])
    return [rows[key] for key in difference["order"] or rows]


def nothing(difference: Difference) -> bool:
    """Whether two snapshots hold the same actions in the same order."""
    return not any(difference.values())


def _by_id(records: Iterable[ActionRecord]) -> dict[int, ActionRecord]:
    return {record["id"]: record for record in records}


def _fields(before: ActionRecord, after: ActionRecord) -> dict[str, FieldChange]:
    if before == after:
        return {}
    old, new = plain(before), plain(after)
    return {
        name: _change(old, new, name)
        for name in dict.fromkeys([*new, *old])
        if (name in old, old.get(name)) != (name in new, new.get(name))
    }


def _change(old: Mapping[str, Json], new: Mapping[str, Json], name: str) -> FieldChange:
    change: FieldChange = {}
    if name in old:
        change["before"] = old[name]
    if name in new:
        change["after"] = new[name]
    return change


def _changed(record: ActionRecord, fields: Mapping[str, FieldChange]) -> ActionRecord:
    if not fields:
        return record
    kept = {name: value for name, value in plain(record).items() if name not in fields}
    news = {name: pair["after"] for name, pair in fields.items() if "after" in pair}
    return shaped(kept | news, ActionRecord)
