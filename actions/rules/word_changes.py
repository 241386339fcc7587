"""Changes of the plan's own words about an action, as its history tells them: what was edited, who
leads, what was withdrawn, what was undone, each with who did it. Pure.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from actions.rules.story import Part, StoryEvent

EDITED, LEADS, WITHDREW, UNDID = "edited action", "changed leads", "withdrew action", "undid change"
MOVED, RENUMBERED = "moved action", "renumbered action"
CAME, LINKED = "took over from action", "changed links"
# what can be the last change of an action's words; where it only stands elsewhere among its
# neighbours nothing was said otherwise
VERBS: Final = (EDITED, LEADS, WITHDREW, UNDID, RENUMBERED)
TOLD: Final = (*VERBS, MOVED, CAME, LINKED)
TITLES: Final = {
    EDITED: "The plan’s words edited",
    LEADS: "Leads changed",
    WITHDREW: "Withdrawn from the plan",
    UNDID: "A change undone",
    CAME: "Came of what stood in the plan before",
    LINKED: "Outcomes and measures changed",
    MOVED: "Moved among its neighbours in the plan",
    RENUMBERED: "Renumbered with the plan",
}
NAMES: Final = {
    "number": "Number",
    "text": "The action",
    "heading": "Where it stands",
    "timescale_words": "Timescale",
    "expected_impact": "Expected impact",
    "evidence": "Evidence or outcome measures",
    "origin": "Where it came from",
    "origin_note": "Name of it",
    "leads": "Leads",
    "outcomes": "High-level outcomes",
    "measures": "Measures",
}
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Reworded:
    """One change of an action's words, leads or place in the plan, from the record of events."""

    pk: int
    verb: str
    on: date
    at: datetime
    who: str
    changes: Mapping[str, Any]


def told(rows: Iterable[Reworded], events: Iterable[StoryEvent]) -> list[StoryEvent]:
    """The story with these changes in their places, newest first.

    A withdrawal is told once: by the one who did it, where that is known.
    """
    changes = [_event(row) for row in rows]
    withdrawn = TITLES[WITHDREW]
    known = any(event.title == withdrawn for event in changes)
    others = [event for event in events if not (known and event.title == withdrawn)]
    # the story is turned round as it was made: events of one moment keep their order
    return sorted(
        [*reversed(others), *changes], key=lambda event: (event.when, event.order, event.at)
    )[::-1]


def _event(row: Reworded) -> StoryEvent:
    when, parts = row.on, _parts(row)
    if row.verb == WITHDREW:
        when = date.fromisoformat(row.changes["withdrawn_on"])
    elif decided := row.changes.get("on"):
        when = date.fromisoformat(decided)
    return StoryEvent(when, 7, TITLES[row.verb], row.who, parts, None, "decision", row.at)


def _parts(row: Reworded) -> Sequence[Part]:
    if row.verb == WITHDREW:
        return [("Reason", str(row.changes.get("reason", "")))]
    if row.verb == CAME:
        how, sources = str(row.changes.get("how", "")), row.changes.get("of", [])
        return [(how, "; ".join(map(str, sources))), ("Reason", str(row.changes["reason"]))]
    if row.verb == MOVED:
        return [("Where it stands now", str(row.changes.get("place", "")))]
    said = row.changes.get("reason", "") if row.verb == RENUMBERED else ""
    why = [("Reason", str(said))] if said else []
    what = TITLES.get(str(row.changes.get("undone", "")), "")
    return [*why, ("Undone", what), *_moves(row.changes), *_decided(row.changes)]


def _decided(changes: Mapping[str, Any]) -> list[Part]:
    """The meeting that decided it, and why."""
    if "meeting" not in changes:
        return []
    return [("Decided", str(changes["meeting"])), ("Reason", str(changes.get("reason", "")))]


def _moves(changes: Mapping[str, Any]) -> list[Part]:
    moved = [(NAMES[name], changes[name]) for name in NAMES if name in changes]
    return [
        (name, f"{_said(pair[1])} (before: {_said(pair[0])})")
        for name, pair in moved
        if isinstance(pair, list) and len(pair) == 2
    ]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value)) or NONE
    return f"“{value}”" if value else NONE
