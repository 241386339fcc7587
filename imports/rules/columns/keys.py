"""The legend that a document prints: "1 Fully achieved", "G = on course", a colour and words.

It goes before any preset: what a committee's own code means is nobody else's to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from documents.enums import Canonical
from documents.statuses import DEFAULTS
from imports.rules.columns.state_words import as_latin, tidy_state, usual_state
from plans.enums import LegendBasis
from plans.rules.legends import Entry, Preset
from sheets.rules.cells import Row, Sheet

NAME = "The document's own key"
_COLOUR = r"red|amber|yellow|orange|green|blue|purple|grey|gray|white|black"
_CODE = rf"\d|[A-Z]{{1,2}}|{_COLOUR}"
_ENTRY = re.compile(
    rf"\s*(?:\((?P<a>{_CODE})\)\s*[-–—=:.]?|(?P<b>{_CODE})\s*[-–—=:)]|(?P<c>\d)[.\s])\s*(?P<label>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_CODE = re.compile(rf"\(?({_CODE})\)?[.:]?", re.IGNORECASE)
_PARTS = re.compile(rf"\n|;|,(?=\s*\(?(?:{_CODE})\)?\s*[=:–-])", re.IGNORECASE)
_TITLE = re.compile(r"\s*(?:b?rag\s+)?(?:key|legend|status|rag)\s*[:–-]\s*", re.IGNORECASE)
_USUAL = {
    "R": Canonical.OFF_TRACK, "A": Canonical.AT_RISK, "Y": Canonical.AT_RISK,
    "G": Canonical.ON_TRACK,
}  # fmt: skip
_SAYS = (
    (
        Canonical.OFF_TRACK,
        r"outwith|will not|serious|significant|major|critical|not met|overdue|missed",
    ),
    (Canonical.AT_RISK, r"delay|slip|behind|risk|some issue|concern|minor"),
    (Canonical.ON_TRACK, r"no issues|on (?:track|target|course|schedule)|going (?:well|to plan)"),
    (Canonical.COMPLETE, r"complete|finished|achieved|done"),
)
_DATED = re.compile(r"deadline|outwith|overdue|\bdate\b", re.IGNORECASE)


@dataclass(frozen=True)
class KeyEntry:
    code: str
    label: str
    colour: str
    canonical: Canonical | None


@dataclass(frozen=True)
class Key:
    """The legend, the cells that print it, and the code of each exact colour."""

    legend: Preset
    places: frozenset[tuple[int, int, int]]
    colours: dict[str, str] = field(default_factory=dict)
    sheet: str = ""

    def holds(self, sheet: int, row: Row) -> bool:
        """Whether the row's words are the key, or a part of it."""
        typed = row.typed
        return bool(typed) and all((sheet, row.number, at) in self.places for at in typed)

    @property
    def codes(self) -> set[str]:
        return {entry.code.casefold() for entry in self.legend.entries}


def read_key(sheets: tuple[Sheet, ...]) -> Key | None:
    """The first run of two or more entries of which at least two are known states."""
    for at, sheet in enumerate(sheets):
        if sheet.aside:
            continue
        for run in (*_across(sheet), *_runs(sheet)):
            entries = [entry for _, held in run for entry in held]
            if _is_key(entries):
                places = {(at, row.number, column) for row, _ in run for column in row.typed}
                return _key(entries, frozenset(places), sheet.name)
    return None


def _across(sheet: Sheet) -> Iterator[list[tuple[Row, list[KeyEntry]]]]:
    """Labels beside each other, each in its colour or with its code in the row below or above."""
    for row, below in pairwise(sheet.rows):
        for codes, labels in ((below, row), (row, below)):
            typed = codes.typed
            matches = [_WHOLE_CODE.fullmatch(as_latin(codes[at].words.strip())) for at in typed]
            if len(typed) > 1 and all(matches) and all(labels[at] for at in typed):
                entries = [
                    _entry(code[1], labels[at].words.strip(), codes[at].rgb or labels[at].rgb)
                    for at, code in zip(typed, matches, strict=True)
                    if code
                ]
                yield [(codes, entries), (labels, [])]
    for row in sheet.rows:
        said = [row[at].words.strip() for at in row.typed]
        listed = said[1:] if said and _TITLE.fullmatch(f"{said[0].rstrip(':')}:") else said
        parts = [part for words in listed if (part := _part(words))]
        if len(parts) == len(listed) > 1:
            yield [(row, parts)]
        coloured = [at for at in row.typed if row[at].rgb]
        if len(coloured) > 1 and len(coloured) >= len(row.typed) - 1:
            cells = [row[at] for at in coloured]
            yield [(row, [_entry("", cell.words.strip(), cell.rgb) for cell in cells])]


