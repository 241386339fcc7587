"""The figures of an annual report worked out anew: years of quarters and bands, by SQL and sums.

Nothing of the product's readers or rules: what is printed is read from the marks on the paper.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.db import connection

from tests.oracle.figures import CELL, FIGURE, MARK, MESSAGE, worked_out

# what holds of each quarter and band at a moment: its last revision
HELD = """
select i.name, i.timing, i.unit, i.decimals, i.counts_children, coalesce(c.label, ''), o.period_end,
  o.numerator, o.denominator
from figures_observation o join figures_indicator i on i.id = o.indicator_id
left join figures_category c on c.id = o.category_id
where i.area_id = %s and o.entered_at <= %s and not exists (
  select 1 from figures_observation later where later.indicator_id = o.indicator_id
  and coalesce(later.category_id, 0) = coalesce(o.category_id, 0)
  and later.period_end = o.period_end and later.entered_at <= %s and later.revision > o.revision)
"""
HEADS = re.compile(r'<th scope="col"[^>]*>(.*?)</th>', re.S)
ROWS = re.compile(r'<tr[^>]*><th scope="row">(.*?)</th>(.*?)</tr>', re.S)
QUARTERS = 4

Cell = tuple[str, str, str]  # indicator, bands ("" for all), the year that ends in July


def yearly(area: int, moment: Any) -> dict[Cell, tuple[str, bool]]:
    """What each year would say if nothing were hidden, of all and of every band, and whether it is
    so small that it must not be said."""
    facts: dict[str, tuple[str, int, bool]] = {}
    given: defaultdict[Cell, list[tuple[Any, Any]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(HELD, [area, moment, moment])
        for name, timing, unit, decimals, children, band, end, top, bottom in cursor.fetchall():
            facts[name] = (unit, decimals, bool(children))
            year, month = (int(part) for part in str(end).split("-")[:2])
            if timing != "as_at" or month == 7:
                given[name, band, str(year + (month > 7))].append((top, bottom))
            if timing == "as_at" and month == 7:
                given[name, band, str(year)] = [(top, bottom)] * QUARTERS
    return {
        key: _year(*facts[key[0]], rows)
        for key, rows in given.items()
        if len(rows) == QUARTERS and all(top is not None for top, _ in rows)
    }


def _year(
    unit: str, decimals: int, children: bool, rows: list[tuple[Any, Any]]
) -> tuple[str, bool]:
    # as at: four times the same
    same = len({id(row) for row in rows}) == 1
    kept = rows[:1] if same else rows
    top = sum(Fraction(str(one)) for one, _ in kept)
    bottom = sum(Fraction(str(one)) for _, one in kept if one is not None)
    small = children and (1 <= top <= 4 or (unit != "count" and 1 <= bottom <= 4))
    return worked_out(unit, decimals, top, bottom), small


def together(
    held: Mapping[Cell, tuple[str, bool]], name: str, bands: Iterable[str], year: str
) -> tuple[str, bool] | None:
    """The same of bands that are printed as one; None where one of them is not there."""
    parts = [held.get((name, band, year)) for band in bands]
    there = [int(part[0].replace(",", "")) for part in parts if part is not None]
    if len(there) < len(parts):
        return None
    return f"{sum(there):,}", 1 <= sum(there) <= 4


def printed(html: str, names: Iterable[str]) -> dict[Cell, str]:
    """Every cell of every figure on the paper, by the name that its message begins with."""
    told: dict[Cell, str] = {}
    for figure in FIGURE.findall(html):
        message = MESSAGE.search(figure)
        said = _plain(message[1]) if message else ""
        name = next((one for one in names if re.search(rf"\b{one}(:|,)", said)), "")
        if not name:
            continue
        heads = [_plain(head) for head in HEADS.findall(figure)]
        for label, cells in ROWS.findall(figure):
            words, row = _plain(label), [_plain(cell) for cell in CELL.findall(cells)]
            if year := _year_named(words):
                told[name, "", year] = row[0]
            else:
                told |= {
                    (name, words, _year_named(head)): cell
                    for head, cell in zip(heads[1:], row, strict=True)
                }
    return told


def _plain(markup: str) -> str:
    return " ".join(MARK.sub(" ", markup).replace("\N{NO-BREAK SPACE}", " ").split())


def _year_named(label: str) -> str:
    """The year in which "2025/26", "31 July 2026" or "Jul 26" ends; "" for none of these."""
    if match := re.fullmatch(r"20[0-9]{2}/([0-9]{2})", label):
        return f"20{match[1]}"
    if match := re.fullmatch(r"31 July (20[0-9]{2})", label):
        return match[1]
    match = re.fullmatch(r"Jul ([0-9]{2})", label)
    return f"20{match[1]}" if match else ""
