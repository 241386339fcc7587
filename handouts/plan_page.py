"""A plan on one page: what stands above it, its parts, and how each of its actions stands. Pure.

A plan that is too long for its page is set smaller, then its parts are told in short, step by step
(`DENSITIES`); what a step leaves out is said on the page, with the place where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from documents import phrases, prose
from documents.papers import counts, headings
from documents.schema.actions import ActionRecord
from documents.schema.content import CountRow, HeadingRecord, SnapshotContent
from documents.statuses import Palette, Tag
from handouts.page import Cell, ShortPaper, by_status, short_paper, standing

NAME = "Plan on a page"
ROWS = 6  # of the counts by date
WORDS = 14  # of a heading that is told in short
CUT = " …"  # after a heading that is told in short
OWN = "Our vision"
BESIDE = "High-level outcomes"


@dataclass(frozen=True)
class Density:
    """How much of a plan is told, and how small it is set.

    A plan of more than `up_to` actions is not tried so: it would not fit, and trying takes time.
    """

    size: str
    up_to: int = 0  # 0 for any number
    visions: bool = True
    marks: bool = True
    rows: int = ROWS
    words: int = 0  # of a heading; 0 for all
    most: int = 0  # headings of each level that are told; 0 for all


DENSITIES = (
    Density("open", up_to=70),
    Density("even", up_to=120),
    Density("close", up_to=200),
    Density("close", up_to=200, visions=False, rows=2),
    Density("small", up_to=450, visions=False, rows=1),
    Density("small", up_to=450, visions=False, rows=1, words=WORDS),
    Density("close", visions=False, marks=False, rows=1),
    Density("small", visions=False, marks=False, rows=1, words=WORDS),
    Density("small", visions=False, marks=False, rows=1, words=8, most=12),
    Density("small", visions=False, marks=False, rows=1, words=4, most=3),
)


def densities(content: SnapshotContent) -> list[Density]:
    """Those that a plan may fit in, the fullest first."""
    number = len(standing(content))
    return [row for row in DENSITIES if not row.up_to or number <= row.up_to]


@dataclass(frozen=True)
class ContextLevel:
    """One level of what stands above the plan: its name, and its statements side by side."""

    name: str
    statements: Sequence[str]
    vision: bool = False


@dataclass
class Box:
    """One heading with its actions, as marks or as counts."""

    number: str
    text: str
    vision: str
    aims: bool  # whether it has a vision, printed or not
    total: int
    complete: int
    cells: Sequence[Cell]
    counted: Sequence[tuple[Tag, int]]


@dataclass
class Band:
    """A topmost heading with the boxes below it; boxes alone where the plan has one level."""

    title: str
    total: int
    complete: int
    boxes: list[Box] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many boxes stand side by side."""
        number = len(self.boxes)
        if number <= 4:
            return max(number, 1)
        return 3 if number % 3 == 0 and number < 10 else 4

    @property
    def lines(self) -> Sequence[Sequence[Box]]:
        step = self.columns
        return [self.boxes[at : at + step] for at in range(0, len(self.boxes), step)]


Part = TypeVar("Part", Band, Box)


@dataclass(frozen=True)
class PlanPage:
    paper: ShortPaper
    density: Density
    part_name: str
    context: Sequence[ContextLevel]
    bands: Sequence[Band]
    rows: Sequence[tuple[str, Sequence[str]]]
    ongoing: int
    total: int
    left_out: Sequence[str]

    @property
    def said_left_out(self) -> str:
        """Its parts may hold commas."""
        return "; ".join(self.left_out)


def plan_page(content: SnapshotContent, sha256: str, density: Density = DENSITIES[0]) -> PlanPage:
    """A plan on a page, told as `density` says."""
    rated = standing(content)
    paper = short_paper(content, sha256, NAME, rated)
    told = _Telling(content, paper.palette, density, rated)
    bands, rows = told.bands(), content["count_rows"]
    return PlanPage(
        paper=paper,
        density=density,
        part_name=content["levels"][0]["plural"] if content["levels"] else "The plan",
        context=_context(content),
        bands=bands,
        rows=[(row["on"], cells_of(row)) for row in rows[-density.rows :]],
        ongoing=sum(row["ongoing"] for row in content["actions"]),
        total=len(rated),
        left_out=told.left_out + _rows_left_out(rows, density),
    )


def cells_of(row: CountRow) -> list[str]:
    """Total, completed, added, withdrawn, ongoing, as they are printed."""
    return [phrases.NONE if number is None else str(number) for number in counts.counted(row)]


