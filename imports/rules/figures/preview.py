"""What a sent table of figures would do, number by number: nothing is dropped unsaid. Pure."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from figures.enums import ObservationStatus
from figures.rules.entry import Entry, Outcome, Part, Typed, label_of, read_entry, told
from figures.rules.given import Given, Giving
from figures.rules.links import take_links
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Observed
from imports.rules.figures.columns import SentRow, SentTable, period_names, plain

S = ObservationStatus
ALL: Final = ("", "all", "total", "all children")
STATUSES: Final = {
    "": None, "final": S.FINAL, "revised": S.FINAL, "provisional": S.PROVISIONAL,
    "not available": S.NOT_AVAILABLE, "n/a": S.NOT_AVAILABLE,
}  # fmt: skip
OTHERS: Final = "Another number of this figure and period is refused, so this one is not taken."


class Does(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    EMPTY = "empty"


@dataclass
class Line:
    """One number of the table and what it would do. `now` is what stands, in words."""

    sent: SentRow
    does: Does = Does.EMPTY
    why: str = ""
    now: str = ""
    name: str = ""
    period: str = ""


@dataclass
class Preview:
    """All lines; what `give_all` takes; what is large or does not fit; what is not read."""

    lines: list[Line]
    given: list[Giving]
    jumps: list[str]
    left_out: Sequence[str] = field(default_factory=tuple)

    @property
    def counts(self) -> dict[str, int]:
        """Cells by what they do: read = added + changed + same + refused + empty."""
        counted: Counter[str] = Counter()
        for line in self.lines:
            filled = min(line.sent.filled, line.sent.cells)
            counted[line.does] += filled
            counted[Does.EMPTY] += line.sent.cells - filled
            counted["read"] += line.sent.cells
        return {name: counted[name] for name in ("read", *Does)}

    @property
    def telling(self) -> list[Line]:
        """The lines to be looked at: refused, changed, added, in the order of the table."""
        return [line for line in self.lines if line.does not in (Does.SAME, Does.EMPTY)]

    @property
    def same(self) -> list[Line]:
        return [line for line in self.lines if line.does == Does.SAME]

    @property
    def taken(self) -> int:
        """How many numbers would be written."""
        return sum(len(one.rows) for one in self.given)

    @property
    def digest(self) -> str:
        """Names exactly this: what was looked at is what is done."""
        parts = [f"{line.sent.row}|{line.does}|{line.now}|{line.sent}" for line in self.lines]
        return hashlib.sha256("\n".join([*parts, *self.jumps]).encode()).hexdigest()[:32]


Key = tuple[int, Period]


def preview(table: SentTable, known: Sequence[IndicatorRecord], today: date) -> Preview:
    """What the numbers of `table` would do to `known`, the indicators that its sender gives."""
    lines = [Line(sent) for sent in table.rows]
    rows = {row.pk: row for row in known}
    groups: defaultdict[Key, dict[int | None, Line]] = defaultdict(dict)
    for line in lines:
        _place(line, known, today, groups)
    given: defaultdict[int, list[Given]] = defaultdict(list)
    jumps = []
    read = {key: _outcome(rows[key[0]], key[1], placed) for key, placed in groups.items()}
    good = {key: outcome for key, outcome in read.items() if outcome and outcome.good}
    take_links(known, good)
    for (pk, period), outcome in good.items():
        if outcome.faults:
            _refused(groups[pk, period], outcome)
        given[pk] += outcome.given
        if outcome.asks and outcome.given:
            jumps.append(f"{rows[pk].name}, {period.name}: {outcome.asks}")
    givings = [
        Giving(pk, tuple(some), _newest(rows[pk], some)) for pk, some in given.items() if some
    ]
    return Preview(lines, givings, jumps, table.left_out)


def _place(
    line: Line,
    known: Sequence[IndicatorRecord],
    today: date,
    groups: Mapping[Key, dict[int | None, Line]],
) -> None:
    """Find whose number it is; what belongs nowhere is refused with the reason."""
    sent = line.sent
    line.name, line.period = sent.figure, sent.period
    says = bool(sent.filled) or plain(sent.status) in ("not available", "n/a")
    row = _figure(sent.figure, known)
    if row is None:
        _refuse(line, f"No figure that you give is called “{sent.figure}”.", says=says)
        return
    line.name = row.name
    period = next((p for p in row.due(today) if plain(sent.period) in _names(p)), None)
    if period is None:
        words = f"“{sent.period}” is no period of this figure that has ended."
        _refuse(line, words, says=says)
        return
    line.period = period.name
    category = _category(sent.of, row)
    if category == 0:
        _refuse(line, f"“{sent.of}” is none of its categories.", says=says)
        return
    if category is not None:
        line.name = f"{row.name}, {label_of(row, category)}"
    line.now = told(row, _stands(row, category, period))
    if not says:
        return
    _join(line, groups[row.pk, period], category)


def _join(line: Line, placed: dict[int | None, Line], category: int | None) -> None:
    first = placed.setdefault(category, line)
    if first is not line:
        _refuse(line, f"This stands in row {first.sent.row} already.", says=True)


def _outcome(
    row: IndicatorRecord, period: Period, placed: Mapping[int | None, Line]
) -> Outcome | None:
    """Read one figure of one period; each of its lines says what it does."""
    status, note = _said_once(placed, row, period)
    typed = {key: Typed(line.sent.number, line.sent.divided_by) for key, line in placed.items()}
    for line in placed.values():
        if line.sent.number.startswith("=") or line.sent.divided_by.startswith("="):
            _refuse(line, "This is a formula. Paste its value in its place.", says=True)
        elif plain(line.sent.status) not in STATUSES:
            _refuse(line, f"“{line.sent.status}” is no status.", says=True)
    if any(line.does == Does.REFUSED for line in placed.values()):
        _refuse_all(placed)
        return None
    outcome = read_entry(row, period, Entry(typed, status, note))
    if outcome.faults:
        _refused(placed, outcome)
        return outcome
    new = {one.category for one in outcome.given}
    for category, line in placed.items():
        there = _stands(row, category, period) is not None
        line.does = Does.SAME if category not in new else Does.CHANGED if there else Does.ADDED
    return outcome


def _refused(placed: Mapping[int | None, Line], outcome: Outcome) -> None:
    for (category, part), fault in outcome.faults.items():
        at = next((key for key in (category, None) if key in placed), next(iter(placed)))
        words = f"Divided by: {fault}" if part == Part.DIVIDED_BY else fault
        placed[at].does = Does.EMPTY  # what was read as taken is not
        _refuse(placed[at], words, says=True)
    _refuse_all(placed)


def _said_once(
    placed: Mapping[int | None, Line], row: IndicatorRecord, period: Period
) -> tuple[ObservationStatus, str]:
    """The status and note of a figure: those of the row of all, else of its first that has one;
    where none says it, as it stands."""
    lines = sorted(placed.items(), key=lambda pair: pair[0] is not None)
    said = [STATUSES.get(plain(line.sent.status)) for _, line in lines]
    stands = _stands(row, None, period)
    before = stands.status if stands and stands.status == S.PROVISIONAL else S.FINAL
    notes = [line.sent.note for _, line in lines if line.sent.note]
    return next((one for one in said if one), before), next(iter(notes), "")


def _refuse(line: Line, why: str, *, says: bool) -> None:
    """A cell that says nothing is no loss: it stays empty."""
    if says and line.does != Does.REFUSED:
        line.does, line.why = Does.REFUSED, why


def _refuse_all(placed: Mapping[int | None, Line]) -> None:
    for line in placed.values():
        _refuse(line, OTHERS, says=True)


def _figure(words: str, known: Sequence[IndicatorRecord]) -> IndicatorRecord | None:
    """By its name, its number, or both as they are printed together."""
    wanted = plain(words)
    for row in known:
        names = (row.name, f"{row.number} {row.name}", row.number)
        if wanted and wanted in [plain(name) for name in names]:
            return row
    return None


def _names(period: Period) -> Iterator[str]:
    return (plain(name) for name in period_names(period))


def _category(words: str, row: IndicatorRecord) -> int | None:
    """Its key, None for all, 0 for one that is not there."""
    wanted = plain(words)
    named = (one.pk for one in row.categories if plain(one.label) == wanted)
    return next(named, None if wanted in ALL else 0)


def _stands(row: IndicatorRecord, category: int | None, period: Period) -> Observed | None:
    return row.newest().get((category, period))


def _newest(row: IndicatorRecord, given: Sequence[Given]) -> int:
    """The key of the last observation of what is given, 0 where nothing stands."""
    periods = {one.period for one in given}
    return max((one.pk for one in row.observed if one.period in periods), default=0)
