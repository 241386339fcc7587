"""What versions keep of a plan, its levels, headings and legend. Dates are ISO text."""

from typing import NotRequired, TypedDict


class PlanFacts(TypedDict):
    body_id: int | None
    title: str
    period_start: str
    period_end: str
    state: str
    vision: str
    introduction: str
    context_above: NotRequired[str]  # not in versions from before it was asked
    ongoing_name: str
    predecessor_id: int | None


class LevelFacts(TypedDict):
    position: int
    singular: str
    plural: str
    role: str
    numbered: bool
    number_pattern: str


class HeadingFacts(TypedDict):
    level_id: int
    parent_id: int | None
    position: int
    number: str
    printed_number: str
    text: str
    vision: str
    context: str
    quarters: NotRequired[str]  # of a theme in the calendar of themes: "13"


class LegendFacts(TypedDict):
    basis: str


class LegendEntryFacts(TypedDict):
    legend_id: int
    code: str
    label: str
    definition: str
    colour: str
    symbol: str
    canonical: str
    position: int
