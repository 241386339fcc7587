"""What an action's status is, from whichever of its cells says it."""

import re

from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.columns.column import Column, Role
from imports.rules.columns.roles import named
from imports.rules.columns.state_words import is_ticked, marked_state, says_complete
from imports.rules.plan.action_basis import Reading, ask, doubts_on
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.shades import shade_of, status_of_shade
from imports.rules.plan.statuses import (
    Status,
    is_only_mark,
    says_more,
    ticked_status,
    understand_status,
)
from plans.rules.legends import Preset
from sheets.rules.cells import Cell, Row


def status_of_action(outline: Outline, action: ActionRow, by: Reading) -> tuple[Status, str, str]:
    """The status, its words, and the progress with whatever the status cells say beyond it.

    From the status cell, ticks, the cell's colour, a completion date, or progress that says
    "Complete".
    """
    preset, progress, said = by.preset, action.said(Role.PROGRESS), None
    words, shade = _shown(action, by)
    printed = words
    ticked, kept = _ticks(outline, action, preset)
    if words:
        said = by.meanings.status(words, preset)
        status = said or understand_status(words, preset)
        if says_more(words, status, preset):
            kept.insert(0, words)
        kept += _disagrees(outline, action, status, ticked)
    elif ticked:
        (column, mark), *_ = ticked
        status, words = ticked_status(column.header, preset), mark.words
    elif shade.fill:
        status = status_of_shade(shade, by.key, preset)
    elif _is_done(action.cell(Role.COMPLETED)):
        status = understand_status("Complete", preset)
    elif says_complete(progress):
        words, status = progress, understand_status("Complete", preset)
    elif not _has_status(action) and _known_status(progress, preset):
        words, status = progress, understand_status(progress, preset)
    else:
        status = Status()
    quiet = action.ongoing and status.canonical == Canonical.NOT_RATED
    doubts = [status.doubt] if status.doubt and not quiet else []
    about = ""
    if said or (doubts and printed):
        about = ask(outline, action, Subject.STATUS, printed, status.doubt, decided=bool(said))
    doubts_on(outline, action, Role.STATUS, doubts, about)
    return status, words, "\n".join(filter(None, (*kept, progress)))


def _shown(action: ActionRow, by: Reading) -> tuple[str, Cell]:
    """The words of the status cell, and the cell whose colour tells the status."""
    cell = action.cell(Role.STATUS)
    shade = cell if cell.fill else shade_of(action, by.shaded)
    words = cell.words.strip()
    return ("" if shade.fill and is_only_mark(words) else words), shade


def _has_status(action: ActionRow) -> bool:
    return action.table.has(Role.STATUS) or action.table.has(Role.TICK)


def _ticks(
    outline: Outline, action: ActionRow, preset: Preset
) -> tuple[list[tuple[Column, Cell]], list[str]]:
    """The columns that are ticked, and what the others say, with the names of their columns."""
    ticked: list[tuple[Column, Cell]] = []
    said: list[str] = []
    for column, cell in action.ticks:
        mark = is_ticked(cell.words)
        if mark:
            ticked.append((column, cell))
        else:
            said.append(f"{' '.join(column.header.split())}: {cell.words.strip()}")
        if mark is False and "%" in column.header and cell.words.strip() in ("1", "1.0"):
            text = "“1” may be one per cent or all of it: it was kept as progress."
            outline.doubt(text, Row(action.row, ()), column, action.sheet)
        if mark is None:
            text = f"“{cell.words.strip()}” is neither a yes nor a no: it was kept as progress."
            outline.doubt(text, Row(action.row, ()), column, action.sheet)
    for column, cell in ticked[1:]:
        said.append(f"{' '.join(column.header.split())}: {cell.words.strip()}")
        first = named(ticked[0][0].at, ticked[0][0].header)
        text = f"More than one status is ticked: {first} was taken."
        outline.doubt(text, Row(action.row, ()), column, action.sheet)
    return ticked, said


def _disagrees(
    outline: Outline, action: ActionRow, status: Status, ticked: list[tuple[Column, Cell]]
) -> list[str]:
    """Ticks beside a status in words are kept as progress; one that says otherwise is told."""
    for column, cell in ticked[:1]:
        if marked_state(column.header) != status.canonical:
            text = f"“{cell.words.strip()}” says otherwise than the status, which was taken."
            outline.doubt(text, Row(action.row, ()), column, action.sheet)
    return [
        f"{' '.join(column.header.split())}: {cell.words.strip()}" for column, cell in ticked[:1]
    ]


_NOT_DONE = re.compile(r"\s*(?:no?\b|not\b|n/?a|tb[ca]|-|–|in progress)", re.IGNORECASE)


def _is_done(cell: Cell) -> bool:
    """A date or a "yes" in the column of completion."""
    return bool(cell) and not _NOT_DONE.match(cell.words)


def _known_status(words: str, preset: Preset) -> bool:
    short = 0 < len(words) <= 40
    return short and understand_status(words, preset).canonical != Canonical.NOT_RATED
