"""What page one of a quarterly report says in numbers, each beside what it is of. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents import phrases
from documents.enums import Silence
from documents.papers.change_lists import change_lists
from documents.schema.actions import ActionRecord
from documents.schema.content import GOING_ON, NOT_UPDATED, SnapshotContent
from documents.statuses import Palette

NAMED = 3  # actions past their date that are named
ON_TIME = "No action is past its date."
HEARD = "Every action was heard from."


@dataclass(frozen=True)
class HeadlineNumber:
    """One number of page one: "8", "of 25", and what moved it or which it is of."""

    name: str
    number: int
    of: str
    meaning: str


def standing(content: SnapshotContent) -> list[ActionRecord]:
    """The rated actions that stand in the plan."""
    rows = content["actions"]
    return [row for row in rows if not row["ongoing"] and not row["withdrawn_on"]]


def headline(content: SnapshotContent, colours: Palette) -> list[HeadlineNumber]:
    """Completed, off track, past the date, not heard from; nothing where nothing is rated."""
    rows, counts = standing(content), content["counts"]
    if not rows:
        return []
    whole, still = f"of {len(rows)}", len(rows) - counts.get("complete", 0)
    late = sorted((row for row in rows if row["overdue"]), key=lambda row: -row["days_overdue"])
    past = HeadlineNumber(
        "Past the date agreed", len(late), f"of {still} not complete", _late(late)
    )
    if GOING_ON in counts:
        return [*(_number(content, colours, key, whole) for key in ("complete", GOING_ON)), past]
    return [
        *(_number(content, colours, key, whole) for key in ("complete", "off_track")),
        past,
        HeadlineNumber(
            colours.tag(NOT_UPDATED).label, counts.get(NOT_UPDATED, 0), whole, _unheard(rows)
        ),
    ]


def _number(content: SnapshotContent, colours: Palette, key: str, whole: str) -> HeadlineNumber:
    number = content["counts"].get(key, 0)
    return HeadlineNumber(colours.tag(key).label, number, whole, _moved(content, key))


def changed(content: SnapshotContent) -> str:
    """How many changes of each kind there were since the last report, in one sentence."""
    kept = content["changes"]
    if not kept:
        return "It is the first report of its kind: there is none to compare with."
    since = phrases.day(kept["since"])
    said = [f"{name.lower()}: {len(items)}" for name, items in change_lists(content)]
    if said:
        return f"Since {since}, {'; '.join(said)}."
    if "told_to" in content:
        return f"Nothing changed since {since} of what this edition tells."
    return f"Nothing changed since {since}."


def _moved(content: SnapshotContent, status: str) -> str:
    then: Mapping[str, int] | None = content["previous_counts"]
    if then is None:
        return "First report."
    before = then.get(status, 0)
    gap = content["counts"].get(status, 0) - before
    if not gap:
        return "As many as in the last report."
    return f"{abs(gap)} {'more' if gap > 0 else 'fewer'} than in the last report."


def _late(rows: Sequence[ActionRecord]) -> str:
    """The longest past their dates by name; how many others there are."""
    if not rows:
        return ON_TIME
    named = [f"{row['reference']} by {phrases.count(row['days_overdue'], 'day')}" for row in rows]
    others = len(rows) - NAMED
    if others > 0:
        named = [*named[:NAMED], phrases.count(others, "other")]
    return f"{phrases.listed(named)}."


def _unheard(rows: Sequence[ActionRecord]) -> str:
    said = silences(rows)
    return f"{phrases.sentence(said)}." if said else HEARD


def silences(rows: Sequence[ActionRecord]) -> str:
    """ "asked and silent: 2; nobody to ask: 1": why nothing was heard, where it is known."""
    counted = Counter(row["silence"] for row in rows if row["silent"])
    parts = [f"{kind.label.lower()}: {counted[kind]}" for kind in Silence if counted[kind]]
    if counted[""]:
        parts.append(f"not known whether anybody was asked: {counted['']}")
    return "; ".join(parts)
