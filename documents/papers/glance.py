"""The plan at a glance: every action as a numbered cell, and how many stood how in each report.

Pure. A status is a letter and a symbol in a cell, its colour beside them: told apart in grey.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from documents import phrases, statuses
from documents.enums import Silence
from documents.papers import headings
from documents.papers.headline import standing
from documents.schema.actions import ActionRecord
from documents.schema.content import GOING_ON, NOT_UPDATED, SnapshotContent
from documents.schema.scope import PositionRecord
from documents.statuses import Palette, Tag

REPORTS = 4  # before this one, in the trend
WIDTH = 146.0  # millimetres for the cells of one strip
CELL, LEAST = 7.3, 5.2  # of a cell with a short number; where all cells then fit on one line
LETTER = 1.5  # of a further letter of it
FULL = 80  # a plan with more actions tells in its cells only how they stand now
SQUARES = 27  # actions of which each is a square in the trend; of more, numbers alone
UNHEARD: Mapping[str, tuple[str, str]] = {
    Silence.UNANSWERED.value: ("S", "asked and silent"),
    Silence.AWAITED.value: ("W", "window still open"),
    Silence.NOBODY.value: ("V", "nobody to ask"),
    Silence.NOT_ASKED.value: ("U", "not asked yet"),
    NOT_UPDATED: ("N", "not updated"),
}


@dataclass(frozen=True)
class Mark:
    """How an action stood: its letter and symbol, the class of its colour, what they stand for."""

    letter: str
    symbol: str
    canonical: str
    words: str


@dataclass(frozen=True)
class ActionCell:
    """One action: how it stands, how it stood, and the days past its date ("" for none)."""

    reference: str
    now: Mark
    then: Mark | None
    moved: bool
    late: str


@dataclass(frozen=True)
class Strip:
    """Cells side by side; `spans` are the parts of the plan above them, with how many each."""

    spans: Sequence[tuple[str, int]]
    cells: Sequence[ActionCell]
    width: float  # millimetres of a cell

    @property
    def rest(self) -> float:
        return round(WIDTH - self.width * len(self.cells), 1)

    @property
    def compared(self) -> bool:
        return any(cell.then for cell in self.cells)

    @property
    def late(self) -> bool:
        return any(cell.late for cell in self.cells)


@dataclass(frozen=True)
class TrendRow:
    """One report by its day: how many stood how; each as a mark where there is room."""

    on: str
    counts: Sequence[int]
    marks: Sequence[Mark]
    now: bool


@dataclass(frozen=True)
class Glance:
    strips: Sequence[Strip]
    then: str  # the day of the last report, where the cells tell of it
    key: Sequence[Mark]
    heads: Sequence[Tag]
    trend: Sequence[TrendRow]
    changes: Sequence[str]  # of each count of the trend since the report compared with
    shares: Sequence[str]  # of each count in the whole plan now
    squares: bool
    brief: bool  # whether the cells tell only of now


def glance(content: SnapshotContent, colours: Palette) -> Glance:
    """Everything on the page that is not in the tables of counts."""
    rows, before = standing(content), content["positions"]
    brief = len(rows) > FULL
    last = before[-1] if before and not brief else None
    strips = _strips(content, rows, last, colours)
    trend, heads = _trend(content, rows, colours)
    now = [content["counts"].get(tag.canonical, 0) for tag in heads]
    past = content["previous_counts"]
    shown = [mark for strip in strips for cell in strip.cells for mark in (cell.now, cell.then)]
    key = {mark.words: mark for mark in shown if mark and mark.words}
    order = [tag.label for tag in colours.tags.values()]
    order += [words for _, words in UNHEARD.values()]
    return Glance(
        strips=strips,
        then=last["on"] if last else "",
        key=sorted(key.values(), key=lambda mark: order.index(mark.words)),
        heads=heads,
        trend=trend,
        changes=[
            phrases.change(one, past.get(tag.canonical, 0))
            for tag, one in zip(heads, now, strict=True)
        ]
        if past is not None
        else [],
        shares=[phrases.per_cent(one, len(rows)) for one in now] if rows else [],
        squares=any(row.marks for row in trend),
        brief=brief,
    )


def mark(state: str, colours: Palette) -> Mark:
    """A status, or one of the silences, as one small mark."""
    if state in UNHEARD:
        letter, words = UNHEARD[state]
        return Mark(letter, colours.tag(NOT_UPDATED).symbol, NOT_UPDATED, words)
    tag = colours.tag(state)
    short = tag.code if 0 < len(tag.code) <= 2 else tag.label[:1].upper()
    return Mark(short, tag.symbol, tag.canonical, tag.label)


def state_of(action: ActionRecord) -> str:
    """How an action stands: its status, or which of the silences it is."""
    return action["silence"] or action["status"]


def _strips(
    content: SnapshotContent,
    rows: Sequence[ActionRecord],
    last: PositionRecord | None,
    colours: Palette,
) -> list[Strip]:
    """The plan's actions in its order, cut where a line is full."""
    longest = max((len(row["reference"]) for row in rows), default=0)
    width = round(min(max(CELL, CELL + (longest - 4) * LETTER), WIDTH / 2), 1)
    if rows and LEAST + max(longest - 3, 0) * LETTER <= WIDTH / len(rows) < width:
        width = int(10 * WIDTH / len(rows)) / 10
    placed = [
        (_short(group), _cell(row, last, colours, late=len(rows) <= FULL))
        for group in headings.grouped(rows, content["headings"], content["levels"])
        for row in group.actions
    ]
    step = int(WIDTH // width)
    return [_strip(placed[at : at + step], width) for at in range(0, len(placed), step)]


def _strip(placed: Sequence[tuple[str, ActionCell]], width: float) -> Strip:
    spans: list[tuple[str, int]] = []
    for name, _ in placed:
        if spans and spans[-1][0] == name:
            spans[-1] = (name, spans[-1][1] + 1)
        else:
            spans.append((name, 1))
    fitting = [(_fitting(name, int(width * many / 1.55)), many) for name, many in spans]
    return Strip(fitting, [cell for _, cell in placed], width)


def _short(group: headings.Group) -> str:
    """A part of the plan as the head of its cells: "3 Assessments and plans are sound"."""
    return f"{group.heading['number']} {group.heading['text']}".strip() if group.heading else ""


def _fitting(name: str, letters: int) -> str:
    """As many whole words as there is room for, and at least the first."""
    words = name.split()
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join([*kept, word])) > letters - 2:
            return f"{' '.join(kept)} …" if len(kept) > 1 else kept[0]
        kept.append(word)
    return " ".join(kept)


