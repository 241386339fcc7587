"""The draft of a plan from its own file: what was written into it is what is read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from committees.rules.lead_words import lead_key
from documents.enums import Canonical
from documents.statuses import DEFAULTS
from imports.rules.columns.keys import NAME
from imports.rules.columns.match import Match
from imports.rules.own.columns import (
    ACTION,
    CONTRIBUTING,
    EVIDENCE,
    FIRST,
    IMPACT,
    LEAD,
    MEANS,
    MEASURES,
    NO_DATE,
    NOW,
    NUMBER,
    ONGOING,
    ORIGIN,
    OUTCOMES,
    REFERENCE,
    SOURCES,
    STARTS,
    STATUS,
    TIMESCALE,
    key_of,
    reference,
)
from imports.rules.own.lines import OwnAction, OwnFile, own_file
from imports.rules.plan.date_order import read_timescale
from imports.rules.plan.draft import ActionDraft, Doubt, LevelDraft, PlanDraft
from imports.rules.plan.ledger import balance
from imports.rules.plan.level_names import level_roles, plural
from imports.rules.plan.statuses import understand_status
from plans.enums import LegendBasis, LevelRole
from plans.rules.legends import DEFAULT, PRESETS, Entry, Preset
from sheets.rules.cells import EMPTY, Cell, Sheet
from timescales.days import Period
from timescales.enums import TimescaleKind
from timescales.timescale import Understanding, understand

NO_WORDS = "The row has a reference and no action: it is not read."
TWICE = "The reference stands on another row already: this one is taken as a new action."
_STATES = {state.label: state for state in Canonical}
_UNREAD = (TimescaleKind.UNKNOWN, TimescaleKind.MISPLACED)


def own_draft(sheets: tuple[Sheet, ...], match: Match, period: Period, legend: str) -> PlanDraft:
    """The draft of a plan's own file for `period`; with no `legend`, the file's own."""
    file = own_file(sheets)
    key = None if legend else _legend(file)
    preset = key or PRESETS[legend or DEFAULT]
    doubts: list[Doubt] = []
    actions, held = [], set[int]()
    for row in file.actions:
        key_here = key_of(row.said(REFERENCE))
        if not row.said(ACTION):
            doubts.append(Doubt(NO_WORDS, row.row.number))
            continue
        if key_here in held:
            doubts.append(Doubt(TWICE, row.row.number))
            key_here = None
        held |= {key_here} if key_here else set()
        actions.append(_action(file, row, period, preset, key_here, doubts))
    named = {refs for _, _, listed in file.measures for refs in listed.split()}
    cells, left_out = balance(sheets, file.ledger.said)
    return PlanDraft(
        match=match,
        levels=_levels(file),
        headings=tuple(file.headings),
        actions=tuple(actions),
        doubts=tuple(doubts),
        outcomes=tuple((number, text) for number, text, *_ in file.of("Outcome")),
        lead_names=_spelling(actions),
        legend=legend or DEFAULT,
        key=key,
        loose_measures=tuple(
            (text, sources)
            for text, sources, listed in file.measures
            if not set(listed.split()) & named & {reference(one.key or 0) for one in actions}
        ),
        cells=cells,
        left_out=left_out,
    )


def _action(
    file: OwnFile,
    row: OwnAction,
    period: Period,
    preset: Preset,
    key: int | None,
    doubts: list[Doubt],
) -> ActionDraft:
    leads = [line.strip() for name in (LEAD, CONTRIBUTING) for line in row.said(name).splitlines()]
    names = tuple({lead_key(name): name for name in reversed(leads) if name}.values())[::-1]
    status, code, words = _status(row, preset, doubts)
    meaning, first = _timescale(row, period)
    return ActionDraft(
        row=row.row.number,
        heading=row.heading,
        ongoing=row.ongoing,
        number=row.said(NUMBER),
        prefix="",
        text=row.said(ACTION),
        leads=names,
        lead_words="\n".join(names),
        timescale_words=row.said(TIMESCALE),
        meaning=meaning,
        first_due=first,
        status=status,
        status_words=words,
        entry_code=code,
        progress="",
        evidence=row.said(EVIDENCE),
        impact=row.said(IMPACT),
        origin=row.said(ORIGIN),
        outcomes=tuple(one.strip() for one in row.said(OUTCOMES).split(",") if one.strip()),
        measures=_measures(file, row, key),
        sheet=row.sheet,
        key=key,
    )


def _timescale(row: OwnAction, period: Period) -> tuple[Understanding, date | None]:
    """What the words mean, with the dates that stand beside them, and the date first agreed."""
    cell = row.cells.get(TIMESCALE, EMPTY)
    read = replace(read_timescale(cell, period, month_first=False), doubts=())
    now, first, starts = (row.said(name) for name in (NOW, FIRST, STARTS))
    meaning = read
    if now == ONGOING:
        meaning = replace(meaning, kind=TimescaleKind.CONTINUOUS, due=None)
    elif now:
        due = _day(row.cells[NOW], period)
        kind = TimescaleKind.BY_DATE if due and read.kind in _UNREAD else read.kind
        meaning = replace(meaning, due=due, kind=kind)
    if starts:
        meaning = replace(meaning, starts=_day(row.cells[STARTS], period))
    agreed = _day(row.cells[FIRST], period) if first else read.due
    return meaning, (agreed or meaning.due) if meaning.due else None


def _day(cell: Cell, period: Period) -> date | None:
    words = cell.words.strip()
    return None if words == NO_DATE else cell.day or understand(words, period).due


def _status(row: OwnAction, preset: Preset, doubts: list[Doubt]) -> tuple[Canonical, str, str]:
    """The state, the code of the legend's entry and the words of the status."""
    words = row.said(STATUS)
    if words in ("", Canonical.NOT_RATED.label):
        return Canonical.NOT_RATED, "", ""
    for entry in preset.entries:
        if words in (f"{entry.code} – {entry.label}", entry.code, entry.label):
            return entry.canonical, entry.code, words
    told = _STATES.get(row.said(MEANS)) or _STATES.get(words)
    if told:
        return told, "", words
    status = understand_status(words, preset)
    if status.doubt:
        doubts.append(Doubt(status.doubt, row.row.number))
    return status.canonical, status.code, words


