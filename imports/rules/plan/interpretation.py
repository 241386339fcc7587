"""Makes a plan's draft from sheets and their match: what every cell means, and every doubt."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from imports.enums import Subject
from imports.rules.columns.column import Column, Role
from imports.rules.columns.match import Match
from imports.rules.columns.state_words import is_mark
from imports.rules.columns.synonyms import says_ongoing
from imports.rules.leads.leads import Known, known_names, split_leads
from imports.rules.own.draft import own_draft
from imports.rules.plan.action_basis import Reading, ask, doubts_on
from imports.rules.plan.action_status import status_of_action
from imports.rules.plan.date_order import date_orders, place_of, read_timescale
from imports.rules.plan.draft import (
    ActionDraft,
    Doubt,
    HeadingDraft,
    LevelDraft,
    PlanDraft,
    rows_said,
)
from imports.rules.plan.ledger import balance
from imports.rules.plan.oddities import check, keep_long_numbers
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from imports.rules.plan.shades import shaded_columns
from imports.rules.plan.statuses import (
    Status,
    guess_legend,
)
from imports.rules.plan.walk import outline_of
from imports.rules.words.meanings import NOTHING, Meanings
from plans.rules.legends import PRESETS
from sheets.rules.cells import Cell, Row, Sheet
from timescales.days import Period
from timescales.enums import TimescaleKind
from timescales.timescale import Understanding, understand


def interpret(
    sheets: tuple[Sheet, ...],
    match: Match,
    period: Period,
    legend: str = "",
    meanings: Meanings = NOTHING,
) -> PlanDraft:
    """The draft of a plan for `period`. With no `legend`, the one that fits.

    `meanings` are what a person said of words: they go before everything that is worked out here.
    """
    if match.own:
        return own_draft(sheets, match, period, legend)
    outline = outline_of(sheets, match)
    keep_long_numbers(outline)
    key = None if legend else match.key
    legend = legend or fitting_legend(outline)
    preset = key.legend if key else PRESETS[legend]
    reading = Reading(
        period, preset, key, date_orders(outline), shaded_columns(outline.actions, key), meanings
    )
    known = known_names(
        words for action in outline.actions for words in (_lead_words(action),) if words
    )
    actions = [_action(outline, action, reading, known) for action in outline.actions]
    headings, levels = _used_levels(outline)
    draft = PlanDraft(
        match=match,
        levels=levels,
        headings=headings,
        actions=tuple(actions),
        outcomes=tuple(outline.outcomes),
        lead_names=_spelling(actions),
        legend=legend,
        loose_measures=_loose(outline),
        key=key.legend if key else None,
    )
    check(outline, draft)
    for entry in key.legend.entries if key else ():
        if entry.canonical == Canonical.NOT_RATED:
            text = (
                f"“{entry.label}” of the document's own key is no state that is known: not rated."
            )
            outline.doubt(text)
    if key and key.colours and reading.shaded:
        where = f" on the sheet “{key.sheet}”" if len(sheets) > 1 else ""
        outline.doubt(f"Colours were read by the document's own key{where}.")
    cells, left_out = balance(sheets, outline.ledger.said)
    return replace(
        draft,
        doubts=_in_order(outline),
        cells=cells,
        left_out=left_out,
        asked=tuple(outline.asked),
    )


def _loose(outline: Outline) -> tuple[tuple[str, str], ...]:
    numbers = {action.words.number for action in outline.actions if not action.ongoing}
    held = {one for number in numbers for one in outline.measures.get(number, ())}
    every = (one for listed in outline.measures.values() for one in listed)
    return tuple(one for one in dict.fromkeys(every) if one not in held)


def fitting_legend(outline: Outline) -> str:
    """The preset legend whose codes the plan prints, or whose key stands above its table."""
    rows = (row for sheet in outline.sheets for row in sheet.rows[:200])
    if any("outwith deadline" in cell.words.casefold() for row in rows for cell in row.cells):
        return "traffic-light-date"
    return guess_legend([action.cell(Role.STATUS).words for action in outline.actions])


def _grouped(doubts: list[Doubt]) -> list[Doubt]:
    """One word that is not understood is one doubt, however many rows of a sheet have it."""
    rows: dict[tuple[str, str, str], list[int]] = {}
    for doubt in doubts:
        if doubt.about and doubt.row is not None:
            rows.setdefault((doubt.about, doubt.text, doubt.sheet), []).append(doubt.row)
    said: list[Doubt] = []
    for doubt in doubts:
        held = rows.get((doubt.about, doubt.text, doubt.sheet), [])
        if len(held) < 2 or doubt.row is None:
            said.append(doubt)
        elif doubt.row == held[0]:
            said.append(replace(doubt, text=f"{doubt.text} On {rows_said(held)}."))
    return list(dict.fromkeys(said))


def _in_order(outline: Outline) -> tuple[Doubt, ...]:
    names = [sheet.name for sheet in outline.sheets]
    blocked = {(d.sheet, d.row, d.column) for d in outline.doubts if d.blocks}
    unique = dict.fromkeys(
        d for d in _grouped(outline.doubts) if d.blocks or (d.sheet, d.row, d.column) not in blocked
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


def _action(outline: Outline, action: ActionRow, by: Reading, known: Known) -> ActionDraft:
    status, status_words, progress = status_of_action(outline, action, by)
    progress = _unused(outline, action, by, status, progress)
    words, meaning, first_due = _timescale(outline, action, by)
    number = action.words.number
    return ActionDraft(
        row=action.row,
        heading=action.heading,
        ongoing=action.ongoing,
        number=number,
        prefix=action.words.prefix,
        text=action.words.text.strip(),
        leads=_leads(outline, action, known, by.meanings),
        lead_words=_lead_words(action),
        timescale_words=words,
        meaning=meaning,
        first_due=first_due,
        status=status.canonical,
        status_words=status_words,
        entry_code=status.code,
        progress=progress,
        evidence=action.said(Role.EVIDENCE),
        impact=action.said(Role.IMPACT),
        origin=action.said(Role.ORIGIN),
        outcomes=_codes(action.cell(Role.OUTCOMES).words),
        measures=tuple(outline.measures.get(number, ())) if not action.ongoing else (),
        sheet=action.sheet,
        completed_on=_day(action.cell(Role.COMPLETED), by.period),
    )


def _leads(
    outline: Outline, action: ActionRow, known: Known, meanings: Meanings
) -> tuple[str, ...]:
    names = _names_read(outline, action, known)
    for name in names:
        if meanings.is_no_lead(name):
            ask(outline, action, Subject.LEAD, name, "Nobody leads.", decided=True)
    return tuple(name for name in names if not meanings.is_no_lead(name))


def _names_read(outline: Outline, action: ActionRow, known: Known) -> tuple[str, ...]:
    read = split_leads(action.said(Role.LEAD), known)
    support = action.said(Role.SUPPORT)
    names = read.names
    if support:
        more = split_leads(support, known)
        taken = {lead_key(name) for name in names}
        names += tuple(name for name in more.names if lead_key(name) not in taken)
        doubts_on(outline, action, Role.SUPPORT, () if not more.names else more.doubts)
    if action.table.has(Role.LEAD) and not (action.ongoing and not read.names):
        doubts_on(outline, action, Role.LEAD, read.doubts)
    return names


def _timescale(
    outline: Outline, action: ActionRow, by: Reading
) -> tuple[str, Understanding, date | None]:
    """The present timescale's words and meaning, and the date first agreed.

    A revised date goes before the one first agreed, which is kept beside it.
    """
    cell, column = action.cell(Role.TIMESCALE), action.column_of(Role.TIMESCALE)
    meaning = _meaning(action, column, cell, by)
    first = meaning.due
    place = action.places.get(Role.TIMESCALE)
    for revised, later, row in action.revised:
        moved = _meaning(action, revised, later, by)
        dated = moved.kind not in (TimescaleKind.UNKNOWN, TimescaleKind.MISPLACED)
        if dated:
            if place and (None in (first, moved.due) or column != action.column_of(Role.TIMESCALE)):
                why = "A revised timescale stands beside it."
                outline.ledger.leave(why, action.sheet, *place)
            cell, column, meaning, place = later, revised, moved, (row, revised.at)
        else:
            outline.ledger.leave("It is no timescale.", action.sheet, row, revised.at)
            text = f"“{later.words.strip()}” is no date: the one before it was kept."
            outline.doubt(text, Row(row, ()), revised, action.sheet)
    if meaning.due is None or first is None:
        first = meaning.due
    start = action.cell(Role.STARTS)
    starts = start.day or understand(f"from {start.words}", by.period).starts
    if starts and not meaning.starts:
        meaning = replace(meaning, starts=starts)
    elif start and not starts:
        _leave(outline, action, Role.STARTS, "No date was read in it.")
    if column:
        about = _ask_timescale(outline, action, cell, meaning, by.meanings)
        for text in meaning.doubts:
            outline.doubt(text, Row(action.row, ()), column, action.sheet, about=about)
    return cell.words.strip(), meaning, first


def _meaning(action: ActionRow, column: Column | None, cell: Cell, by: Reading) -> Understanding:
    said = by.meanings.timescale(cell.words)
    month_first = by.orders.get(place_of(action, column), False)
    return said or read_timescale(cell, by.period, month_first)


def _ask_timescale(
    outline: Outline, action: ActionRow, cell: Cell, meaning: Understanding, meanings: Meanings
) -> str:
    """Of words, not of a workbook's own date, which says what it means."""
    decided = meanings.timescale(cell.words) is not None
    if cell.day or not (meaning.doubts or decided):
        return ""
    said = " ".join(meaning.doubts)
    return ask(outline, action, Subject.TIMESCALE, cell.words, said, decided=decided)


