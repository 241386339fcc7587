"""What an annual report says, in the order of its chapters, from a frozen snapshot. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import statuses
from documents.contents import left_out
from documents.papers import quarterly
from documents.papers.annual import governance, outturn
from documents.papers.annual.chapters import AT_THE_END, Chapter, chapters, glossary
from documents.papers.annual.successor import Following, following
from documents.papers.annual.year import OverTheYear, over_the_year
from documents.papers.indicators import Indicators, indicators
from documents.papers.measures import MeasureLine, counted, measure_lines
from documents.schema.content import SnapshotContent


@dataclass(frozen=True)
class AnnualPaper:
    """What the templates of the annual report print, beside what every report does."""

    alike: quarterly.Alike
    heading: str
    running: str  # what stands at the head of every page
    part_year: bool  # whether its days are fewer than those of a year
    vision: str  # of the plan, where nobody wrote the same words
    chapters: Sequence[Chapter]
    endings: Sequence[Chapter]
    left_out: str
    accounted: int
    sum_lines: Sequence[outturn.SumLine]
    withdrawn_before: str
    groups: Sequence[outturn.OutturnGroup]
    outturn_heads: Sequence[str]
    measures: Sequence[MeasureLine]
    measures_counted: bool
    plan_text: Sequence[quarterly.PlanPart]
    glossary: Sequence[tuple[str, str]]
    following: Following
    year: OverTheYear | None
    bodies: Sequence[governance.BodyNode]
    measured_by: Indicators | None


def paper(content: SnapshotContent, sha256: str) -> AnnualPaper:
    """Everything that the templates of the annual report print."""
    colours = statuses.palette(content)
    rated = quarterly.rated_actions(content)
    every, lines = chapters(content), measure_lines(content)
    return AnnualPaper(
        alike=quarterly.alike(content, sha256, colours),
        heading=heading(content),
        running=named(content),
        part_year=" (" in content["period_name"],
        vision=_vision(content),
        chapters=[chapter for chapter in every if chapter.key not in AT_THE_END],
        endings=[chapter for chapter in every if chapter.key in AT_THE_END],
        left_out=left_out(content),
        accounted=len(rated),
        sum_lines=outturn.sum_lines(rated, content, colours),
        withdrawn_before=outturn.withdrawn_before(rated, content),
        groups=outturn.groups(rated, content, colours),
        outturn_heads=outturn.HEADS,
        measures=lines,
        measures_counted=bool(counted(lines)),
        plan_text=[] if rated else quarterly.plan_parts(content),
        glossary=glossary(content),
        following=following(content, rated),
        year=over_the_year(content, colours),
        bodies=governance.tree(content),
        measured_by=indicators(content),
    )


def heading(content: SnapshotContent) -> str:
    """The title on the cover; "and plan" when the plan that follows is printed too."""
    name = f"{named(content)}{' and plan' if content['next_plan'] else ''}"
    return quarterly.titled(name, content)


def named(content: SnapshotContent) -> str:
    """The report by its year; that it is of a part of it stands beside its days."""
    return f"Annual report {content['period_name'].partition(' (')[0]}"


def _vision(content: SnapshotContent) -> str:
    vision = content["plan"]["vision"]
    written = [row["body"] for row in content["sections"] if row["key"] == "vision"]
    return "" if vision and any(vision in body for body in written) else vision
