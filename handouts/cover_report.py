"""The council's cover report: ten numbered headings for the agenda of one of its committees. Pure.

What the snapshot knows is told from it. What only a person can know (the options, what it costs,
equality, who was consulted, what is recommended) was written by a person before the report was
frozen, and is said to be; nothing of it is made up here. The headings and their order are those of
domain.md, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from documents import phrases, prose, sections, statuses
from documents.enums import Readers, ReportKind
from documents.papers import quarterly
from documents.papers import scope as scopes
from documents.papers.headings import Group, grouped, title
from documents.papers.last_words import NO_DIFFERENCE, completed_words
from documents.papers.progress import group_name
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.statuses import Tag
from handouts.audiences import registers_by_name
from handouts.page import ShortPaper, short_paper, standing

NAME = "Council cover report"
PARTS = {row.key: row.heading for row in (*sections.CONTENTS, *sections.ANNUAL)}
BY_HAND = "Written by hand for this cover report:"
NOTHING = "Nothing was written under this heading."
HEADINGS = (
    ("Object and key points", "council_object"),
    ("Background information", "council_background"),
    ("Progress against priorities", "council_progress"),
    ("Areas of focus for the next year", "council_focus"),
    ("Options for consideration", "council_options"),
    ("Analysis of options", "council_analysis"),
    ("Resource implications (financial, staffing, property, IT)", "council_resources"),
    ("Outcomes of integrated impact assessment", "council_impact"),
    ("Outcomes of consultation and conflicts of interest declared", "council_consultation"),
    ("Recommendations", "council_recommendations"),
)
KINDS = {
    ReportKind.QUARTERLY.value: "quarterly progress report",
    ReportKind.ANNUAL.value: "annual report",
}


@dataclass(frozen=True)
class Table:
    """A table of what the snapshot counts; the first cell of each row names it."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass
class Heading:
    """One of the ten: what the snapshot knows of it, then what a person wrote."""

    number: int
    title: str
    by_hand: Sequence[prose.Block]
    told: Sequence[str] = ()
    listed: Sequence[tuple[str, Sequence[str]]] = ()  # what each list holds, and its items
    table: Table | None = None

    @property
    def numbered(self) -> list[tuple[str, str]]:
        """The paragraphs that the snapshot tells, numbered as committee papers are: "1.2"."""
        return [(f"{self.number}.{at}", words) for at, words in enumerate(self.told, start=1)]

    @property
    def silent(self) -> bool:
        return not (self.by_hand or self.told or self.listed or self.table)


@dataclass(frozen=True)
class CoverReport:
    paper: ShortPaper
    title: str
    goes_to: Sequence[str]
    headings: Sequence[Heading]
    background: Sequence[str]
    written: Sequence[str] = field(default_factory=tuple)
    by_hand: str = BY_HAND
    nothing: str = NOTHING


def missing(content: SnapshotContent) -> list[str]:
    """The headings of what a person has still to write; none where the paper can be made."""
    return [row.heading for row in sections.uncovered(_bodies(content))]


def cover_report(content: SnapshotContent, sha256: str) -> CoverReport:
    """The cover report of what is frozen; `missing` says beforehand what nobody wrote."""
    rated, bodies = standing(content), _bodies(content)
    made = [
        Heading(number, name, prose.blocks(bodies.get(key, "")))
        for number, (name, key) in enumerate(HEADINGS, start=1)
    ]
    made[0].told = [_object(content), *quarterly.brief(content, rated)]
    made[1].told = _background(content)
    made[1].listed = list(_parts(content))
    made[2].told = _scope(content)
    made[2].table = _progress(content, rated)
    made[2].listed = [*_completed(content, rated), *_late(rated), *_registers(content)]
    made[3].told = [_open(rated)]
    made[3].listed = list(_following(content))
    made[9].listed = list(_asked(content))
    return CoverReport(
        # the table has a column for each
        paper=short_paper(content, sha256, NAME, rated, _statuses(content) if rated else ()),
        title=phrases.sentence(_kind(content)),
        goes_to=sections.lines(bodies.get("council_for", "")),
        headings=made,
        background=[_report_itself(content, sha256)],
        written=sections.lines(bodies.get("council_papers", "")),
    )


def _bodies(content: SnapshotContent) -> Mapping[str, str]:
    return {row["key"]: row["body"] for row in content["sections"]}


def _kind(content: SnapshotContent) -> str:
    return KINDS[content["kind"]]


def _object(content: SnapshotContent) -> str:
    return (
        f"This report puts before the council’s committee the {_kind(content)} of "
        f"{content['committee']}, {content['period_name'][:1].lower()}{content['period_name'][1:]} "
        f"({phrases.day(content['period_start'])} to {phrases.day(content['period_end'])}). It "
        f"tells how the plan stood on {phrases.day(content['as_of'])}."
    )


