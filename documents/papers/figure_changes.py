"""Which figures were given or revised between two reports, read off what was printed in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charts.figure import Figure
from charts.record import figure_of
from charts.tables import PROVISIONAL
from charts.values import Printed
from documents.schema.indicators import IndicatorRecord

# columns that are worked out of others, or say again what an earlier report printed
WORKED_OUT = ("Difference, points",)
BEFORE = ", before revision"

Place = tuple[str, str]  # row and column of the indicator's usual table


def figure_changes(before: Sequence[IndicatorRecord], now: Sequence[IndicatorRecord]) -> list[str]:
    """In words, by indicator: what is printed now and was not, and what is printed otherwise.

    An indicator that the report before did not know is told as new, without its numbers.
    """
    earlier = {row["id"]: row for row in before}
    lines = []
    for row in now:
        name = f"{row['number']} {row['name']}".strip()
        if row["id"] in earlier:
            lines += [f"{name}: {line}." for line in _changed(earlier[row["id"]], row)]
        else:
            lines.append(f"{name}: not in the last report.")
    return lines


def _changed(before: IndicatorRecord, now: IndicatorRecord) -> Iterator[str]:
    if not (before["figures"] and now["figures"]):
        return
    earlier, later = (figure_of(row["figures"][0]) for row in (before, now))
    held, there = _numbers(earlier), _numbers(later)
    several = len({head for _, head in there}) > 1
    for place, text in there.items():
        told = ", ".join(place) if several else place[0]
        if place not in held:
            yield f"{told}: {text}, given since"
        elif held[place] != text:
            yield f"{told}: revised from {held[place]} to {text}"


def _numbers(figure: Figure) -> Mapping[Place, str]:
    """What is printed, by row and column."""
    table = figure.table
    return {
        (row.label.removesuffix(PROVISIONAL), head): cell.text
        for row in table.rows
        for head, cell in zip(table.heads[1:], row.cells, strict=True)
        if isinstance(cell, Printed) and head not in WORKED_OUT and not head.endswith(BEFORE)
    }
