"""A plan as its own document prints it: what a committee's Word file, workbook or CSV is made from.

Plain values, in printing order; headings and levels are named by their place in the lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.statuses import Tag
from timescales.days import Period
from timescales.timescale import Understanding


@dataclass(frozen=True)
class PlanLevel:
    singular: str
    plural: str
    role: str
    numbered: bool


@dataclass(frozen=True)
class PlanHeading:
    """`level` and `parent` are places in the plan's lists; a parent stands before its children."""

    key: int
    level: int
    parent: int | None
    number: str
    text: str
    vision: str = ""
    context: str = ""


@dataclass(frozen=True)
class PlanAction:
    """One action. `status` is as last rated, on the day `rated_on`; None where it never was.

    `status_words` are the words of a rating for which the legend has no entry.
    """

    key: int
    heading: int | None
    ongoing: bool
    number: str
    text: str
    accountable: str
    contributing: Sequence[str]
    timescale: str
    meaning: Understanding
    first_due: date | None
    status: Tag | None
    status_words: str
    rated_on: date | None
    impact: str
    evidence: str
    origin: str
    outcomes: Sequence[str]
    measures: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class PlanPaper:
    """The whole plan. `stamp` names the moment in every reference of the file."""

    area: str
    title: str
    period: Period
    state: str
    made: str
    stamp: str
    vision: str
    context_above: str  # what the plan serves, level by level
    introduction: str
    ongoing_name: str
    levels: Sequence[PlanLevel]
    basis: str
    legend: Sequence[Tag]
    headings: Sequence[PlanHeading]
    actions: Sequence[PlanAction]
    outcomes: Sequence[tuple[str, str]]
    loose_measures: Sequence[tuple[str, str]]

    def title_of(self, heading: PlanHeading) -> str:
        """ "Outcome 3: …", "Theme: …" """
        name = f"{self.levels[heading.level].singular} {heading.number}".strip()
        return f"{name}: {heading.text}"

    def line_to(self, heading: int | None) -> list[PlanHeading]:
        """The headings from the top down to one."""
        line: list[PlanHeading] = []
        while heading is not None:
            line.insert(0, self.headings[heading])
            heading = self.headings[heading].parent
        return line