def _background(content: SnapshotContent) -> list[str]:
    plan, on = content["plan"], content["considered_on"]
    version = f" Its text is that of version {plan['version']}." if plan["version"] else ""
    meets = f", who meet on {phrases.day(on)}" if on else ""
    return [
        f"{plan['title']} runs from {phrases.day(plan['starts'])} to "
        f"{phrases.day(plan['ends'])}.{version}",
        f"The {_kind(content)} was prepared by {content['prepared_by']} for "
        f"{content['considered_by']}{meets}.",
    ]


def _parts(content: SnapshotContent) -> Iterator[tuple[str, list[str]]]:
    tops = [row for row in content["headings"] if row["parent"] is None]
    if tops:
        yield "The plan’s parts are:", [title(row, content["levels"]) for row in tops]


def _scope(content: SnapshotContent) -> list[str]:
    told = scopes.scope(content)
    return [f"{told.told} The table below is of the whole plan."] if told else []


def _progress(content: SnapshotContent, rated: Sequence[ActionRecord]) -> Table | None:
    tags = _statuses(content)
    rows = [
        (group.title, str(len(group.actions)), *(_counted(group, tag.canonical) for tag in tags))
        for group in grouped(rated, content["headings"], content["levels"])
    ]
    if not rated:
        return None
    heads = (group_name(content), "Actions", *(f"{tag.symbol}\n{tag.short}" for tag in tags))
    caption = f"Actions by status on {phrases.day(content['as_of'])}"
    return Table(caption, heads, rows)


def _statuses(content: SnapshotContent) -> list[Tag]:
    colours = statuses.palette(content)
    return [colours.tag(key) for key in statuses.order(content["counts"])]


def _counted(group: Group, key: str) -> str:
    return str(sum(row["status"] == key for row in group.actions))


def _completed(
    content: SnapshotContent, rated: Sequence[ActionRecord]
) -> Iterator[tuple[str, list[str]]]:
    rows = quarterly.newly_completed(rated, content)
    if rows:
        since = "since the last report" if content["changes"] else "in the period"
        yield (
            f"Completed and verified {since}, with the difference made:",
            [
                f"{row['reference']} {row['text'].rstrip('.')}. {'. '.join(completed_words(row))}. "
                f"{row['difference'] or NO_DIFFERENCE}"
                for row in rows
            ],
        )


def _late(rated: Sequence[ActionRecord]) -> Iterator[tuple[str, list[str]]]:
    rows = [row for row in rated if row["overdue"]]
    if rows:
        yield (
            "Past the date agreed, and not complete:",
            [
                f"{row['reference']} {row['text'].rstrip('.')}. Due {phrases.day(row['due'])}, "
                f"{phrases.count(row['days_overdue'], 'day')} past. {row['lead'] or 'No lead'}."
                for row in rows
            ],
        )


def _registers(content: SnapshotContent) -> Iterator[tuple[str, list[str]]]:
    """What registers tell that a council may read."""
    rows = list(registers_by_name(content, Readers.COUNCIL))
    if rows:
        yield (
            "What the committee’s registers hold:",
            [f"{row['title'] or PARTS[row['key']]}: {' '.join(row['told'])}" for row in rows],
        )


def _open(rated: Sequence[ActionRecord]) -> str:
    number = sum(row["status"] != "complete" for row in rated)
    if not rated:
        return "The plan has no rated actions."
    verb = "is" if number == 1 else "are"
    amount = str(number) if number else "None"
    return f"{amount} of the plan’s {phrases.count(len(rated), 'action')} {verb} not yet complete."


def _following(content: SnapshotContent) -> Iterator[tuple[str, list[str]]]:
    plan = content["next_plan"]
    tops = [row for row in plan["headings"] if row["parent"] is None] if plan else []
    if plan and tops:
        runs = f"{phrases.day(plan['starts'])} to {phrases.day(plan['ends'])}"
        name = f"The plan that follows, {plan['title']} ({runs}), sets out:"
        yield name, [title(row, plan["levels"]) for row in tops]


def _asked(content: SnapshotContent) -> Iterator[tuple[str, list[str]]]:
    if content["decisions"]:
        yield f"The report asks {content['considered_by']}:", list(content["decisions"])


def _report_itself(content: SnapshotContent, sha256: str) -> str:
    kind = phrases.sentence(_kind(content))
    return (
        f"{kind}, {content['period_name']}, version {content['version']}, frozen on "
        f"{phrases.moment(content['frozen_at'])} (snapshot {sha256[:16]})"
    )
