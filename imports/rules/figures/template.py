"""The workbook in which figures are filled in: each figure, category and period is a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from figures.enums import ObservationStatus, Unit
from figures.rules.entry import as_typed, label_of, slots
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord, Observed
from sheets.rules.frame import FrameSheet, workbook_frame

COLUMNS: Final = (
    ("No", 6),
    ("Figure", 44),
    ("Of", 24),
    ("Period", 34),
    ("Number", 12),
    ("Divided by", 12),
    ("Status", 14),
    ("Note", 50),
)
MEANINGS: Final = (
    ("No", 6),
    ("Figure", 44),
    ("What is counted", 60),
    ("Divided by", 60),
    ("When", 24),
    ("Its parts", 44),
    ("Source", 40),
)
NOTES: Final = (
    "Type numbers into the columns Number and Divided by. What you leave empty is not touched.",
    "Rates and percentages are worked out: type how many, and of how many.",
    "Type small numbers as they are. They are hidden when figures are released.",
    "Where there is no number type n/a, and say why in the note.",
    "A number that is marked final and changes needs a note that says why.",
    "Status and note stand in the row of all and hold for its parts.",
    "Type values, not formulas. Rows may be deleted; do not rename figures or periods.",
    "Write nothing about a child: no names, dates of birth or numbers that identify anyone.",
)
NUMBERS: Final = frozenset(("Number", "Divided by"))
PERIODS: Final = 4


def figures_template(rows: Sequence[IndicatorRecord], today: date) -> bytes:
    """The workbook for `rows`, with what stands of the last four periods: the same bytes for the
    same figures."""
    sheets = (
        FrameSheet("Figures", COLUMNS, _lines(rows, today), numbers=NUMBERS, columns_kept=2),
        FrameSheet("What they mean", MEANINGS, [_meaning(row) for row in rows]),
    )
    return workbook_frame("Figures to give", sheets, NOTES)


def _lines(rows: Sequence[IndicatorRecord], today: date) -> Iterator[tuple[str, ...]]:
    for row in rows:
        newest = row.newest()
        for period in row.due(today)[-PERIODS:]:
            for category in slots(row):
                yield _line(row, period, category, newest.get((category, period)))


def _line(
    row: IndicatorRecord, period: Period, category: int | None, one: Observed | None
) -> tuple[str, ...]:
    number = as_typed(one.numerator) if one else ""
    gone = "n/a" if one and one.status == ObservationStatus.NOT_AVAILABLE else ""
    whole = as_typed(one.denominator) if one else ""
    first = category is None
    return (
        *(row.number, row.name, label_of(row, category) if row.categories else "", period.name),
        *(number or gone, whole or (gone if row.unit != Unit.COUNT else "")),
        *((one.status.label, one.note) if one and first else ("", "")),
    )


def _meaning(row: IndicatorRecord) -> tuple[str, ...]:
    parts = ", ".join(one.label for one in row.categories)
    return (
        *(row.number, row.name, row.numerator, row.denominator or "Nothing: it is a number"),
        *(row.timing.label, f"{row.breakdown}: {parts}" if parts else "", row.source),
    )
