"""Changes since the last report as a quarterly report lists them. Pure."""

from __future__ import annotations

from documents import phrases
from documents.difference import changes
from documents.schema.changes import Changes
from documents.schema.content import SnapshotContent


def change_lists(content: SnapshotContent) -> list[tuple[str, list[str]]]:
    """Changes since the last report as (what, sentences), empty kinds left out.

    The sentences are those that were frozen, without their full stop: templates join them. A
    snapshot from before there were sentences prints as it did then.
    """
    kept = content["changes"]
    if kept is None:
        return []
    if (told := kept.get("told")) is None:
        return _first_change_lists(kept)
    names = {**changes.LABELS, "ongoing": content["plan"]["ongoing_name"]}
    return [
        (names[kind], [row["sentence"].removesuffix(".") for row in rows])
        for kind, rows in changes.by_kind(told).items()
    ]


def _first_change_lists(kept: Changes) -> list[tuple[str, list[str]]]:
    dates = [
        f"{m['reference']}: {phrases.day(m['before'])} to {phrases.day(m['after'])}"
        for m in kept["dates"]
    ]
    status = [f"{m['reference']}: {m['before']} to {m['after']}" for m in kept["status"]]
    lists = [
        ("Completed", [move["reference"] for move in kept["completed"]]),
        ("Status changed", status),
        ("Date moved", dates),
        ("Added to the plan", [move["reference"] for move in kept["added"]]),
        ("Withdrawn", [move["reference"] for move in kept["withdrawn"]]),
        (changes.LABELS["fell_silent"], [move["reference"] for move in kept["fell_silent"]]),
        ("Wording changed", [move["reference"] for move in kept["wording"]]),
    ]
    return [(name, items) for name, items in lists if items]
