"""Columns of dates that can only be month first ("06/15/2024"), though we read the day first."""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from imports.rules.columns.column import Column, Role
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from sheets.rules.cells import Cell
from timescales.date_format import long_day
from timescales.days import Period
from timescales.timescale import Understanding, understand, understand_day

Place = tuple[int, int, int]  # sheet, the table's header, column
Orders = dict[Place, bool]
LONGEST_TIMESCALE = 500  # that the database keeps: what is longer stops the import
_NUMERIC = re.compile(r"\s*(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d\d)\s*")


def place_of(action: ActionRow, column: Column | None) -> Place:
    return action.sheet, action.table.header, column.at if column else -1


def date_orders(outline: Outline) -> Orders:
    """The columns in which some date can only be month first, and none only day first."""
    words: defaultdict[Place, list[str]] = defaultdict(list)
    for action in outline.actions:
        times = [(action.column_of(Role.TIMESCALE), action.cell(Role.TIMESCALE))]
        times += [(column, cell) for column, cell, _ in action.revised]
        for column, cell in times:
            if not cell.day:
                words[place_of(action, column)].append(cell.words)
    return {place: _is_month_first(said) for place, said in words.items()}


def _is_month_first(words: list[str]) -> bool:
    pairs = [(int(m[1]), int(m[3])) for one in words if (m := _NUMERIC.fullmatch(one))]
    return any(second > 12 >= first for first, second in pairs) and not any(
        first > 12 for first, _ in pairs
    )


def turned_round(words: str) -> str:
    """ "06/15/2024" as "15/06/2024"; empty when the words are no date of numbers."""
    match = _NUMERIC.fullmatch(words)
    return f"{match[3]}/{match[1]}/{match[4]}" if match else ""


def month_doubts(words: str, meaning: Understanding) -> tuple[str, ...]:
    """That the month was read first, and whether the day could have been."""
    match = _NUMERIC.fullmatch(words)
    if not match or meaning.due is None or match[1] == match[3]:
        return ()
    said = f"“{words.strip()}” was read month first, as {long_day(meaning.due)}"
    if int(match[3]) > 12:
        return (f"{said}.",)
    return (f"{said}, because other dates of the column can only be. Is that right?",)


def read_timescale(cell: Cell, period: Period, month_first: bool = False) -> Understanding:
    if cell.day:
        return understand_day(cell.day, shows_day=cell.shows_day, period=period)
    serial = re.fullmatch(r"\s*([34]\d{4})\s*", cell.words)
    if serial:  # a date that lost its format: days since the end of 1899
        day = date(1899, 12, 30) + timedelta(days=int(serial[1]))
        doubt = f"{cell.words.strip()} was read as the date {long_day(day)}."
        meaning = understand_day(day, shows_day=True, period=period)
        return replace(meaning, doubts=(doubt, *meaning.doubts))
    if month_first and (turned := turned_round(cell.words)):
        meaning = understand(turned, period)
        return replace(meaning, doubts=(*month_doubts(cell.words, meaning), *meaning.doubts))
    return understand(cell.words[:LONGEST_TIMESCALE], period)
