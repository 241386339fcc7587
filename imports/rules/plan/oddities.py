"""What is odd about a draft as a whole: repeated numbers, twice the same words, words too long."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from committees.rules.lead_words import lead_key
from imports.rules.columns.column import Column, Role
from imports.rules.columns.numbers import LONGEST_NUMBER, Numbered
from imports.rules.plan.draft import ActionDraft, PlanDraft
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from sheets.rules.cells import Row

_LONG_NUMBER = (
    f"The number is longer than {LONGEST_NUMBER} characters: it was kept in front of the words."
)
# What the database keeps; see the models of plans, actions and committees.
LONGEST: tuple[tuple[Role, str, int, Callable[[ActionDraft], str]], ...] = (
    (Role.ACTION, "The action", 8000, lambda action: action.text),
    (Role.TIMESCALE, "The timescale", 500, lambda action: action.timescale_words),
    (Role.EVIDENCE, "The evidence", 8000, lambda action: action.evidence),
    (Role.IMPACT, "The expected impact", 4000, lambda action: action.impact),
    (Role.PROGRESS, "The progress", 8000, lambda action: action.progress),
    (Role.ORIGIN, "The origin", 300, lambda action: action.origin),
    (Role.LEAD, "A lead's name", 200, lambda action: max(action.leads, key=len, default="")),
)


def check(outline: Outline, draft: PlanDraft) -> None:
    """Add the doubts that need the whole plan to be seen."""
    _repeated_headings(outline)
    _repeated_actions(outline)
    _numbers_out_of_place(outline)
    _spellings(outline, draft)
    _several_in_one(outline)
    _too_long(outline, draft)
    _unmatched_measures(outline)
    _missing_columns(outline)
    _period(outline, draft)
    _tables_without_actions(outline)
    if not draft.headings and not draft.actions:
        outline.doubt("No action and no heading was found below the column names.", blocks=True)


def keep_long_numbers(outline: Outline) -> None:
    """A number longer than the database keeps stays in front of its words, with a doubt."""
    for node in outline.tree.nodes:
        if len(node.words.number) > LONGEST_NUMBER:
            column = Column(node.column, outline.tree.levels[node.level], Role.LEVEL)
            outline.doubt(_LONG_NUMBER, Row(node.row, ()), column)
            node.words = _without_number(node.words)
    for action in outline.actions:
        if len(action.words.number) > LONGEST_NUMBER:
            _on(outline, action, _LONG_NUMBER)
            action.words = _without_number(action.words)


def _without_number(words: Numbered) -> Numbered:
    before = words.prefix or f"{words.number} "  # no prefix: it stood in a column of its own
    return Numbered("", "", f"{before}{words.text}")


def _repeated_headings(outline: Outline) -> None:
    """A printed number that stands twice: CL prints 8.1 as 3.1. Warned of, never merged."""
    seen: dict[tuple[int, int | None, str], int] = {}
    for node in outline.tree.nodes:
        number = node.words.number
        if not number:
            continue
        within = None if "." in number else node.parent
        first = seen.setdefault((node.level, within, number), node.row)
        if first != node.row:
            level = outline.tree.levels[node.level]
            text = f"{level} {number} stands twice: also on row {first}. Both were kept."
            outline.doubt(text, Row(node.row, ()), Column(node.column, level, Role.LEVEL))


def _repeated_actions(outline: Outline) -> None:
    numbers: dict[tuple[bool, int | None, str], int] = {}
    texts: dict[tuple[int | None, str], int] = {}
    for action in outline.actions:
        number = action.words.number
        within = None if "." in number else action.heading
        if number:
            first = numbers.setdefault((action.ongoing, within, number), action.row)
            if first != action.row:
                _on(outline, action, _twice(number, first))
        first = texts.setdefault((action.heading, action.words.text.strip()), action.row)
        if first != action.row:
            _on(outline, action, f"Row {first} has the same words. Both were kept.")


def _twice(number: str, first: int) -> str:
    text = f"Number {number} stands twice: also on row {first}. Both were kept."
    if re.fullmatch(r"\d+\.1", number):
        text += f" A spreadsheet shows {number}0 as {number} unless the cell is text."
    return text


def _numbers_out_of_place(outline: Outline) -> None:
    """ "3.1" below Outcome 8, where the others' numbers begin with their heading's."""
    odd: list[tuple[Row, Column, int | None, str]] = []
    fits = 0
    nodes, levels = outline.tree.nodes, outline.tree.levels
    items: list[tuple[str, int | None, int, Column, int | None]] = [
        (n.words.number, n.parent, n.row, Column(n.column, levels[n.level], Role.LEVEL), None)
        for n in nodes
    ]
    items += [(a.words.number, a.heading, a.row, a.column, a.sheet) for a in outline.actions]
    for number, parent, row, column, sheet in items:
        stem = number.rpartition(".")[0]
        while parent is not None and not nodes[parent].words.number:
            parent = nodes[parent].parent
        if not stem or parent is None:
            continue
        above = nodes[parent].words.number
        if stem == above or above.startswith(f"{stem}.") or number.startswith(f"{above}."):
            fits += 1
        else:
            text = f"Number {number} stands under {above}. It was kept as printed."
            odd.append((Row(row, ()), column, sheet, text))
    if len(odd) < fits:
        for place, column, sheet, text in odd:
            outline.doubt(text, place, column, sheet)


def _spellings(outline: Outline, draft: PlanDraft) -> None:
    """One lead written in several ways: said once, on the row of the second way."""
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    for action, row in zip(draft.actions, outline.actions, strict=True):
        for name in action.leads:
            key = lead_key(name)
            first = draft.lead_names[key]
            if name.casefold() != first.casefold() and not ways[key][name.casefold()]:
                text = f"“{name}” and “{first}” were taken as one lead."
                outline.doubt(text, Row(action.row, ()), row.column_of(Role.LEAD), row.sheet)
            ways[key][name.casefold()] += 1


def _several_in_one(outline: Outline) -> None:
    for action in outline.actions:
        lines = action.words.text.strip().splitlines()
        listed = [
            line for line in lines if re.match(r"\s*(?:\(?\d{1,2}[.)]|\(?[a-z]\)|[•●-])\s", line)
        ]
        if len(listed) > 1 and lines and listed[0] == lines[0]:
            _on(outline, action, "The cell lists several things: it was taken as one action.")


def _too_long(outline: Outline, draft: PlanDraft) -> None:
    for action, row in zip(draft.actions, outline.actions, strict=True):
        for role, name, most, words in LONGEST:
            if len(words(action)) > most:
                column = row.column_of(role) or row.column
                text = f"{name} is longer than {most:,} characters."
                outline.doubt(text, Row(action.row, ()), column, row.sheet, blocks=True)
    for heading, node in zip(draft.headings, outline.tree.nodes, strict=True):
        if len(heading.text) > 4000:
            column = Column(node.column, outline.tree.levels[node.level], Role.LEVEL)
            text = "The heading is longer than 4,000 characters."
            outline.doubt(text, Row(node.row, ()), column, blocks=True)


def _unmatched_measures(outline: Outline) -> None:
    numbers = {action.words.number for action in outline.actions}
    for number in _missing(outline.measures, numbers):
        outline.doubt(f"A measure is given for action {number}, which the plan does not have.")


def _tables_without_actions(outline: Outline) -> None:
    """A table with leads and dates is a table of actions: when none is read, nothing comes in."""
    held = {(action.sheet, action.table.header) for action in outline.actions}
    for table in outline.match.tables:
        rows = outline.sheets[table.sheet].rows[table.start : table.end]
        told = [c.at for role in (Role.LEAD, Role.TIMESCALE) for c in table.at(role)]
        filled = [any(row[at] for row in rows) for at in told]
        both = table.has(Role.LEAD) and table.has(Role.TIMESCALE) and sum(filled) > 1
        if both and (table.sheet, table.header) not in held:
            header = outline.sheets[table.sheet].rows[table.header]
            text = "This table has leads and dates, and no action was read in it: which column "
            text += "holds the actions? Choose it under “What each column is”."
            outline.doubt(text, header, None, table.sheet, blocks=True)


def _missing_columns(outline: Outline) -> None:
    """A plan may have no leads or timescales at all: said once, not on every row."""
    tables = [row.table for row in outline.actions if not row.ongoing]
    for role, name in ((Role.LEAD, "leads"), (Role.TIMESCALE, "timescales")):
        if tables and not any(table.has(role) for table in tables):
            outline.doubt(f"No column of {name} was found.")
    told = (Role.STATUS, Role.TICK, Role.PROGRESS, Role.COMPLETED)
    shaded = any(row.fills for row in outline.actions)
    if tables and not shaded and not any(table.has(role) for table in tables for role in told):
        outline.doubt("No column of statuses was found: nothing is rated.")


def _period(outline: Outline, draft: PlanDraft) -> None:
    """Said once when the period that was given can hardly be the plan's."""
    dated = [action for action in draft.rated if action.meaning.due]
    outside = sum("lies outside the plan's period" in doubt.text for doubt in outline.doubts)
    if len(dated) > 1 and outside > len(dated) / 2:
        outline.doubt("Most dates lie outside the plan's period. Is the period right?")


def _missing(measures: Iterable[str], numbers: set[str]) -> list[str]:
    return [number for number in measures if number not in numbers]


def _on(outline: Outline, action: ActionRow, text: str) -> None:
    outline.doubt(text, Row(action.row, ()), action.column, action.sheet)