def _measures(file: OwnFile, row: OwnAction, key: int | None) -> tuple[tuple[str, str], ...]:
    if file.measures:
        own = reference(key) if key else row.said(REFERENCE)
        return tuple((text, why) for text, why, listed in file.measures if own in listed.split())
    parts = (part.partition(SOURCES) for part in row.said(MEASURES).split("\n\n") if part.strip())
    return tuple((text.strip(), sources.strip()) for text, _, sources in parts)


def _legend(file: OwnFile) -> Preset | None:
    """The plan's own legend; of a table without one, what its statuses say of themselves."""
    entries = [
        Entry(code, label, definition, colour, symbol, _STATES.get(means, Canonical.NOT_RATED))
        for code, label, means, colour, symbol, definition in file.of("Status")
    ]
    if not entries:
        said = dict.fromkeys((row.said(STATUS), row.said(MEANS)) for row in file.actions)
        entries = [made for words, means in said if (made := _entry(words, means))]
    basis = next((row[0] for row in file.of("Legend")), LegendBasis.JUDGEMENT.value)
    bases = [one.value for one in LegendBasis]
    kind = LegendBasis(basis) if basis in bases else LegendBasis.JUDGEMENT
    return Preset(NAME, kind, tuple(entries)) if entries else None


def _entry(words: str, means: str) -> Entry | None:
    code, dash, label = words.partition(" – ")
    state = _STATES.get(means)
    if not dash or state is None:
        return None
    look = DEFAULTS[state]
    return Entry(code, label, "", look.colour, look.symbol, state)


def _levels(file: OwnFile) -> tuple[LevelDraft, ...]:
    told = {name: (many, role) for name, many, role, *_ in file.of("Level")}
    guessed = level_roles(file.levels)
    roles = {one.value: one for one in LevelRole}
    return tuple(
        LevelDraft(
            name,
            told[name][0] if name in told else plural(name),
            roles.get(told[name][1], guessed[at]) if name in told else guessed[at],
            sum(one.level == at for one in file.headings),
            any(one.level == at and one.number for one in file.headings),
        )
        for at, name in enumerate(file.levels)
    )


def _spelling(actions: Sequence[ActionDraft]) -> dict[str, str]:
    return {lead_key(name): name for one in reversed(actions) for name in reversed(one.leads)}
