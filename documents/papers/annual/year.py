"""The plan over the year, as its quarterly reports counted it. Pure.

Each row is what a report froze: whoever has the report named beside it can count it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import phrases, statuses
from documents.papers.glance import SQUARES, Mark, sorted_marks, state_of
from documents.papers.headline import standing
from documents.schema.content import SnapshotContent
from documents.schema.scope import PositionRecord
from documents.statuses import Palette, Tag

NO_REPORTS = (
    "No quarterly report of this year was issued before this one, so only the position at its end "
    "is known from a report."
)
MOST_STATES = 5  # beside which squares have room


@dataclass(frozen=True)
class YearRow:
    """One report of the year: its day, what it is called and its mark ("" where that is not
    known), how many actions stood how."""

    on: str
    report: str
    mark: str
    counts: Sequence[int]
    total: int
    marks: Sequence[Mark]
    now: bool


@dataclass(frozen=True)
class OverTheYear:
    heads: Sequence[Tag]
    rows: Sequence[YearRow]
    squares: bool
    told: str

    @property
    def key(self) -> list[Mark]:
        """Each letter among the squares once, with what it stands for."""
        return list({one.words: one for row in self.rows for one in row.marks}.values())


def over_the_year(content: SnapshotContent, colours: Palette) -> OverTheYear | None:
    """The reports of the year before this one, the oldest first, and this one; None for a plan
    without actions, and in an edition that is not told of earlier reports."""
    if "told_to" in content and not content["positions"]:
        return None
    own = standing(content)
    before = [
        row
        for row in content["positions"]
        if content["period_start"] <= row["on"] < content["as_of"]
    ]
    if not own and not before:
        return None
    known = [
        (row["on"], row.get("report", ""), row.get("sha256", ""), row["counts"],
         list(row["statuses"].values()))
        for row in before
    ]  # fmt: skip
    states = [state_of(row) for row in own]
    known.append((content["as_of"], "This report", "", content["counts"], states))
    order = statuses.order(key for _, _, _, counts, _ in known for key in counts)
    totals = [sum(counts.values()) for _, _, _, counts, _ in known]
    squares = max(totals) <= SQUARES and len(order) <= MOST_STATES
    rows = [
        YearRow(
            on=on,
            report=name,
            mark=sha256[:12],
            counts=[counts.get(key, 0) for key in order],
            total=sum(counts.values()),
            marks=list(sorted_marks(each, colours)) if squares else [],
            now=place == len(known),
        )
        for place, (on, name, sha256, counts, each) in enumerate(known, start=1)
    ]
    return OverTheYear([colours.tag(key) for key in order], rows, squares, _told(before, rows))


def _told(before: Sequence[PositionRecord], rows: Sequence[YearRow]) -> str:
    if not before:
        return NO_REPORTS
    return (
        f"{phrases.sentence(phrases.count(len(before), 'quarterly report'))} of this year, and "
        "this one: how many actions each report counted under each status. A row adds up to its "
        f"total. {rows[0].total} actions on {phrases.day(rows[0].on)}, {rows[-1].total} on "
        f"{phrases.day(rows[-1].on)}."
    )
