"""Makes a plan's draft from sheets and their match: what every cell means, and every doubt."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from imports.rules.columns.column import Role
from imports.rules.columns.match import Match
from imports.rules.files.cells import Cell, Row, Sheet
from imports.rules.leads.leads import Known, known_names, split_leads
from imports.rules.plan.draft import ActionDraft, Doubt, HeadingDraft, LevelDraft, PlanDraft
from imports.rules.plan.oddities import check, keep_long_numbers
from imports.rules.plan.outline import Outline, outline_of
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.statuses import (
    Status,
    from_fill,
    guess_legend,
    says_complete,
    understand_status,
)
from timescales.date_format import long_day
from timescales.days import Period
from timescales.timescale import Understanding, understand, understand_day


def interpret(
    sheets: tuple[Sheet, ...], match: Match, period: Period, legend: str = ""
) -> PlanDraft:
    """The draft of a plan for `period`. With no `legend`, the one that fits."""
    outline = outline_of(sheets, match)
    keep_long_numbers(outline)
    legend = legend or fitting_legend(outline)
    known = known_names(
        words for action in outline.actions for words in (_lead_words(action),) if words
    )
    actions = [_action(outline, action, period, legend, known) for action in outline.actions]
    headings, levels = _used_levels(outline)
    draft = PlanDraft(
        match=match,
        levels=levels,
        headings=headings,
        actions=tuple(actions),
        outcomes=tuple(outline.outcomes),
        lead_names=_spelling(actions),
        legend=legend,
    )
    check(outline, draft)
    return replace(draft, doubts=_in_order(outline))


def fitting_legend(outline: Outline) -> str:
    """The preset legend whose codes the plan prints, or whose key stands above its table."""
    rows = (row for sheet in outline.sheets for row in sheet.rows[:200])
    if any("outwith deadline" in cell.words.casefold() for row in rows for cell in row.cells):
        return "traffic-light-date"
    return guess_legend([action.cell(Role.STATUS).words for action in outline.actions])


def _in_order(outline: Outline) -> tuple[Doubt, ...]:
    names = [sheet.name for sheet in outline.sheets]
    blocked = {(d.sheet, d.row, d.column) for d in outline.doubts if d.blocks}
    unique = dict.fromkeys(
        d for d in outline.doubts if d.blocks or (d.sheet, d.row, d.column) not in blocked
    )
    return tuple(
        sorted(
            unique,
            key=lambda doubt: (
                not doubt.blocks,
                names.index(doubt.sheet) if doubt.sheet else -1,
                doubt.row or 0,
                doubt.column if doubt.column is not None else -1,
            ),
        )
    )


def _used_levels(outline: Outline) -> tuple[tuple[HeadingDraft, ...], tuple[LevelDraft, ...]]:
    """Headings and levels without the levels that no row used."""
    levels = outline.tree.level_drafts()
    kept = [at for at, level in enumerate(levels) if level.count]
    headings = tuple(
        replace(heading, level=kept.index(heading.level)) for heading in outline.tree.headings()
    )
    return headings, tuple(levels[at] for at in kept)


def _lead_words(action: ActionRow) -> str:
    parts = (action.said(Role.LEAD), action.said(Role.SUPPORT))
    return "\n".join(part for part in parts if part)


def _spelling(actions: Iterable[ActionDraft]) -> dict[str, str]:
    """For every lead the way in which it is printed first."""
    spelled: dict[str, str] = {}
    for action in actions:
        for name in action.leads:
            spelled.setdefault(lead_key(name), name)
    return spelled


def _action(
    outline: Outline, action: ActionRow, period: Period, legend: str, known: Known
) -> ActionDraft:
    status, status_words = _status(outline, action, legend)
    number = action.words.number
    return ActionDraft(
        row=action.row,
        heading=action.heading,
        ongoing=action.ongoing,
        number=number,
        prefix=action.words.prefix,
        text=action.words.text.strip(),
        leads=_leads(outline, action, known),
        lead_words=_lead_words(action),
        timescale_words=action.cell(Role.TIMESCALE).words.strip(),
        meaning=_timescale(outline, action, period),
        status=status.canonical,
        status_words=status_words,
        entry_code=status.code,
        progress=action.said(Role.PROGRESS),
        evidence=action.said(Role.EVIDENCE),
        impact=action.said(Role.IMPACT),
        origin=action.said(Role.ORIGIN),
        outcomes=tuple(re.findall(r"\d+[a-z]?", action.cell(Role.OUTCOMES).words)),
        measures=tuple(outline.measures.get(number, ())) if not action.ongoing else (),
        completed_on=_day(action.cell(Role.COMPLETED), period),
    )


def _doubts(outline: Outline, action: ActionRow, role: Role, texts: Iterable[str]) -> None:
    column = action.column_of(role)
    for text in texts:
        outline.doubt(text, Row(action.row, ()), column, action.sheet)


def _leads(outline: Outline, action: ActionRow, known: Known) -> tuple[str, ...]:
    read = split_leads(action.said(Role.LEAD), known)
    support = action.said(Role.SUPPORT)
    names = read.names
    if support:
        more = split_leads(support, known)
        taken = {lead_key(name) for name in names}
        names += tuple(name for name in more.names if lead_key(name) not in taken)
        _doubts(outline, action, Role.SUPPORT, () if not more.names else more.doubts)
    if action.table.has(Role.LEAD) and not (action.ongoing and not read.names):
        _doubts(outline, action, Role.LEAD, read.doubts)
    return names


def _timescale(outline: Outline, action: ActionRow, period: Period) -> Understanding:
    cell = action.cell(Role.TIMESCALE)
    meaning = _read_timescale(cell, period)
    start = action.cell(Role.STARTS)
    starts = start.day or understand(f"from {start.words}", period).starts
    if starts and not meaning.starts:
        meaning = replace(meaning, starts=starts)
    if action.table.has(Role.TIMESCALE):
        _doubts(outline, action, Role.TIMESCALE, meaning.doubts)
    return meaning


def _read_timescale(cell: Cell, period: Period) -> Understanding:
    if cell.day:
        return understand_day(cell.day, shows_day=cell.shows_day, period=period)
    serial = re.fullmatch(r"\s*([34]\d{4})\s*", cell.words)
    if serial:  # a date that lost its format: days since the end of 1899
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
        doubt = f"{cell.words.strip()} was read as the date {long_day(day)}."
        meaning = understand_day(day, shows_day=True, period=period)
        return replace(meaning, doubts=(doubt, *meaning.doubts))
    return understand(cell.words, period)


def _day(cell: Cell, period: Period) -> date | None:
    return cell.day or (understand(cell.words, period).due if cell else None)


def _status(outline: Outline, action: ActionRow, legend: str) -> tuple[Status, str]:
    """From the status cell, its colour, a completion date, or progress that says "Complete"."""
    cell = action.cell(Role.STATUS)
    progress = action.said(Role.PROGRESS)
    words = cell.words.strip()
    if words:
        status = understand_status(words, legend)
    elif cell.fill:
        status = from_fill(cell.fill, legend)
    elif _is_done(action.cell(Role.COMPLETED)):
        status = understand_status("Complete", legend)
    elif says_complete(progress):
        words, status = progress, understand_status("Complete", legend)
    elif not action.table.has(Role.STATUS) and _known_status(progress, legend):
        words, status = progress, understand_status(progress, legend)
    else:
        status = Status()
    if status.doubt and not (action.ongoing and status.canonical == Canonical.NOT_RATED):
        _doubts(outline, action, Role.STATUS, [status.doubt])
    return status, words


_NOT_DONE = re.compile(r"\s*(?:no?\b|not\b|n/?a|tb[ca]|-|–|in progress)", re.IGNORECASE)


def _is_done(cell: Cell) -> bool:
    """A date or a "yes" in the column of completion."""
    return bool(cell) and not _NOT_DONE.match(cell.words)


def _known_status(words: str, legend: str) -> bool:
    short = 0 < len(words) <= 40
    return short and understand_status(words, legend).canonical != Canonical.NOT_RATED
