"""What changed of measures between two days, in plain sentences. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from documents import phrases
from documents.schema.changes import ChangeRecord
from documents.schema.measures import PlanMeasure, ReadingRecord
from documents.shape import plain

READING, MEASURE = "reading", "measure"
LONGEST = 90
PARTS = (
    ("its words", ("text",)),
    ("its sources of evidence", ("sources",)),
    ("what it counts", ("unit", "counts_children")),
    ("which way is good", ("good",)),
    ("the baseline", ("baseline", "baseline_on", "baseline_words")),
    ("the target", ("target", "target_by", "target_agreed_on")),
    ("the outcomes that it belongs to", ("outcomes",)),
)


def between(
    before: Sequence[PlanMeasure],
    after: Sequence[PlanMeasure],
    names: Mapping[int, str],
    *,
    all_known: bool = True,
) -> list[ChangeRecord]:
    """New readings and changes of measures, in the plan's order. `names` are actions' references.

    Where not all measures were known then (a snapshot from before they had numbers) nothing is
    told of those that came and went.
    """
    old = _Old(before)
    told = [change for row in after for change in _of_one(old.of(row), row, names, all_known)]
    if all_known:
        kept = {row["id"] for row in after}
        gone = [row for row in before if row["id"] not in kept]
        told += [_change(MEASURE, row, names, "is used as a measure no more") for row in gone]
    return told


class _Old:
    """The measures of before, looked up by key, else by their words."""

    def __init__(self, rows: Sequence[PlanMeasure]) -> None:
        self.by_id = {row["id"]: row for row in rows if row["id"]}
        self.by_words = {(row["text"], row["sources"]): row for row in rows if not row["id"]}

    def of(self, row: PlanMeasure) -> PlanMeasure | None:
        return self.by_id.get(row["id"]) or self.by_words.get((row["text"], row["sources"]))


def _of_one(
    before: PlanMeasure | None, after: PlanMeasure, names: Mapping[int, str], all_known: bool
) -> Iterator[ChangeRecord]:
    if before is None and all_known:
        yield _change(MEASURE, after, names, "is a new measure")
    if before and before["id"]:
        then, now = plain(before), plain(after)
        changed = [name for name, keys in PARTS if any(then[key] != now[key] for key in keys)]
        if changed:
            words = f"has changed as a measure: {phrases.listed(changed)}"
            yield _change(MEASURE, after, names, words)
    known = {row["id"]: row for row in before["readings"]} if before else {}
    last = before["readings"][-1] if before and before["readings"] else None
    for row in after["readings"]:
        if row["id"] not in known:
            yield _change(READING, after, names, _reading(row, last))


def _reading(row: ReadingRecord, last: ReadingRecord | None) -> str:
    said = f"{row['value']} ({phrases.reading_of(row)})"
    if row["corrects"]:
        return f"has a corrected reading: {said}, in place of {row['corrects']}"
    then = f"; before, {last['value']} ({phrases.reading_of(last)})" if last else ", the first"
    return f"has a new reading: {said}{then}"


def _change(kind: str, row: PlanMeasure, names: Mapping[int, str], words: str) -> ChangeRecord:
    """A change told of the first action that is measured, or of the outcomes where none is."""
    keys = [key for key in row["actions"] if key in names]
    reference = phrases.listed([names[key] for key in keys]) or _of_outcomes(row)
    return {
        "kind": kind,
        "action": keys[0] if keys else 0,
        "reference": reference,
        "ongoing": False,
        "field": "",
        "before": "",
        "after": "",
        "before_status": "",
        "after_status": "",
        "sentence": f"{reference} “{_short(row['text'])}” {words}.",
    }


def _of_outcomes(row: PlanMeasure) -> str:
    if not row["outcomes"]:
        return "The plan:"
    many = "Outcomes" if len(row["outcomes"]) > 1 else "Outcome"
    return f"{many} {phrases.listed(row['outcomes'])}:"


def _short(text: str) -> str:
    words = " ".join(text.split()).rstrip(".")
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
