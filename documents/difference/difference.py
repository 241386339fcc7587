"""What changed between two snapshots. Pure: two frozen contents in, one difference out.

The difference is applied and told from the same thing: :func:`apply` replays it, and
`documents.difference.telling` puts it into words. Both are frozen in the snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from documents.difference import telling
from documents.schema.actions import ActionRecord, Move
from documents.schema.changes import ActionChange, Changes, Difference, FieldChange
from documents.schema.content import NOT_UPDATED, SnapshotContent

Fields = dict[str, tuple[Any, Any]]


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


def changes(before: SnapshotContent, after: SnapshotContent) -> Changes:
    """The difference as a snapshot keeps it: to be applied, in words, and as schema 1 kept it."""
    gap = compare(before["actions"], after["actions"])
    found = {
        "since": before["as_of"],
        **_first_edition(gap, after["actions"]),
        "difference": gap,
        "told": telling.told(
            before["actions"], apply(before["actions"], gap), _places(before) | _places(after)
        ),
    }
    return cast(Changes, found)


def _places(content: SnapshotContent) -> dict[int, str]:
    """What the headings are called: "Outcome 3" where they are numbered, else their words."""
    levels = content["levels"]
    return {
        row["id"]: f"{levels[row['level'] - 1]['name']} {row['number']}"
        if row["number"]
        else row["text"]
        for row in content["headings"]
    }


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


def _first_edition(gap: Difference, after: Sequence[ActionRecord]) -> dict[str, list[Move]]:
    """The lists that snapshots have held since the first schema; their templates print them."""
    new = _by_id(after)
    changed = {row["id"]: _pairs(row) for row in gap["changed"]}
    rated = {key: fields for key, fields in changed.items() if not new[key]["ongoing"]}
    return {
        "status": _moves(rated, new, "status", "status_label", skip=("complete", "withdrawn")),
        "dates": _moves(changed, new, "due", "due"),
        "wording": _moves(changed, new, "text", "text"),
        "added": [_arrival(record) for record in gap["added"]],
        "withdrawn": _ended(changed, gap["added"], new, "withdrawn_on"),
        "completed": _ended(changed, gap["added"], new, "completed_on"),
        "fell_silent": [
            _move(new[key], fields["status_label"])
            for key, fields in rated.items()
            if "status" in fields and fields["status"][1] == NOT_UPDATED
        ],
    }


def _pairs(row: ActionChange) -> Fields:
    return {name: (pair.get("before"), pair.get("after")) for name, pair in row["fields"].items()}


def _moves(
    changed: Mapping[int, Fields],
    new: Mapping[int, ActionRecord],
    name: str,
    printed: str,
    skip: tuple[str, ...] = (),
) -> list[Move]:
    return [
        _move(new[key], fields.get(printed, ("", "")))
        for key, fields in changed.items()
        if name in fields and fields[name][1] not in (*skip, NOT_UPDATED)
    ]


def _ended(
    changed: Mapping[int, Fields],
    added: Iterable[ActionRecord],
    new: Mapping[int, ActionRecord],
    name: str,
) -> list[Move]:
    """Actions whose end date was set since; one that came and ended between two reports counts."""
    ids = [key for key, fields in changed.items() if name in fields and fields[name][1]]
    ids += [record["id"] for record in added if cast(Mapping[str, Any], record)[name]]
    return [_arrival(new[key]) for key in ids]


def _move(record: ActionRecord, pair: tuple[Any, Any]) -> Move:
    before, after = (str(value or "") for value in pair)
    return {
        "action": record["id"],
        "reference": record["reference"],
        "before": before,
        "after": after,
    }


def _arrival(record: ActionRecord) -> Move:
    return _move(record, ("", record["status_label"]))
