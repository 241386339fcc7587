"""Slides for the meeting that considers a report: one finding on each, said in its title. Pure.

Each number is a paper's own (`documents.papers`), so none can differ from the report's. What a
slide has no room for is cut at a word, said to be, and stands in full in its notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from charts.figure import Figure
from documents import phrases, statuses
from documents.papers import exceptions, quarterly
from documents.papers.exceptions import ExceptionGroup
from documents.papers.glance import Glance, Mark, Strip, glance
from documents.papers.headline import HeadlineNumber, changed, headline
from documents.papers.indicators import indicators
from documents.papers.last_words import last_words, why
from documents.schema.actions import ActionRecord
from documents.schema.content import NOT_UPDATED, SnapshotContent
from documents.statuses import Palette, Tag
from handouts.page import ShortPaper, short_paper, standing

T = TypeVar("T")
NAME = "Slides"
LETTERS, LONGER = 120, 270  # of a cell, of the widest; the whole of it stands in the notes
STRIPS, BRIEF = 3, 5  # of cells on one slide; more where they tell only of now
GRAVE = 8  # actions of one matter that are told with their reasons
ENTRIES, DATES, TROUBLES, LINES, LEGEND = 4, 4, 10, 6, 8  # rows of a slide
CUT = "Words that end with … stand in full in the notes of this slide and in the report."
SEVERAL = "An action with several matters stands in several lines."
COVER, NUMBERS, CELLS, TREND, TABLE, FIGURE, LIST = (
    *("cover", "numbers", "cells", "trend", "table", "figure", "list"),
)


@dataclass(frozen=True)
class Said:
    """A cell of a table in words; with a tag it is printed as that status is."""

    text: str
    tag: Tag | None = None
    letters: int = LETTERS  # for which there is room


@dataclass(frozen=True)
class SlideTable:
    """A table; `widths` are of a hundred."""

    heads: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Said]]


@dataclass(frozen=True)
class Slide:
    """One finding: what shows it, lines under it, where it is from and what was cut."""

    kind: str
    title: str
    source: str
    lines: Sequence[str] = ()
    numbers: Sequence[HeadlineNumber] = ()
    strips: Sequence[Strip] = ()
    glance: Glance | None = None
    table: SlideTable | None = None
    figure: Figure | None = None
    in_full: Sequence[str] = ()


@dataclass(frozen=True)
class Slides:
    paper: ShortPaper
    slides: Sequence[Slide] = field(default_factory=tuple)


def slides(content: SnapshotContent, sha256: str) -> Slides:
    """Every slide of a report in the order in which a meeting needs them."""
    colours, rows = statuses.palette(content), standing(content)
    made = [
        _cover(content, rows),
        *_numbers(content, colours),
        *_cells(content, colours),
        *_trend(content, colours),
        *_attention(content, colours, rows),
        *_dates(content),
        *_figures(content),
        *_decisions(content),
        *_legend(content),
    ]
    return Slides(short_paper(content, sha256, NAME, []), list(_counted(made)))


def _counted(made: Sequence[Slide]) -> Iterator[Slide]:
    """A finding that goes on over several slides says of which part each is."""
    titles = [slide.title for slide in made]
    for place, slide in enumerate(made):
        whole = titles.count(slide.title)
        at = titles[: place + 1].count(slide.title)
        yield replace(slide, title=f"{slide.title} ({at} of {whole})") if whole > 1 else slide


def _cover(content: SnapshotContent, rows: Sequence[ActionRecord]) -> Slide:
    on = content["considered_on"]
    meets = f", who meet on {phrases.day(on)}" if on else ""
    return Slide(
        COVER,
        quarterly.brief(content, rows)[0],
        "the report’s cover and the first sentence of its position",
        lines=[
            content["committee"],
            content["plan"]["title"],
            f"{content['period_name']}: {phrases.day(content['period_start'])} to "
            f"{phrases.day(content['period_end'])}",
            f"For {content['considered_by']}{meets}",
            *filter(None, (phrases.replaces(content),)),
        ],
    )


def _numbers(content: SnapshotContent, colours: Palette) -> Iterator[Slide]:
    numbers = headline(content, colours)
    if numbers:
        late = numbers[2]
        title = f"{late.name}: {late.number} {late.of}"
        yield Slide(
            NUMBERS,
            title,
            "page one of the report",
            numbers=numbers,
            lines=[changed(content)],
        )


def _cells(content: SnapshotContent, colours: Palette) -> Iterator[Slide]:
    """Every action as a numbered cell with letter and symbol, in the plan's order."""
    said, counts = glance(content, colours), content["counts"]
    told = [f"{colours.tag(key).label} {counts[key]}" for key in statuses.order(counts)
            if counts.get(key)]  # fmt: skip
    title = f"Every action of {sum(counts.values())}: {', '.join(told)}"
    step = BRIEF if said.brief else STRIPS
    for at in range(0, len(said.strips), step):
        yield Slide(
            CELLS,
            title,
            "the plan at a glance, page two of the report",
            strips=said.strips[at : at + step],
            glance=said,
            lines=[*_rows(said), *filter(None, (_key(said.key),))],
        )


