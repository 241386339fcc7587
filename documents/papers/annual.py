"""What an annual report says, in the order of its sections, from a frozen snapshot. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from charts.figure import Figure
from documents import phrases, prose, sections, statuses
from documents.papers import appendix, headings, quarterly
from documents.papers.indicators import Indicators, in_chapters, indicators
from documents.papers.last_words import verified_or_done
from documents.papers.measures import MeasureLine, counted, measure_lines
from documents.registers import told_in_chapter
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.registers import RegisterRecord
from documents.statuses import Palette
from timescales.days import plus_months

# what the program adds below the words of a section
ADDED = {
    "vision": "documents/pdf/annual_vision.html",
    "information": "documents/pdf/annual_delivery.html",
    "outturn": "documents/pdf/annual_outturn.html",
    "next_plan": "documents/pdf/annual_next.html",
}
COUNTED = ("information", "outturn")  # nothing is added to these for a plan without actions
AT_THE_END = ("glossary", "formats")


@dataclass(frozen=True)
class Chapter:
    """One section with its figures, what registers tell and what is added to it; ``key`` is its
    address inside the document."""

    key: str
    heading: str
    blocks: Sequence[prose.Block]
    added: str
    figures: Sequence[Figure] = ()
    registers: Sequence[RegisterRecord] = ()


@dataclass(frozen=True)
class Account:
    """One way in which actions are accounted for in the outturn."""

    name: str
    number: int
    share: str


@dataclass(frozen=True)
class AnnualPaper:
    """What the templates of the annual report print, beside what every report does."""

    alike: quarterly.Alike
    heading: str
    chapters: Sequence[Chapter]
    endings: Sequence[Chapter]
    accounts: Sequence[Account]
    accounted: int
    groups: Sequence[appendix.AppendixGroup]
    measures: Sequence[MeasureLine]
    measures_counted: bool
    plan_text: Sequence[quarterly.PlanPart]
    glossary: Sequence[tuple[str, str]]
    next_groups: Sequence[headings.Group]
    plan_runs: str
    continuing: Sequence[ActionRecord]
    measured_by: Indicators | None


def paper(content: SnapshotContent, sha256: str) -> AnnualPaper:
    """Everything that the templates of the annual report print."""
    colours = statuses.palette(content)
    rated = quarterly.rated_actions(content)
    every, lines = chapters(content), measure_lines(content)
    return AnnualPaper(
        alike=quarterly.alike(content, sha256, colours),
        heading=heading(content),
        chapters=[chapter for chapter in every if chapter.key not in AT_THE_END],
        endings=[chapter for chapter in every if chapter.key in AT_THE_END],
        accounts=accounts(rated, content, colours),
        accounted=len(rated),
        groups=appendix.groups(rated, content, colours),
        measures=lines,
        measures_counted=bool(counted(lines)),
        plan_text=[] if rated else quarterly.plan_parts(content),
        glossary=glossary(content),
        next_groups=next_groups(content),
        plan_runs=plan_runs(content),
        continuing=[
            action
            for action in rated
            if not action["withdrawn_on"] and action["status"] != "complete"
        ],
        measured_by=indicators(content),
    )


def heading(content: SnapshotContent) -> str:
    """The title on the cover; "and business plan" when the plan that follows is printed too."""
    return f"Annual report {content['period_name']}{' and plan' if content['next_plan'] else ''}"


def chapters(content: SnapshotContent) -> list[Chapter]:
    """The sections that somebody wrote or that the program fills, in printing order."""
    written = {record["key"]: record for record in content["sections"]}
    countable = any(not action["ongoing"] for action in content["actions"])
    figures = in_chapters(content)
    parts = []
    for part in sections.ANNUAL:
        record = written.get(part.key)
        blocks = prose.blocks(record["body"]) if record else []
        below = ADDED.get(part.key, "") if countable or part.key not in COUNTED else ""
        shown = figures.get(part.key, [])
        told = told_in_chapter(content, part.key)
        if blocks or below or shown or told:
            name = record["heading"] if record else part.heading
            parts.append(Chapter(part.key, name, blocks, below, shown, told))
    return parts


def accounts(
    rated: Sequence[ActionRecord], content: SnapshotContent, colours: Palette
) -> list[Account]:
    """Where every action that was ever in the plan has got to; the numbers add up to all."""
    start = content["period_start"]
    tests: list[tuple[str, Callable[[ActionRecord], bool]]] = [
        ("Completed in the year", lambda a: _complete(a) and verified_or_done(a) >= start),
        ("Completed before", lambda a: _complete(a) and verified_or_done(a) < start),
        ("Withdrawn", lambda a: bool(a["withdrawn_on"])),
    ]
    tests += [
        (f"Goes on: {colours.tag(key).label}", _goes_on(key))
        for key in statuses.order(content["counts"])
        if key != "complete"
    ]
    total = len(rated)
    numbers = [(name, sum(test(action) for action in rated)) for name, test in tests]
    return [
        Account(name, number, phrases.share(number, total)) for name, number in numbers if number
    ]


def glossary(content: SnapshotContent) -> list[tuple[str, str]]:
    """The glossary's lines as (term, meaning); a line without a colon is all meaning."""
    bodies = [row["body"] for row in content["sections"] if row["key"] == "glossary"]
    pairs = [line.partition(":") for line in sections.lines("\n".join(bodies))]
    return [(term.strip(), meaning.strip()) for term, colon, meaning in pairs if colon]


def plan_runs(content: SnapshotContent) -> str:
    """How long the plan runs on; where it ends within the year, that none follows it here."""
    name, ends = content["plan"]["title"], content["plan"]["ends"]
    start = date.fromisoformat(content["period_start"])
    if date.fromisoformat(ends) < plus_months(start, 12):
        return f"{name} ends on {phrases.day(ends)}; this report prints no plan that follows it."
    return f"{name} runs to {phrases.day(ends)}."


def next_groups(content: SnapshotContent) -> list[headings.Group]:
    """The plan that follows, under its own headings."""
    plan = content["next_plan"]
    if plan is None:
        return []
    return headings.grouped(plan["actions"], plan["headings"], plan["levels"])


def _complete(action: ActionRecord) -> bool:
    return action["status"] == "complete"


def _goes_on(key: str) -> Callable[[ActionRecord], bool]:
    return lambda action: action["status"] == key and not action["withdrawn_on"]
