"""What changed between two snapshots, as the later one keeps it. Pure.

It is kept three ways: to be applied, in words, and in the lists of the first schema. The words are
told from what is kept to be applied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from documents.difference import changes, measures
from documents.difference.records import apply, compare
from documents.schema.actions import ActionRecord, Move
from documents.schema.changes import ActionChange, ChangeLists, Changes, Difference
from documents.schema.content import NOT_UPDATED, SnapshotContent
from documents.schema.measures import COUNTED
from documents.shape import Json

Pair = tuple[Json, Json]
Fields = dict[str, Pair]


def between(before: SnapshotContent, after: SnapshotContent) -> Changes:
    """What became of the plan from one snapshot to the next."""
    gap = compare(before["actions"], after["actions"])
    return {
        **_lists(before["as_of"], gap, after["actions"]),
        "difference": gap,
        "told": changes.between(
            before["actions"],
            apply(before["actions"], gap),
            _places(before) | _places(after),
            measures.between(
                before["measures"],
                after["measures"],
                {row["id"]: row["reference"] for row in after["actions"]},
                all_known=before["schema"] >= COUNTED,
            ),
        ),
    }


def _places(content: SnapshotContent) -> dict[int, str]:
    """What the headings are called: "Outcome 3" where they are numbered, else their words."""
    levels = content["levels"]
    return {
        row["id"]: f"{levels[row['level'] - 1]['name']} {row['number']}"
        if row["number"]
        else row["text"]
        for row in content["headings"]
    }


def _lists(since: str, gap: Difference, after: Sequence[ActionRecord]) -> ChangeLists:
    """The lists that snapshots have held since the first schema; their templates print them."""
    new = {record["id"]: record for record in after}
    changed = {row["id"]: _pairs(row) for row in gap["changed"]}
    rated = {key: fields for key, fields in changed.items() if not new[key]["ongoing"]}
    return {
        "since": since,
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
    name: Literal["withdrawn_on", "completed_on"],
) -> list[Move]:
    """Actions whose end date was set since; one that came and ended between two reports counts."""
    ids = [key for key, fields in changed.items() if name in fields and fields[name][1]]
    ids += [record["id"] for record in added if record[name]]
    return [_arrival(new[key]) for key in ids]


def _move(record: ActionRecord, pair: Pair) -> Move:
    before, after = (str(value or "") for value in pair)
    return {
        "action": record["id"],
        "reference": record["reference"],
        "before": before,
        "after": after,
    }


def _arrival(record: ActionRecord) -> Move:
    return _move(record, ("", record["status_label"]))
