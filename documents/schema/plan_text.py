"""A plan's own words, as a kept version has them.

Versions that were kept before actions belonged to them have neither those nor keys: such parts are
known again by level and number, and what they did not keep is not compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from documents.shape import Json, plain, shaped


class LevelText(TypedDict):
    key: NotRequired[str]
    singular: str
    plural: str


class EntryText(TypedDict):
    key: NotRequired[str]
    code: str
    label: str
    definition: str


class HeadingText(TypedDict):
    key: NotRequired[str]
    under: NotRequired[str]
    level: str
    number: str
    text: str
    vision: str
    context: str


class OutcomeText(TypedDict):
    key: str
    number: str
    text: str


class MeasureText(TypedDict):
    key: str
    text: str
    evidence_sources: str


class ActionText(TypedDict):
    """`leads` and `due` are those of the day, and no words of the plan: they change without a
    version. `due` is "" or the day as ISO text."""

    key: str
    under: str
    kind: str
    number: str
    text: str
    timescale_words: str
    expected_impact: str
    evidence: str
    leads: list[str]
    due: str


class PlanText(TypedDict):
    """`period` is its first and last day, or nothing."""

    title: str
    period: list[str]
    vision: str
    introduction: str
    context_above: str
    ongoing_name: str
    levels: list[LevelText]
    legend: list[EntryText]
    headings: list[HeadingText]
    outcomes: list[OutcomeText]
    measures: list[MeasureText]
    actions: list[ActionText]


WORDS = ("title", "vision", "introduction", "context_above", "ongoing_name")
LISTS = ("period", "levels", "legend", "headings", "outcomes", "measures", "actions")


def plan_text_of(content: Mapping[str, Json]) -> PlanText:
    """What a version keeps, in today's shape. Raises ValueError for what is no plan's text."""
    blank: dict[str, Json] = dict.fromkeys(WORDS, "") | {name: [] for name in LISTS}
    return shaped(blank | plain(content), PlanText)


def holds_actions(content: Mapping[str, Json]) -> bool:
    """Whether a version was kept with the plan's actions, outcomes and measures."""
    return "actions" in content