def _day(cell: Cell, period: Period) -> date | None:
    return cell.day or (understand(cell.words, period).due if cell else None)


def _unused(outline: Outline, action: ActionRow, by: Reading, status: Status, progress: str) -> str:
    """The progress, with what other cells say that no field of the plan holds; the rest is told."""
    done = action.cell(Role.COMPLETED)
    dated = _day(done, by.period) or is_mark(done.words)
    if done and not (status.canonical == Canonical.COMPLETE and dated):
        column = action.column_of(Role.COMPLETED)
        name = " ".join(column.header.split()) if column else ""
        progress = "\n".join(filter(None, (f"{name}: {done.words.strip()}", progress)))
    known = {number.lstrip("0") for number, _ in outline.outcomes}
    codes = _codes(action.cell(Role.OUTCOMES).words)
    if action.cell(Role.OUTCOMES) and not (codes and {c.lstrip("0") for c in codes} <= known):
        _leave(
            outline, action, Role.OUTCOMES, "The plan has no list with an outcome of that number."
        )
    kind = action.cell(Role.TYPE).words
    if kind and not says_ongoing(kind) and not _PLAIN_KIND.fullmatch(kind):
        _leave(outline, action, Role.TYPE, "It is no kind of work that a plan tells apart.")
    return progress


_PLAIN_KIND = re.compile(r"\s*(?:rated |new )?(?:actions?|tasks?|rated)\s*", re.IGNORECASE)


def _leave(outline: Outline, action: ActionRow, role: Role, why: str) -> None:
    row, at = action.places[role]
    outline.ledger.leave(why, action.sheet, row, at)


def _codes(words: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+[a-z]?", words))
