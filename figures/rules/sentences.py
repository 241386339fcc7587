"""Which sentence stands beside a figure: the one a person wrote, or the one the rules draft. Pure.

What a person wrote was written beside exact numbers. It is printed for an audience only where that
audience would get the very same draft, and every number in it is printed in the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from charts.figure import Figure
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Said

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_COUNTED = {
    **{"none": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"},
    **{"seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11", "twelve": "12"},
}
_WORD = re.compile(r"\b(?:" + "|".join((*_COUNTED, "both", "half", "twice")) + r")\b", re.I)


@dataclass(frozen=True)
class Spoken:
    """`text` stands beside the figure; `written` is what a person wrote for its newest period or an
    earlier one, and `stale` whether the numbers have changed since."""

    text: str
    drafted: str
    written: Said | None = None
    stale: bool = False


def spoken(indicator: IndicatorRecord, drafted: str, period: Period | None) -> Spoken:
    """For those who see exact numbers: what was written of `period`, if it was written beside the
    numbers as they are; else the draft, with what was written before."""
    written = next(
        (
            row
            for row in sorted(indicator.sentences, key=lambda row: row.period_end, reverse=True)
            if period is None or row.period_end <= period.end
        ),
        None,
    )
    if written is None or period is None:
        return Spoken(drafted, drafted)
    stale = written.period_end < period.end or written.drafted != drafted
    return Spoken(drafted if stale else written.text, drafted, written, stale)


def for_audience(indicator: IndicatorRecord, figure: Figure, period: Period | None) -> str:
    """The sentence that an audience may read beside `figure`, whose own sentence is the draft."""
    said = spoken(indicator, figure.sentence, period)
    return said.text if all_printed(said.text, figure, indicator.name) else figure.sentence


def all_printed(text: str, figure: Figure, name: str) -> bool:
    """Whether every number in a text, in figures or in words, stands printed in the figure of what
    is called `name`; numbers in the name itself are none of it."""
    drafted = figure.sentence.replace(name, "")
    there = set(_NUMBER.findall(" ".join((drafted, *_cells(figure)))))
    told = {*_NUMBER.findall(text), *(_counted(word) for word in _WORD.findall(text))}
    return told <= there


def _cells(figure: Figure) -> list[str]:
    rows = figure.table.rows
    return [row.label for row in rows] + [
        cell.text for row in rows for cell in row.cells if cell.kind == "printed"
    ]


def _counted(word: str) -> str:
    """ "3" for "three"; a word that tells of a number and is none in the table stays as it is."""
    return _COUNTED.get(word.lower(), word)
