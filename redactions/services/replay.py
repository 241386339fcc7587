"""What was taken out, kept beside the database for the day on which an older backup is put back.

A file for each redaction names the places and how long the words were, never what they were; the
hash of what stood around them says whether the restored text is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypedDict

from django.conf import settings
from django.db import transaction

from redactions.queries.held_words import text_at
from redactions.queries.replacements import Change
from redactions.rules.structure import NAME
from redactions.rules.words import Span, letters


class Kept(TypedDict):
    """One place: where, the spans of the words, and the hash of the text without them."""

    table: str
    key: int
    column: str
    path: list[str | int]
    spans: list[Span]
    rest: str


class Replay(TypedDict):
    """One redaction as it is done again."""

    redaction: int
    mark: str
    said: dict[str, Any]
    places: list[Kept]
    evidence: list[int]


def folder() -> Path:
    return Path(settings.DATA) / "redactions"


def keep_for_replay(
    redaction: int,
    mark: str,
    said: Mapping[str, Any],
    todo: Sequence[Change],
    evidence: Sequence[int],
) -> None:
    """Write the file once the redaction is committed. The texts still stand as they were."""
    kept: Replay = {
        "redaction": redaction,
        "mark": mark,
        "said": dict(said),
        "places": [one for change in todo for one in _kept(change)],
        "evidence": list(evidence),
    }
    transaction.on_commit(partial(_write, redaction, json.dumps(kept, indent=1)))


def _kept(change: Change) -> Iterator[Kept]:
    for place, text in zip(change.places, change.texts, strict=True):
        if isinstance(place.row, int) and place.path[-1:] != (NAME,):
            yield {
                "table": place.table,
                "key": place.row,
                "column": place.column,
                "path": list(place.path),
                "spans": list(place.spans),
                "rest": _rest(text, place.spans),
            }


def _rest(text: str, spans: Sequence[Span]) -> str:
    kept, at = [], 0
    for start, end in spans:
        kept.append(text[at:start])
        at = end
    return sha256("\x00".join([*kept, text[at:]]).encode()).hexdigest()


def _write(redaction: int, text: str) -> None:
    folder().mkdir(parents=True, exist_ok=True, mode=0o750)
    (folder() / f"{redaction}.json").write_text(text, encoding="utf-8")


def kept_replays(directory: Path) -> list[Replay]:
    """Those of a folder, in the order in which they were done."""
    rows: list[Replay] = [
        json.loads(path.read_text(encoding="utf-8")) for path in directory.glob("*.json")
    ]
    return sorted(rows, key=lambda row: row["redaction"])


def words_restored(replay: Replay) -> list[str]:
    """The words that stand again at its places, each spelling's first."""
    words: dict[str, str] = {}
    for place in replay["places"]:
        text = text_at(place["table"], place["key"], place["column"], place["path"])
        if text and _rest(text, place["spans"]) == place["rest"]:
            for start, end in place["spans"]:
                words.setdefault(letters(text[start:end]), text[start:end])
    return list(words.values())