def _runs(sheet: Sheet) -> Iterator[list[tuple[Row, list[KeyEntry]]]]:
    """Rows that follow each other and hold entries only."""
    run: list[tuple[Row, list[KeyEntry]]] = []
    for row in sheet.rows:
        entries = _entries(row)
        if entries:
            run.append((row, entries))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _entries(row: Row) -> list[KeyEntry]:
    typed = row.typed
    if len(typed) == 1:
        words = row[typed[0]].words.strip()
        colour = next((cell.rgb for cell in row.cells if cell.rgb), "")
        parts = [
            _part(part) for part in _PARTS.split(_TITLE.sub("", words, count=1)) if part.strip()
        ]
        whole = [part for part in parts if part]
        if len(whole) == len(parts) and (len(whole) > 1 or not colour):
            return whole
        return [_entry("", words, colour)] if colour and len(words) <= 120 else []
    if len(typed) == 2:
        code = _WHOLE_CODE.fullmatch(as_latin(row[typed[0]].words.strip()))
        words = row[typed[1]].words.strip()
        if code and not words.isdigit():
            return [_entry(code[1], words, row[typed[0]].rgb or row[typed[1]].rgb)]
    return []


def _part(words: str) -> KeyEntry | None:
    match = _ENTRY.fullmatch(words)
    if not match:
        return None
    return _entry(match["a"] or match["b"] or match["c"], match["label"].strip(), "")


def _entry(code: str, label: str, colour: str) -> KeyEntry:
    short = code.upper() if len(code) <= 2 else code[0].upper()
    return KeyEntry(short, label, colour, _canonical(short, label))


def _canonical(code: str, label: str) -> Canonical | None:
    text = tidy_state(label)
    clauses = [text, *re.split(r"\s*[,:;–(-]\s*", text)]
    by_state = next((state for one in clauses if (state := usual_state(one))), None)
    if by_state:
        return by_state
    said = next((state for state, words in _SAYS if re.search(words, text)), None)
    return _USUAL.get(code) or said


def _is_key(entries: list[KeyEntry]) -> bool:
    """Every code or colour once, at least two states that are known and differ."""
    codes = [entry.code or entry.colour for entry in entries]
    states = {entry.canonical for entry in entries if entry.canonical}
    short = all(len(entry.label) <= 400 for entry in entries)
    return len(set(codes)) == len(codes) > 1 and len(states) > 1 and short


def _key(entries: list[KeyEntry], places: frozenset[tuple[int, int, int]], sheet: str) -> Key:
    made: list[Entry] = []
    colours: dict[str, str] = {}
    for entry in entries:
        canonical = entry.canonical or Canonical.NOT_RATED
        code = _free_code(entry, [one.code for one in made])
        if entry.colour:
            colours[entry.colour] = code
        look = DEFAULTS[canonical]
        colour = f"#{entry.colour.lower()}" if entry.colour else look.colour
        definition = entry.label if len(entry.label) > 80 else ""
        made.append(Entry(code, entry.label[:80], definition, colour, look.symbol, canonical))
    if all(entry.canonical != Canonical.COMPLETE for entry in made):
        look, code = DEFAULTS[Canonical.COMPLETE], "C"
        if code not in {entry.code for entry in made}:
            made.append(Entry(code, "Completed", "", look.colour, look.symbol, Canonical.COMPLETE))
    dated = any(
        _DATED.search(entry.label) for entry in made if entry.canonical == Canonical.OFF_TRACK
    )
    basis = LegendBasis.DATE if dated else LegendBasis.JUDGEMENT
    return Key(Preset(NAME, basis, tuple(made)), places, colours, sheet)


def _free_code(entry: KeyEntry, taken: list[str]) -> str:
    usual = {
        Canonical.ON_TRACK: "G", Canonical.AT_RISK: "A", Canonical.OFF_TRACK: "R",
        Canonical.COMPLETE: "C", Canonical.NOT_STARTED: "N",
    }  # fmt: skip
    wanted = entry.code or usual.get(entry.canonical or Canonical.NOT_RATED, "X")
    return next(
        code for code in (wanted, *(f"{wanted}{n}" for n in range(2, 99))) if code not in taken
    )
