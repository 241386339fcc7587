"""Every printed figure of a report worked out anew from the tables, by plain SQL and fractions.

Nothing of the product's readers, rules or charts: the oracle reads the marks on the paper.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import unescape
from typing import Any

from django.db import connection
from docx import Document
from openpyxl import load_workbook

# what holds of a period at a moment: its last revision
HELD = """
select i.name, i.unit, i.decimals, i.counts_children, o.period_end, o.numerator, o.denominator
from figures_observation o join figures_indicator i on i.id = o.indicator_id
where i.area_id = %s and o.category_id is null and o.entered_at <= %s and o.period_end <= %s
and not exists (
  select 1 from figures_observation later where later.indicator_id = o.indicator_id
  and later.category_id is null and later.period_end = o.period_end
  and later.entered_at <= %s and later.revision > o.revision)
order by i.position, o.period_end
"""
FIGURE = re.compile(r"<figure.*?</figure>", re.S)
MESSAGE = re.compile(r'cpc-figure__message">(.*?)</h3>', re.S)
ROW = re.compile(r"<tr[^>]*><th scope=\"row\">(.*?)</th>(.*?)</tr>", re.S)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.S)
MARK = re.compile(r"<[^>]+>")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

Row = tuple[str, str]  # of a figure: the words of its period, and what is printed
Printed = Mapping[str, Mapping[str, str]]  # by indicator, by period


def true(area: int, moment: Any, as_of: Any) -> dict[str, dict[str, tuple[str, bool]]]:
    """By indicator and period what would be printed if nothing were hidden, and whether it is so
    small that it must not be."""
    made: dict[str, dict[str, tuple[str, bool]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(HELD, [area, moment, as_of, moment])
        for name, unit, decimals, children, end, top, bottom in cursor.fetchall():
            day = str(end)[:10]
            text = worked_out(unit, decimals, top, bottom)
            small = bool(children) and any(
                number is not None and 1 <= Fraction(str(number)) <= 4 for number in (top, bottom)
            )
            made.setdefault(name, {})[day] = (text, small and not _open(unit, decimals, bottom))
    return made


def _open(unit: str, decimals: int, bottom: Any) -> bool:
    """Whether a rate of so many is printed alike for all small numbers: it tells of none."""
    if not unit.startswith("rate"):
        return False
    return len({worked_out(unit, decimals, number, bottom) for number in range(1, 5)}) == 1


def worked_out(unit: str, decimals: int, top: Any, bottom: Any) -> str:
    if top is None:
        return ""
    per = {"count": 1, "percent": 100, "rate_1000": 1000}[unit]
    value = Fraction(str(top)) * per
    if unit != "count":
        if not Fraction(str(bottom)):
            return ""
        value /= Fraction(str(bottom))
    scaled = value * 10**decimals
    whole = int(scaled + Fraction(1, 2))  # half up; nothing here is less than nought
    text = f"{whole // 10**decimals:,}"
    if decimals:
        text += f".{whole % 10**decimals:0{decimals}}"
    return f"{text}%" if unit == "percent" else text


def on_paper(html: str) -> Printed:
    """The tables of the figures as HTML has them, by the name that stands in their message."""
    return {
        _plain(MESSAGE.findall(figure)[0]): {
            _day(_plain(label)): _plain(CELL.findall(cells)[0])
            for label, cells in ROW.findall(figure)
        }
        for figure in FIGURE.findall(html)
        if MESSAGE.search(figure)
    }


def in_word(data: bytes) -> Iterator[tuple[str, str]]:
    """Every row of every table that begins with a period, with its first number."""
    for table in Document(io.BytesIO(data)).tables:
        for row in table.rows[1:]:
            cells = [cell.text for cell in row.cells]
            if day := _day(cells[0]):
                yield day, cells[1]


def in_sheet(data: bytes) -> Iterator[tuple[str, str, str]]:
    """Message, period and number of every row of the sheet of figures."""
    book = load_workbook(io.BytesIO(data))
    for row in book["Figures"].iter_rows(min_row=2, values_only=True):
        if row[4] and (day := _day(str(row[3]))):
            yield str(row[1]), day, f"{row[5]:,}" if isinstance(row[5], int) else str(row[5])


def _plain(markup: str) -> str:
    return " ".join(unescape(MARK.sub(" ", markup)).split())


def _day(label: str) -> str:
    """The last day of a period that is named "May to July 2026" or "31 July 2026"; "" for none."""
    words = label.replace(" (provisional)", "").replace("\N{NO-BREAK SPACE}", " ").split()
    if len(words) < 3 or words[-2] not in MONTHS or not words[-1].isdigit():
        return ""
    month, year = MONTHS.index(words[-2]) + 1, int(words[-1])
    last = {2: 29 if year % 4 == 0 else 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    return f"{year}-{month:02}-{last:02}"
