"""What is said of an activity, as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from assurance.enums import ActivityKind


@dataclass(frozen=True)
class ActivityFacts:
    """Every value that a person gives; `follows` and `action_plan` are keys of the same area.
    `dated` is what is known of the day of its report where that is not known."""

    kind: ActivityKind
    title: str
    reported_on: date | None = None
    dated: str = ""
    looked_by: str = ""
    starts: date | None = None
    follows: int | None = None
    link_inspector: str = ""
    action_plan: int | None = None
    sample: int | None = None
    good_or_better: int | None = None
    went_well: str = ""
    to_improve: str = ""


class ActivityColumns(TypedDict):
    """What versions keep of it. Dates are ISO text."""

    kind: str
    title: str
    looked_by: str
    starts: str | None
    reported_on: str
    undated: bool
    dated: str
    follows_id: int | None
    link_inspector: str
    action_plan_id: int | None
    sample: int | None
    good_or_better: int | None
    went_well: str
    to_improve: str


class FindingColumns(TypedDict):
    """What versions keep of a finding."""

    activity_id: int
    number: str
    text: str
    position: int


class JudgementColumns(TypedDict):
    """What versions keep of a judgement, which is taken out and never edited."""

    activity_id: int
    statement: str
    grade: int | None
    in_words: str
    position: int


def fault_of(facts: ActivityFacts) -> dict[str, str]:
    """What cannot be so, by the name of the field; empty where all is well."""
    said: dict[str, str] = {}
    if facts.reported_on and facts.dated:
        said["dated"] = "The day of the report is given already. Leave one of the two empty."
    if facts.starts and facts.reported_on and facts.starts > facts.reported_on:
        said["starts"] = "This is after the day of the report."
    if facts.good_or_better is not None and facts.sample is None:
        said["sample"] = "Say how many were looked at."
    if facts.sample is not None and (facts.good_or_better or 0) > facts.sample:
        said["good_or_better"] = "These are more than were looked at."
    if facts.follows is not None and facts.kind != ActivityKind.PROGRESS_REVIEW:
        said["follows"] = "Only a progress review follows an inspection."
    return said
