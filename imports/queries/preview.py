"""What the preview shows of a draft: every timescale, every lead, the plan as it would be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils import timezone

from committees.queries.names import Names, names_in
from committees.rules.lead_words import lead_key
from guard.rules.words import looks_like
from imports.enums import Subject
from imports.models import ImportDecision, ImportDraft
from imports.rules.columns.match import match
from imports.rules.leads.joins import Join, joins_of
from imports.rules.plan.draft import ActionDraft, Doubt, HeadingDraft, PlanDraft, rows_said
from imports.rules.plan.interpretation import interpret
from imports.rules.source_rows import Source, SourceRows
from imports.rules.words.meanings import meanings_of
from imports.rules.words.questions import Question, questions
from sheets.rules.cells import Sheet, from_json
from sheets.rules.identifiers import refused_cells
from timescales.date_format import long_day
from timescales.days import Period
from timescales.enums import Recurrence, TimescaleKind

MOST_ROWS = 300


@dataclass(frozen=True)
class Waiting:
    """A spreadsheet that waits, read again with the person's own match of columns."""

    sheets: tuple[Sheet, ...]
    draft: PlanDraft
    stated_on: date | None
    names: Names
    joins: Mapping[str, Join] = field(default_factory=dict)
    questions: Sequence[Question] = ()

    @cached_property
    def source(self) -> SourceRows:
        return SourceRows(self.sheets, self.draft)


@dataclass
class TimescaleLine:
    """One wording with what was understood of it, and how many actions carry it."""

    words: str
    kind: str
    meaning: str
    rows: list[int] = field(default_factory=list)


@dataclass
class LeadLine:
    """A lead with how often it is named, and what it is joined to."""

    join: Join
    accountable: int = 0
    contributing: int = 0


@dataclass
class LeftOutLine:
    """Cells of one column that are left out for one reason; `cell` is the first of them."""

    sheet: str
    cell: str
    why: str
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class PlanLine:
    """A heading (depth from 0) or an action of the plan as it would stand."""

    depth: int
    heading: HeadingDraft | None = None
    level: str = ""
    action: ActionDraft | None = None
    source: Source | None = None
    meaning: str = ""


def read_again(waiting: ImportDraft) -> Waiting:
    """The draft of a spreadsheet that waits. Raises Refusal when no table is found."""
    mapping = waiting.mapping if isinstance(waiting.mapping, dict) else {}
    sheets = from_json(waiting.content)
    period = Period(waiting.period_start, waiting.period_end)
    meanings = meanings_of({**mapping.get("words", {}), Subject.LEAD: mapping.get("leads")})
    matched = match(sheets, mapping.get("columns"), meanings.given.get(Subject.COLUMN))
    draft = interpret(sheets, matched, period, waiting.legend, meanings)
    stated = mapping.get("stated_on")
    names = names_in(waiting.area)
    joins = joins_of(draft.lead_names, names.posts, names.groups, mapping.get("leads", {}))
    held = ImportDecision.objects.held_in(waiting.area)
    asked = [_with_who(one, held) for one in questions(sheets, draft, meanings, joins)]
    return Waiting(
        sheets, draft, date.fromisoformat(stated) if stated else None, names, joins, asked
    )


def _with_who(asked: Question, held: Mapping[tuple[Subject, str], ImportDecision]) -> Question:
    """When and by whom it was decided, in place of what is made of the words."""
    row = held.get((asked.subject, asked.key))
    if not asked.decided or row is None:
        return asked
    day = long_day(timezone.localdate(row.made_at))
    return replace(asked, said=f"Decided on {day} by {row.made_by}.")


def refused_lines(sheets: tuple[Sheet, ...], draft: PlanDraft) -> list[Doubt]:
    """Cells that held a number by which a child is known: their rows are not read."""
    headers = {
        (table.sheet, column.at): column.header
        for table in draft.match.tables
        for column in table.columns
    }
    several = len(sheets) > 1
    return [
        Doubt(
            f"L{looks_like(cell.kinds)[1:]}. The row is not read.",
            cell.row,
            cell.column,
            headers.get((cell.sheet, cell.column), ""),
            sheets[cell.sheet].name if several else "",
        )
        for cell in refused_cells(sheets)
    ]


