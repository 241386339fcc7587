"""What versions keep of indicators and of what an audience may see."""

from typing import TypedDict


class CategoryFacts(TypedDict):
    id: int
    label: str
    position: int
    parent: int | None


class LinkFacts(TypedDict):
    kind: str
    to: int


class IndicatorFacts(TypedDict):
    """Ages in whole years, both included; -1 stands for the unborn. `post_id`: who gives it."""

    set_id: int | None
    number: str
    name: str
    position: int
    unit: str
    decimals: int
    numerator: str
    numerator_age_from: int | None
    numerator_age_to: int | None
    denominator: str
    denominator_age_from: int | None
    denominator_age_to: int | None
    timing: str
    frequency: str
    year_type: str
    good: str
    source: str
    questions: str
    breakdown: str
    overlapping: bool
    counts_children: bool
    complement_sensitive: bool
    published_elsewhere: bool
    headline: bool
    chapter: str
    starts: str
    ends: str | None
    post_id: int | None
    categories: list[CategoryFacts]
    links: list[LinkFacts]


class AudienceFacts(TypedDict):
    method: str
    threshold: int
    zero_shown: bool