def _rows(said: Glance) -> list[str]:
    """What the rows of the cells are, from the top."""
    told = ["number", "how it stands"]
    if said.then:
        told.append(f"how it stood on {phrases.day(said.then)}")
    if any(strip.late for strip in said.strips):
        told.append("days past the date agreed, where it has passed")
    return [f"Rows, from the top: part of the plan, {', '.join(told)}."]


def _key(key: Sequence[Mark]) -> str:
    named = [f"{mark.letter} {mark.symbol} {mark.words}".replace(" ", phrases.NBSP) for mark in key]
    return f"Key: {'; '.join(named)}." if named else ""


def _trend(content: SnapshotContent, colours: Palette) -> Iterator[Slide]:
    said = glance(content, colours)
    if len(said.trend) < 2:
        return
    first, last = said.trend[0], said.trend[-1]
    states = [tag.canonical for tag in said.heads]
    moved = [
        f"{colours.tag(key).label} {phrases.change(last.counts[place], first.counts[place])}"
        for key in ("complete", "off_track")
        for place in [states.index(key)]
    ]
    yield Slide(
        TREND,
        f"Since {phrases.day(first.on)}: {', '.join(moved)}",
        "the trend on page two of the report",
        glance=said,
        lines=["Each bar is one report; each part of it bears its symbol and number."],
    )


def _attention(
    content: SnapshotContent, colours: Palette, rows: Sequence[ActionRecord]
) -> Iterator[Slide]:
    """What needs attention by its kind; then the gravest, with the reason and the remedy."""
    groups = exceptions.groups(rows, content, colours)
    if not groups:
        return
    matter = len({name for group in groups for name in group.references})
    verb = "needs" if matter == 1 else "need"
    title = f"{phrases.sentence(phrases.count(matter, 'action'))} of {len(rows)} {verb} attention"
    heads, widths = ("What is the matter", "Actions", "Which"), (38, 12, 50)
    for part in _parts(groups, TROUBLES):
        cells, in_full = _cut([_trouble(group) for group in part])
        yield Slide(
            TABLE,
            title,
            "what needs attention, gravest first",
            table=SlideTable(heads, widths, cells),
            lines=[SEVERAL, *_said_cut(in_full)],
            in_full=[*(f"{group.title}: {group.meaning}." for group in part), *in_full],
        )
    for group in groups[:2]:
        yield from _grave(group)


def _trouble(group: ExceptionGroup) -> list[Said]:
    named = ", ".join(group.references)
    return [Said(group.title), Said(str(group.total)), Said(named, letters=72)]


def _grave(group: ExceptionGroup) -> Iterator[Slide]:
    heads, widths = ("Action", "Status", "Why, and what will be done about it"), (34, 16, 50)
    told = group.entries[:GRAVE]
    others = len(group.entries) - len(told)
    for part in _parts(told, ENTRIES):
        cells, in_full = _cut(
            [
                [
                    Said(f"{row.action['reference']} {row.action['text']}"),
                    Said(row.tag.marked, row.tag),
                    Said(" ".join(_reasons(row.action)), letters=LONGER),
                ]
                for row in part
            ]
        )
        yield Slide(
            TABLE,
            f"{group.title}: {phrases.count(group.total, 'action')}",
            "what needs attention in the report, with its reasons",
            table=SlideTable(heads, widths, cells),
            lines=[*_elsewhere(group, others), *_said_cut(in_full)],
            in_full=in_full,
        )


def _reasons(action: ActionRecord) -> list[str]:
    """The reason and the remedy; where neither was given, what was last said."""
    return list(why(action)) or last_words(action)