def _cell(
    action: ActionRecord, last: PositionRecord | None, colours: Palette, *, late: bool
) -> ActionCell:
    before = last["statuses"].get(str(action["id"])) if last else None
    now = mark(state_of(action), colours)
    then = mark(before, colours) if before else None
    if last and not before:
        then = Mark("new", "", "", "")
    return ActionCell(
        reference=action["reference"],
        now=now,
        then=then,
        moved=bool(before and then != now),
        late=str(action["days_overdue"]) if late and action["overdue"] else "",
    )


def _trend(
    content: SnapshotContent, rows: Sequence[ActionRecord], colours: Palette
) -> tuple[list[TrendRow], list[Tag]]:
    """The reports before, oldest first, and this one."""
    told = [
        (row["on"], row["counts"], list(row["statuses"].values()))
        for row in content["positions"][-REPORTS:]
    ]
    if not told and content["changes"] and content["previous_counts"] is not None:
        told = [(content["changes"]["since"], content["previous_counts"], [])]
    told.append((content["as_of"], content["counts"], [state_of(row) for row in rows]))
    order = statuses.order(key for _, counts, _ in told for key in counts)
    drawn = max(sum(counts.values()) for _, counts, _ in told) <= SQUARES and len(order) <= 5
    lines = [
        TrendRow(
            on=on,
            counts=[counts.get(key, 0) for key in order],
            marks=list(sorted_marks(states, colours)) if drawn else [],
            now=place == len(told),
        )
        for place, (on, counts, states) in enumerate(told, start=1)
    ]
    return lines, [colours.tag(key) for key in order]


def sorted_marks(states: Sequence[str], colours: Palette) -> Iterator[Mark]:
    """What was done first, what is worst and then what is not known last."""
    best = ("complete", "on_track", "reprogrammed", "not_started", "not_rated", "at_risk",
            "off_track", "withdrawn", GOING_ON, *UNHEARD)  # fmt: skip
    for state in sorted(states, key=best.index):
        yield mark(state, colours)