def timescale_lines(draft: PlanDraft) -> list[TimescaleLine]:
    """Every wording once, in the order met; those that need a person's eye first."""
    lines: dict[tuple[str, str], TimescaleLine] = {}
    for action in draft.actions:
        meaning = action.meaning
        if not action.timescale_words and action.ongoing:
            continue
        key = (action.timescale_words, str(meaning.due))
        line = lines.setdefault(
            key,
            TimescaleLine(action.timescale_words, TimescaleKind(meaning.kind).label, _said(action)),
        )
        line.rows.append(action.row)
    unclear = (TimescaleKind.UNKNOWN.label, TimescaleKind.MISPLACED.label)
    return sorted(lines.values(), key=lambda line: line.kind not in unclear)


def _said(action: ActionDraft) -> str:
    meaning = action.meaning
    parts = []
    if meaning.recurrence:
        parts.append(Recurrence(meaning.recurrence).label.lower())
    if meaning.starts:
        parts.append(f"from {long_day(meaning.starts)}")
    if meaning.due:
        parts.append(f"due {long_day(meaning.due)}")
    return ", ".join(parts)


def lead_lines(read: Waiting) -> list[LeadLine]:
    """Every lead with how often it is named, by name."""
    lines = {key: LeadLine(join) for key, join in read.joins.items()}
    for action in read.draft.actions:
        for place, name in enumerate(action.leads):
            line = lines[lead_key(name)]
            if place:
                line.contributing += 1
            else:
                line.accountable += 1
    return sorted(lines.values(), key=lambda line: line.join.name.casefold())


def left_out_lines(draft: PlanDraft) -> list[LeftOutLine]:
    """What is left out, put together by the reason and the column, in the order of the file."""
    lines: dict[tuple[str, str, int], LeftOutLine] = {}
    for one in draft.left_out:
        key = (one.sheet, one.why, one.column)
        lines.setdefault(key, LeftOutLine(one.sheet, one.cell, one.why)).words.append(one.words)
    return list(lines.values())


def plan_lines(read: Waiting) -> list[PlanLine]:
    """The plan in its order: each heading with its actions, then what stands under no heading."""
    return [_beside(line, read.source) for line in _lines(read.draft, None, 0)]


def ongoing_lines(read: Waiting) -> list[PlanLine]:
    return [_beside(PlanLine(0, action=action), read.source) for action in read.draft.ongoing]


def _beside(line: PlanLine, source: SourceRows) -> PlanLine:
    """An action's line with its row in the file and what was understood of its timescale."""
    if line.action is None:
        return line
    kind = TimescaleKind(line.action.meaning.kind)
    said = _said(line.action) or (str(kind.label) if line.action.timescale_words else "")
    return replace(line, source=source.of(line.action), meaning=said)


def _lines(draft: PlanDraft, parent: int | None, depth: int) -> Iterator[PlanLine]:
    for action in draft.rated:
        if action.heading == parent:
            yield PlanLine(depth, action=action)
    for at, heading in enumerate(draft.headings):
        if heading.parent == parent:
            yield PlanLine(depth, heading=heading, level=draft.levels[heading.level].name)
            yield from _lines(draft, at, depth + 1)


@dataclass(frozen=True)
class DoubtLine:
    """One thing that needs a person's eye, however many rows have it."""

    text: str
    where: str


def doubt_lines(read: Waiting) -> list[DoubtLine]:
    """What needs an eye and is nobody's to choose here: the same words on many rows stand once."""
    asked = {question.about for question in read.questions}
    held: dict[tuple[str, str, int | None], list[Doubt]] = {}
    for doubt in read.draft.doubts:
        if not doubt.blocks and doubt.about not in asked:
            held.setdefault((doubt.text, doubt.sheet, doubt.column), []).append(doubt)
    return [DoubtLine(text, _where(doubts)) for (text, _, _), doubts in held.items()]


def _where(doubts: Sequence[Doubt]) -> str:
    rows = [doubt.row for doubt in doubts if doubt.row is not None]
    if len(rows) < 2:
        return doubts[0].where
    column = f"column {doubts[0].column_words}, " if doubts[0].column_words else ""
    sheet = f"{doubts[0].sheet}: " if doubts[0].sheet else ""
    return f"{sheet}{column}{rows_said(rows)}"