class _Telling:
    """The plan's headings as bands and boxes, and what of them was left out."""

    def __init__(
        self,
        content: SnapshotContent,
        colours: Palette,
        density: Density,
        rated: Sequence[ActionRecord],
    ) -> None:
        self.content, self.colours, self.density, self.rated = content, colours, density, rated
        self.left_out: list[str] = []

    def bands(self) -> list[Band]:
        rows = self.content["headings"]
        told = [self._band(top, rows) for top in rows if top["parent"] is None]
        bands = self._most(told, "at the top of the plan") if told else []
        if len(self.content["levels"]) < 2 and bands:
            bands = [_alone(bands)]
        if loose := self._loose():
            bands.append(loose)
        self._say(bands)
        return bands

    def _band(self, top: HeadingRecord, rows: Sequence[HeadingRecord]) -> Band:
        below = [row for row in rows if row["parent"] == top["id"]]
        boxes = [self._box(row, self._under(row)) for row in below]
        inside = {action["id"] for row in below for action in self._under(row)}
        mine = self._under(top)
        own = [action for action in mine if action["id"] not in inside]
        alone = len(self.content["levels"]) < 2
        if own or alone:
            own_name = "Actions of its own" if below else ""
            title: HeadingRecord = {**top, "number": "", "text": own_name}
            boxes.append(self._box(top if alone else title, own))
        name = self._short(headings.title(top, self.content["levels"]))
        complete = sum(row["status"] == "complete" for row in mine)
        under = f"under {top['number'] or name}"
        return Band(name, len(mine), complete, self._most(boxes, under))

    def _box(self, row: HeadingRecord, actions: Sequence[ActionRecord]) -> Box:
        marks = [Cell(one["reference"], self.colours.of(one)) for one in actions]
        return Box(
            number=row["number"],
            text=self._short(row["text"]),
            vision=row["vision"] if self.density.visions else "",
            aims=bool(row["vision"]),
            total=len(actions),
            complete=sum(one["status"] == "complete" for one in actions),
            cells=marks if self.density.marks else [],
            counted=[] if self.density.marks else by_status(actions, self.colours),
        )

    def _loose(self) -> Band | None:
        """What stands under no heading."""
        known = {row["id"] for row in self.content["headings"]}
        rows = [row for row in self.rated if row["heading"] not in known]
        if not rows:
            return None
        top: HeadingRecord = {"id": 0, "parent": None, "level": 1, "number": "", "text": "",
                              "vision": "", "context": ""}  # fmt: skip
        box = self._box(top, rows)
        name = "Actions under no heading" if known else "All actions"
        return Band(name, box.total, box.complete, [box])

    def _under(self, top: HeadingRecord) -> list[ActionRecord]:
        """The actions under a heading, however deep."""
        inside = _descent(self.content["headings"]).get(top["id"], {top["id"]})
        return [row for row in self.rated if row["heading"] in inside]

    def _most(self, rows: list[Part], where: str) -> list[Part]:
        most = self.density.most
        if most and len(rows) > most:
            gone = rows[most:]
            number = phrases.count(sum(row.total for row in gone), "action")
            self.left_out.append(
                f"{phrases.count(len(gone), 'heading')} {where}, with {number}, "
                f"{'is' if len(gone) == 1 else 'are'} not printed here"
            )
            return rows[:most]
        return rows

    def _short(self, text: str) -> str:
        words = text.split()
        if not self.density.words or len(words) <= self.density.words:
            return text
        return f"{' '.join(words[: self.density.words])}{CUT}"

    def _say(self, bands: Sequence[Band]) -> None:
        boxes = [box for band in bands for box in band.boxes]
        names = [*(band.title for band in bands), *(box.text for box in boxes)]
        shortened = sum(name.endswith(CUT) for name in names)
        for level in self.content["levels"][2:]:
            name = (level["plural"] or level["name"]).lower()
            self.left_out.append(f"{name} are not printed here")
        if any(box.aims and not box.vision for box in boxes):
            self.left_out.append("what each part of the plan aims at is not printed here")
        if shortened:
            number = phrases.count(shortened, "heading")
            verb = "is" if shortened == 1 else "are"
            self.left_out.append(f"{number} {verb} printed in short, with … where words follow")
        if not self.density.marks and self.rated:
            self.left_out.append("actions are counted by status and not marked one by one")


def _alone(bands: Sequence[Band]) -> Band:
    """The headings of a plan with one level, side by side."""
    boxes = [box for band in bands for box in band.boxes]
    total, complete = sum(box.total for box in boxes), sum(box.complete for box in boxes)
    return Band("", total, complete, boxes)


def _descent(rows: Sequence[HeadingRecord]) -> Mapping[int, set[int]]:
    """For each heading itself and all below it; rows come parents first."""
    inside: dict[int, set[int]] = {row["id"]: {row["id"]} for row in rows}
    for row in reversed(rows):
        if row["parent"] in inside:
            inside[row["parent"]] |= inside[row["id"]]
    return inside


def _context(content: SnapshotContent) -> list[ContextLevel]:
    """What stands above the plan, the widest first; then its vision, and outcomes beside it."""
    levels = _written(content["plan"].get("context_above", ""))
    plan, outcomes = content["plan"], content["outcomes"]
    if plan["vision"]:
        levels.append(ContextLevel(OWN, [plan["vision"]], vision=True))
    if outcomes:
        told = [f"{row['number']} {row['text']}".strip() for row in outcomes]
        levels.append(ContextLevel(BESIDE, told))
    return levels


def _written(words: str) -> list[ContextLevel]:
    """A level for each "# Name", with what stands below it; words before the first have none."""
    levels: list[ContextLevel] = []
    name, told = "", list[str]()
    for block in prose.blocks(words):
        if block.kind == "h":
            levels += [ContextLevel(name, told)] if name or told else []
            name, told = block.text, []
        else:
            told = [*told, *(block.items or [block.text])]
    return levels + ([ContextLevel(name, told)] if name or told else [])


def _rows_left_out(rows: Sequence[CountRow], density: Density) -> list[str]:
    gone = max(len(rows) - density.rows, 0)
    return [f"{phrases.count(gone, 'earlier row')} of the counts not printed here"] if gone else []
