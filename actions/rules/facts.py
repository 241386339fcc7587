"""What versions keep of an action. Dates are ISO text; leads, outcomes and measures are keys."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from documents.phrases import shared_with


class ActionColumns(TypedDict):
    """What stands in the action's own row."""

    heading_id: int | None
    kind: str
    position: int
    number: str
    printed_number: str
    text: str
    expected_impact: str
    evidence: str
    origin: str
    origin_note: str
    lead_words: str
    timescale_words: str
    timescale_kind: str
    recurrence: str
    starts: str | None
    first_due: str | None
    due: str | None
    added_on: str
    added_at_id: int | None
    withdrawn_on: str | None
    withdrawn_reason: str
    carried_from_id: int | None


class ActionFacts(ActionColumns):
    """The whole: with its leads, and what it is linked to."""

    accountable: int | None
    contributing: list[int]
    outcomes: list[int]
    measures: list[int]


@dataclass(frozen=True)
class Shared:
    """That an action is regional: the group that leads it, and the names of the other areas."""

    group: str
    areas: tuple[str, ...]

    @property
    def with_whom(self) -> str:
        return shared_with(self.areas)


def shared_by(rows: Iterable[tuple[int, int, str, str, int]]) -> dict[int, Shared]:
    """With whom actions are shared, by the action's key. A row is an action, its own area, the
    group, and the name and the key of an area that has it: its own is among them."""
    groups: dict[int, str] = {}
    others: defaultdict[int, list[str]] = defaultdict(list)
    for action, own, group, name, area in rows:
        groups[action] = group
        if area != own:
            others[action].append(name)
    return {key: Shared(group, tuple(sorted(others[key]))) for key, group in groups.items()}