def _elsewhere(group: ExceptionGroup, others: int) -> list[str]:
    """Where those stand that these slides do not tell."""
    graver = f"{group.elsewhere} of them stand under a graver matter." if group.elsewhere else ""
    more = f"{others} more stand in the report with their reasons." if others else ""
    return [" ".join(filter(None, (graver, more)))] if graver or more else []


def _dates(content: SnapshotContent) -> Iterator[Slide]:
    """New dates: first, current and proposed side by side, and who decides (rule 5)."""
    rows = quarterly.new_dates(content)
    waiting = sum(row.revision["state"] == "requested" for row in rows)
    number = phrases.sentence(phrases.count(len(rows), "new date"))
    heads = (
        *("Action", "First agreed date", "Date until then", "Date asked for", "Times moved"),
        "Why, and who decided",
    )
    for part in _parts(rows, DATES):
        cells, in_full = _cut(
            [
                [
                    Said(f"{row.action['reference']} {row.action['text']}"),
                    Said(phrases.day(row.action["due_first"])),
                    Said(phrases.day(row.revision["previous"])),
                    Said(phrases.day(row.revision["proposed"])),
                    Said(phrases.times(row.times_moved) if row.times_moved else "not yet"),
                    Said(f"{row.decision}. {row.revision['reason']}"),
                ]
                for row in part
            ]
        )
        yield Slide(
            TABLE,
            f"{number}: {waiting} waiting for a decision",
            "new dates in the report",
            table=SlideTable(heads, (24, 15, 15, 16, 8, 22), cells),
            lines=_said_cut(in_full),
            in_full=in_full,
        )


def _figures(content: SnapshotContent) -> Iterator[Slide]:
    said = indicators(content)
    for figure in said.figures if said else ():
        yield Slide(
            FIGURE,
            figure.message,
            f"figure {figure.number} of the report; {figure.measured.source or 'source not named'}",
            figure=figure,
            lines=[line for line in (figure.measured.line, figure.measured.of_whom) if line],
            in_full=[line for line in (figure.alternative, figure.sentence) if line],
        )


def _decisions(content: SnapshotContent) -> Iterator[Slide]:
    asked, who = content["decisions"], content["considered_by"]
    number = phrases.count(len(asked), "decision") if asked else "no decision"
    title = f"{phrases.sentence(number)} asked of {who}"
    numbered = [f"{at}. {words}" for at, words in enumerate(asked, start=1)]
    for part in _parts(numbered, LINES) if numbered else [["The report is for information."]]:
        lines, in_full = [_short(words, 320) for words in part], [w for w in part if len(w) > 320]
        yield Slide(
            LIST,
            title,
            "the decisions asked on page one of the report",
            lines=[*lines, *_said_cut(in_full)],
            in_full=in_full,
        )


def _legend(content: SnapshotContent) -> Iterator[Slide]:
    colours = statuses.palette(content)
    silent = colours.tag(NOT_UPDATED)
    rows = [
        [
            Said(f"{row['code']} {row['symbol']}".strip(), colours.tag(row["canonical"])),
            Said(row["label"]),
            Said(row["definition"], letters=LONGER),
        ]
        for row in content["legend"]
    ]
    rows.append(
        [
            Said(silent.symbol, silent),
            Said(silent.label),
            Said(statuses.SILENT_MEANS, letters=LONGER),
        ]
    )
    for part in _parts(rows, LEGEND):
        cells, in_full = _cut(part)
        yield Slide(
            TABLE,
            "What each status means",
            "the legend of the plan as it was frozen",
            table=SlideTable(("Mark", "Status", "Definition"), (12, 30, 58), cells),
            lines=_said_cut(in_full),
            in_full=in_full,
        )


def _parts(rows: Sequence[T], step: int) -> list[Sequence[T]]:
    return [rows[at : at + step] for at in range(0, len(rows), step)]


def _cut(rows: Sequence[Sequence[Said]]) -> tuple[list[list[Said]], list[str]]:
    """Rows that fit, and each text in full of which only the beginning does."""
    in_full = [cell.text for row in rows for cell in row if len(cell.text) > cell.letters]
    return [
        [replace(one, text=_short(one.text, one.letters)) for one in row] for row in rows
    ], in_full


def _short(words: str, letters: int) -> str:
    """As many whole words as there is room for; of a single long one its beginning."""
    words = " ".join(words.split(" "))
    if len(words) <= letters:
        return words
    kept = words[: letters - 2]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} …"


def _said_cut(in_full: Sequence[str]) -> list[str]:
    return [CUT] if in_full else []
