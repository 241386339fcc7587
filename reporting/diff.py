"""What changed between two snapshots. Pure: two frozen contents in, one difference out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from reporting.schema import NOT_UPDATED, ActionRecord, Changes, Move, SnapshotContent

Fields = dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Difference:
    """Actions that came, went and changed, by id; ``changed`` holds (before, after) by field."""

    added: dict[int, ActionRecord]
    removed: dict[int, ActionRecord]
    changed: dict[int, Fields]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def compare(before: Iterable[ActionRecord], after: Iterable[ActionRecord]) -> Difference:
    """The difference that turns the actions of one snapshot into those of another."""
    old, new = _by_id(before), _by_id(after)
    return Difference(
        added={key: new[key] for key in new if key not in old},
        removed={key: old[key] for key in old if key not in new},
        changed={
            key: fields for key in new if key in old and (fields := _fields(old[key], new[key]))
        },
    )


def apply(before: Iterable[ActionRecord], difference: Difference) -> dict[int, ActionRecord]:
    """Replay a difference: the inverse of :func:`compare`, by id, order apart."""
    result: dict[int, ActionRecord] = {}
    for key, record in _by_id(before).items():
        if key in difference.removed:
            continue
        news = {name: pair[1] for name, pair in difference.changed.get(key, {}).items()}
        result[key] = cast(ActionRecord, {**record, **news})
    return result | difference.added


def changes(before: SnapshotContent, after: SnapshotContent) -> Changes:
    """The difference in the words that a report prints (domain, report "change since")."""
    gap = compare(before["actions"], after["actions"])
    new = _by_id(after["actions"])
    rated = {key: fields for key, fields in gap.changed.items() if not new[key]["ongoing"]}
    return {
        "since": before["as_of"],
        "status": _moves(rated, new, "status", "status_label", skip=("complete", "withdrawn")),
        "dates": _moves(gap.changed, new, "due", "due"),
        "wording": _moves(gap.changed, new, "text", "text"),
        "added": [_arrival(record) for record in gap.added.values()],
        "withdrawn": _ended(gap, new, "withdrawn_on"),
        "completed": _ended(gap, new, "completed_on"),
        "fell_silent": [
            _move(new[key], fields["status_label"])
            for key, fields in rated.items()
            if "status" in fields and fields["status"][1] == NOT_UPDATED
        ],
    }


def _by_id(records: Iterable[ActionRecord]) -> dict[int, ActionRecord]:
    return {record["id"]: record for record in records}


def _fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> Fields:
    names = [*after, *(name for name in before if name not in after)]
    return {
        name: (before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    }


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


def _ended(gap: Difference, new: Mapping[int, ActionRecord], name: str) -> list[Move]:
    """Actions whose end date was set since; one that came and ended between two reports counts."""
    ids = [key for key, fields in gap.changed.items() if name in fields and fields[name][1]]
    ids += [key for key, record in gap.added.items() if cast(Mapping[str, Any], record)[name]]
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
