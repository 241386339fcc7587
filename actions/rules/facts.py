"""What versions keep of an action. Dates are ISO text; leads, outcomes and measures are keys."""

from typing import TypedDict


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
