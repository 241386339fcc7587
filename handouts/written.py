"""A paper that people write beside facts which the program holds: minutes, a summary. Pure.

What is printed is a typed record and nothing else: while it is a draft it is made from what stands
now, from the day on which it was agreed it is kept, and the same bytes come of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TypedDict

ACTIONS = "actions"  # the part that is handed out by itself


class WrittenTable(TypedDict):
    """A table of facts; `widths` are of a hundred."""

    caption: str
    heads: list[str]
    widths: list[int]
    rows: list[list[str]]


class WrittenPart(TypedDict):
    """One part: what the program holds of it, then what a person wrote, and who that was."""

    key: str
    heading: str
    facts: list[str]
    tables: list[WrittenTable]
    words: str
    by: str


class WrittenRecord(TypedDict):
    kind: str
    name: str
    title: str
    body: str
    area: str
    on: str
    about: list[str]
    marking: str
    state: str
    draft: bool
    made_at: str
    source: str
    parts: list[WrittenPart]


def fingerprint(record: WrittenRecord) -> str:
    """SHA-256 of the record, written down in the one way in which records are."""
    text = json.dumps(
        record, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


def only(record: WrittenRecord, key: str) -> WrittenRecord:
    """The paper with one of its parts, under that part's name."""
    parts = [part for part in record["parts"] if part["key"] == key]
    name = parts[0]["heading"] if parts else record["name"]
    title = record["title"].replace(record["name"], name, 1)
    return {**record, "name": name, "title": title, "parts": parts}


def headed(told: WrittenTable) -> list[list[tuple[str, str]]]:
    """The rows of a table, each cell beside the head of its column."""
    return [list(zip(told["heads"], row, strict=True)) for row in told["rows"]]


def table(
    caption: str, columns: Sequence[tuple[str, int]], rows: Sequence[Sequence[str]]
) -> list[WrittenTable]:
    """A table, or none where it has no row."""
    if not rows:
        return []
    return [
        {
            "caption": caption,
            "heads": [head for head, _ in columns],
            "widths": [width for _, width in columns],
            "rows": [list(row) for row in rows],
        }
    ]
