"""The changes between two days: one record a change, its kind, and one plain sentence. Pure.

Everything is told from the two records of an action, which are what a difference holds; a field
that one side lacks (an older schema) is not told of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from documents.difference import moves, sentences
from documents.difference.moves import Point
from documents.enums import Canonical
from documents.schema.actions import ActionRecord
from documents.schema.changes import ChangeRecord
from documents.schema.content import NOT_UPDATED

Record = Mapping[str, Any]

# Every kind of change in the order in which it is read: what a chair asks first stands first.
LABELS: Mapping[str, str] = {
    "completed": moves.LABELS["completed"],
    "reopened": moves.LABELS["reopened"],
    "worsened": moves.LABELS["worsened"],
    "improved": moves.LABELS["improved"],
    "rerated": "Rated otherwise, neither better nor worse",
    "fell_silent": moves.LABELS["fell_silent"],
    "heard_again": moves.LABELS["heard_again"],
    "challenged": "Challenged by the chair",
    "challenge_answered": "Challenge answered",
    "adopted": "Rules' proposal accepted",
    "date_moved": "Date moved",
    "date_asked": "New date asked for",
    "date_declined": "New date not agreed",
    "added": moves.LABELS["added"],
    "withdrawn": moves.LABELS["withdrawn"],
    "lead": "Lead changed",
    "place": "Moved within the plan",
    "wording": "Wording changed",
}
WORDS: Mapping[str, str] = {
    "text": "the action's text",
    "expected_impact": "the expected impact",
    "timescale": "the words of the timescale",
    "number": "the number",
}


def between(
    before: Iterable[ActionRecord],
    after: Iterable[ActionRecord],
    places: Mapping[int, str] | None = None,
) -> list[ChangeRecord]:
    """Every change that has words, by kind as in `LABELS`, then in the order of the plan.

    Ongoing items come last. `places` names headings by id, where they are known.
    """
    old, new = ({row["id"]: row for row in rows} for rows in (before, after))
    kept = [(old.get(key), row) for key, row in new.items()]
    gone = [(row, None) for key, row in old.items() if key not in new]
    found = [change for pair in (*kept, *gone) for change in _of_one(*pair, places or {})]
    order = list(LABELS)
    return sorted(found, key=lambda change: (change["ongoing"], order.index(change["kind"])))


def by_kind(changes: Iterable[ChangeRecord]) -> dict[str, list[ChangeRecord]]:
    """Changes of rated actions by kind, empty kinds left out; ongoing items stand apart, last."""
    found: dict[str, list[ChangeRecord]] = {}
    for change in changes:
        found.setdefault("ongoing" if change["ongoing"] else change["kind"], []).append(change)
    return found


def point(record: Record | None) -> Point | None:
    """How an action stood, as `moves` asks; None when it was not in the plan."""
    if record is None or record["withdrawn_on"]:
        return None
    silent = record["status"] == NOT_UPDATED
    rating = record["rating"] if silent else record["status"]
    done = record["completed_on"] if rating == Canonical.COMPLETE.value else None
    return Point(rating or Canonical.NOT_RATED.value, silent, done)


def _of_one(
    before: Record | None, after: Record | None, places: Mapping[int, str]
) -> Iterator[ChangeRecord]:
    """What changed of one action; nothing of one that was out of the plan on both days."""
    then, now = point(before), point(after)
    if then is None and now is None and before is not None:
        return
    row = after or before or {}
    found = moves.moves(then, now)
    for kind in LABELS:
        if kind in found:
            yield sentences.TELLERS[kind](before or {}, row)
    if before and after and then and now:
        for kind, is_so in BESIDE.items():
            if is_so(before, after):
                yield sentences.TELLERS[kind](before, after)
        yield from _wording(before, after)
        if _news(before, after, "heading"):
            pair = places.get(before["heading"], ""), places.get(after["heading"], "")
            yield sentences.place(after, pair)


def _wording(before: Record, after: Record) -> Iterator[ChangeRecord]:
    for name, words in WORDS.items():
        if _news(before, after, name):
            pair = before[name], after[name]
            yield sentences.change("wording", after, f"has changed: {words}.", pair, field=name)


def _news(before: Record, after: Record, name: str) -> bool:
    return name in before and name in after and before[name] != after[name]


def _dropped(before: Record, after: Record) -> bool:
    """A date that was asked for is asked for no longer, and the present one stands."""
    asked, now = before["due_proposed"], after["due_proposed"]
    return bool(asked and not now and before["times_moved"] == after["times_moved"])


# What may change of an action that is in the plan on both days, beside its status.
BESIDE: Mapping[str, Any] = {
    "challenged": lambda b, a: _news(b, a, "challenge") and a["challenge"] is not None,
    "challenge_answered": lambda b, a: _news(b, a, "challenge") and a["challenge"] is None,
    "adopted": lambda b, a: _news(b, a, "adopted") and a["adopted"] is not None,
    "date_moved": lambda b, a: _news(b, a, "due"),
    "date_asked": lambda b, a: _news(b, a, "due_proposed") and a["due_proposed"] is not None,
    "date_declined": _dropped,
    "lead": lambda b, a: _news(b, a, "lead") or _news(b, a, "contributing"),
}
