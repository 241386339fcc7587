"""The changes between two days: one record a change, its kind, and one plain sentence. Pure.

Everything is told from the two records of an action, whether they were frozen or worked out for a
day on which nothing was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from documents.difference import moves, sentences
from documents.difference.measures import MEASURE, READING
from documents.difference.moves import Point
from documents.enums import Canonical
from documents.schema.actions import ChallengeRecord, ComparedRecord
from documents.schema.changes import ChangeRecord
from documents.schema.content import NOT_UPDATED
from documents.schema.quarter import AdoptedRecord

Worded = Literal["text", "expected_impact", "timescale", "number"]

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
    "agreed": "Rating agreed by the committee",
    "date_moved": "Date moved",
    "date_asked": "New date asked for",
    "date_declined": "New date not agreed",
    "added": moves.LABELS["added"],
    "withdrawn": moves.LABELS["withdrawn"],
    "lead": "Lead changed",
    "place": "Moved within the plan",
    "wording": "Wording changed",
    READING: "New readings of measures",
    MEASURE: "Measures changed",
}
WORDS: Mapping[Worded, str] = {
    "text": "the action's text",
    "expected_impact": "the expected impact",
    "timescale": "the words of the timescale",
    "number": "the number",
}


def between(
    before: Iterable[ComparedRecord],
    after: Iterable[ComparedRecord],
    places: Mapping[int, str] | None = None,
    measured: Iterable[ChangeRecord] = (),
) -> list[ChangeRecord]:
    """Every change that has words, by kind as in `LABELS`, then in the order of the plan.

    Ongoing items come last. `places` names headings by id, where they are known; `measured` is what
    changed of measures, told beforehand.
    """
    old, new = ({row["id"]: row for row in rows} for rows in (before, after))
    kept = [(old.get(key), row) for key, row in new.items()]
    pairs = [*kept, *((row, None) for key, row in old.items() if key not in new)]
    told = [change for pair in pairs for change in _of_one(*pair, places or {})]
    told += measured
    order = list(LABELS)
    return sorted(told, key=lambda change: (change["ongoing"], order.index(change["kind"])))


def by_kind(changes: Iterable[ChangeRecord]) -> dict[str, list[ChangeRecord]]:
    """Changes of rated actions by kind, empty kinds left out; ongoing items stand apart, last."""
    kinds: dict[str, list[ChangeRecord]] = {}
    for change in changes:
        kinds.setdefault("ongoing" if change["ongoing"] else change["kind"], []).append(change)
    return kinds


def point(record: ComparedRecord | None) -> Point | None:
    """How an action stood, as `moves` asks; None when it was not in the plan."""
    if record is None or record["withdrawn_on"]:
        return None
    silent = record["status"] == NOT_UPDATED
    rating = record["rating"] if silent else record["status"]
    done = record["completed_on"] if rating == Canonical.COMPLETE.value else None
    return Point(rating or Canonical.NOT_RATED.value, silent, done)


def _of_one(
    before: ComparedRecord | None, after: ComparedRecord | None, places: Mapping[int, str]
) -> Iterator[ChangeRecord]:
    """What changed of one action; nothing of one that was out of the plan on both days."""
    then, now = point(before), point(after)
    row = after or before
    if row is None or (then is None and now is None and before is not None):
        return
    moved = moves.moves(then, now)
    for kind in LABELS:
        if kind in moved and (words := sentences.OF_A_MOVE.get(kind)):
            yield words(before, row)
        elif kind in moved and before:
            yield sentences.OF_A_RATING[kind](before, row)
    if before and after and then and now:
        yield from _ratings(before, after)
        yield from _dates(before, after)
        yield from _words(before, after)
        yield from _place(before, after, places)


def _ratings(before: ComparedRecord, after: ComparedRecord) -> Iterator[ChangeRecord]:
    """The chair's rating and the rules' proposal, beside the lead's own."""
    then, now = before["challenge"], after["challenge"]
    if now and _challenge(now) != _challenge(then):
        yield sentences.challenged(after, now)
    elif then and not now:
        yield sentences.challenge_answered(after, then)
    taken = after["adopted"]
    if taken and _adopted(taken) != _adopted(before["adopted"]):
        yield sentences.adopted(after, taken)


def _challenge(row: ChallengeRecord | None) -> tuple[str | None, ...]:
    """What makes a challenge another one; a person who is called otherwise now does not."""
    return (row["canonical"], row["label"], row["on"], row["reason"]) if row else ()


def _adopted(row: AdoptedRecord | None) -> tuple[str, ...]:
    if row is None:
        return ()
    lead = row["lead_canonical"], row["lead_label"]
    return (row["canonical"], row["label"], row["on"], row["reason"], *lead)


def _dates(before: ComparedRecord, after: ComparedRecord) -> Iterator[ChangeRecord]:
    if before["due"] != after["due"]:
        yield sentences.date_moved(before, after)
    if after["due_proposed"] and before["due_proposed"] != after["due_proposed"]:
        yield sentences.date_asked(after)
    if _dropped(before, after):
        yield sentences.date_declined(before, after)


def _dropped(before: ComparedRecord, after: ComparedRecord) -> bool:
    """A date that was asked for is asked for no longer, and the present one stands."""
    asked, now = before["due_proposed"], after["due_proposed"]
    return bool(asked and not now and before["times_moved"] == after["times_moved"])


def _words(before: ComparedRecord, after: ComparedRecord) -> Iterator[ChangeRecord]:
    if (before["lead"], before["contributing"]) != (after["lead"], after["contributing"]):
        yield sentences.lead(before, after)
    for name, words in WORDS.items():
        if before[name] != after[name]:
            pair = before[name], after[name]
            yield sentences.change("wording", after, f"has changed: {words}.", pair, field=name)


def _place(
    before: ComparedRecord, after: ComparedRecord, places: Mapping[int, str]
) -> Iterator[ChangeRecord]:
    then, now = before["heading"], after["heading"]
    if then != now:
        yield sentences.place(after, (places.get(then or 0, ""), places.get(now or 0, "")))
