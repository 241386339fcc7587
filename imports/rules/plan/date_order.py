"""Columns of dates that can only be month first ("06/15/2024"), though we read the day first."""

import re
from collections import defaultdict

from imports.rules.columns.column import Column, Role
from imports.rules.plan.outline import Outline
from imports.rules.plan.rows import ActionRow
from timescales.date_format import long_day
from timescales.timescale import Understanding

Place = tuple[int, int, int]  # sheet, the table's header, column
Orders = dict[Place, bool]
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
