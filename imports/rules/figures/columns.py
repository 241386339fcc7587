"""Which column of a sent table holds what: one number a row, or a column for each period. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from figures.rules.definition import months, year_name
from figures.rules.periods import Period, following
from figures.rules.record import IndicatorRecord
from guard.refusals import Refusal
from timescales.date_format import long_day, month, short_range

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "no": ("no", "no.", "ref", "reference"),
    "figure": ("figure", "indicator", "measure", "name"),
    "of": ("of", "category", "band", "age band", "group", "breakdown"),
    "period": ("period", "quarter", "year", "period end", "period ending", "to"),
    "what": ("what", "part", "number or divided by"),
    "number": ("number", "numerator", "count", "value"),
    "divided_by": ("divided by", "denominator", "out of"),
    "status": ("status",),
    "note": ("note", "notes", "comment", "comments"),
}
NO_TABLE: Final = (
    "No row names the columns. One has to say “Figure” and either “Period” and “Number”, or the "
    "periods themselves, as the template does."
)
MOST_ROWS: Final = 3000
LONGEST_QUARTER: Final = 92  # days


@dataclass(frozen=True)
class SentRow:
    """One number as it was sent: `row` counts from 1 as a spreadsheet does. `period` is in words,
    or is the column's. `cells` are the words that stood where numbers are looked for."""

    row: int
    figure: str
    of: str
    period: str
    number: str = ""
    divided_by: str = ""
    status: str = ""
    note: str = ""
    cells: int = 1

    @property
    def filled(self) -> int:
        return bool(self.number) + bool(self.divided_by)


@dataclass(frozen=True)
class SentTable:
    """`left_out` says in words what is not read."""

    rows: Sequence[SentRow]
    left_out: Sequence[str] = field(default_factory=tuple)


def period_names(period: Period) -> Iterator[str]:
    """How people write a period, and how pages print it: both days, its months, its year, its last
    day, its last month."""
    end = period.end
    yield months(period)
    if (end - period.start).days > LONGEST_QUARTER:
        yield from (year_name(period), year_name(period).replace("/", "-"))
    yield from (period.name, short_range(period.start, end), long_day(end), end.isoformat())
    yield from (f"{end:%d/%m/%Y}", f"{end:%d/%m/%y}", month(end), f"{end:%b %Y}", f"{end:%b-%y}")


def plain(words: str) -> str:
    """For comparing: small letters, one kind of dash, single spaces."""
    return " ".join(re.sub(r"[‐‑–—]", "-", words).casefold().split()).strip(" :*")


def read_table(table: Sequence[Sequence[str]], known: Sequence[IndicatorRecord]) -> SentTable:
    """The numbers of a table of words. Raises Refusal where no row names the columns."""
    every = {plain(n) for row in known for p in _periods(row) for n in period_names(p)}
    for at, cells in enumerate(table[:30]):
        columns = _columns(cells, every)
        named = set(columns.values())
        if "figure" in named and ("number" in named or any(_is_period(n) for n in named)):
            rows = _together(_rows(table[at + 1 :], at + 2, columns, cells))
            if len(rows) > MOST_ROWS:
                raise Refusal(f"These are {len(rows):,} numbers. Send {MOST_ROWS:,} at a time.")
            below = table[at + 1 :]
            return SentTable(rows, [*_above(table[:at]), *_left_out(below, cells, columns)])
    raise Refusal(NO_TABLE)


def _periods(row: IndicatorRecord) -> Iterator[Period]:
    """Far more than have ended: one that has not is refused by its name."""
    period = row.period_of(row.starts)
    for _ in range(120):
        yield period
        period = following(period, row.frequency, row.year_type)


def _is_period(name: str) -> bool:
    return name.startswith("=")


def _columns(cells: Sequence[str], periods: set[str]) -> dict[int, str]:
    """By place: a column's name, or "=" and the words of its period."""
    columns: dict[int, str] = {}
    for at, words in enumerate(cells):
        name = plain(words)
        known = next((one for one, names in HEADERS.items() if name in names), "")
        if known and known not in columns.values():
            columns[at] = known
        elif name in periods:
            columns[at] = f"={words.strip()}"
    return columns


def _rows(
    table: Sequence[Sequence[str]], first: int, columns: Mapping[int, str], header: Sequence[str]
) -> Iterator[SentRow]:
    figure = period = ""
    wide = [at for at, name in columns.items() if _is_period(name)]
    for number, cells in enumerate(table, first):
        if not any(words.strip() for words in cells):
            continue
        said = {name: _at(cells, at) for at, name in columns.items()}
        figure = said.get("figure", "") or said.get("no", "") or figure
        period = said.get("period", "") or period
        sent = SentRow(
            row=number,
            figure=figure,
            of=said.get("of", ""),
            period=period,
            number=said.get("number", ""),
            divided_by=said.get("divided_by", ""),
            status=said.get("status", ""),
            note=said.get("note", ""),
            cells=1 + ("divided_by" in said),
        )
        if not wide:
            yield sent
        for at in wide:
            words, named = _at(cells, at), header[at].strip()
            pair = ("", words) if _below(said.get("what", "")) else (words, "")
            yield replace(sent, period=named, number=pair[0], divided_by=pair[1], cells=1)


def _together(rows: Iterator[SentRow]) -> list[SentRow]:
    """What a number is divided by may stand in a row of its own: it joins the number's."""
    kept: dict[tuple[str, ...], SentRow] = {}
    for at, one in enumerate(rows):
        key = (one.figure, one.of, one.period)
        first = kept.get(key)
        if first and one.divided_by and not (one.number or first.divided_by):
            cells = first.cells + one.cells
            kept[key] = replace(first, divided_by=one.divided_by, cells=cells)
        elif first:
            kept[*key, str(at)] = one
        else:
            kept[key] = one
    return list(kept.values())


def _below(what: str) -> bool:
    return plain(what).startswith(("div", "denom", "out of"))


def _at(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""


def _above(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if count := sum(any(words.strip() for words in cells) for cells in rows):
        yield f"{count} row{'' if count == 1 else 's'} above the names of the columns"


def _left_out(
    table: Sequence[Sequence[str]], header: Sequence[str], columns: Mapping[int, str]
) -> Iterator[str]:
    for at in range(max((len(cells) for cells in (header, *table)), default=0)):
        filled = sum(bool(_at(cells, at)) for cells in table)
        if filled and at not in columns:
            name = _at(header, at)
            which = f"“{name}”" if name else f"number {at + 1}, which has no name"
            yield f"The column {which}: {filled} cell{'' if filled == 1 else 's'}"
