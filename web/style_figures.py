"""Figures for the page of components: numbers of an area that does not exist."""

from __future__ import annotations

from charts.figure import Figure, Measured
from charts.kinds import BarRow, Bars, DifferenceRow, Differences, Trend
from charts.sentence import Subject, drafted, drafted_bars, drafted_difference
from charts.tables import table
from charts.values import Basis, Hidden, Missing, Period, Point, Printed, Series, Unit

YEARS = tuple(Period(str(year), when=f"at 31 July {year}") for year in range(2022, 2027))


def figures() -> list[Figure]:
    """A trend with its comparator, concerns of which one is hidden, points of difference."""
    return [_trend(), _concerns(), _hearings()]


def _trend() -> Figure:
    basis = Basis(Unit.RATE, per=1000, denominator="aged 0 to 15")
    area = tuple(Point(Printed.of(text)) for text in ("2.3", "2.0", "2.2", "1.9", "1.7"))
    nation = (
        *(Point(Printed.of(text), edition="March 2025") for text in ("2.5", "2.5")),
        Point(Printed.of("2.4"), before="2.5", edition="March 2026"),
        Point(Printed.of("2.4"), edition="March 2026"),
        Point(Missing("not published yet")),
    )
    chart = Trend(YEARS, (Series("Glenfarrow", basis, area), Series("Scotland", basis, nation)))
    measured = Measured("Children on the register per 1,000 aged 0 to 15", when="at 31 July")
    sentence = drafted(Subject("The rate of registration"), chart, before="a year before")
    message = "The rate of registration has fallen below Scotland’s"
    return Figure("1", message, measured, chart, table(chart, "Year"), sentence=sentence)


def _concerns() -> Figure:
    named = (("Domestic abuse", "17"), ("Neglect", "14"), ("Parental mental health", "13"))
    rows = tuple(BarRow(name, Printed.of(text)) for name, text in named)
    hidden = BarRow("Sexual abuse", Hidden("fewer than 5"))
    chart = Bars(Basis(Unit.COUNT, "children"), (*rows, hidden))
    measured = Measured("Children on the register by concern", when="at 31 July 2026")
    sentence = drafted_bars(Subject("Concerns"), chart)
    message = "Domestic abuse is the concern recorded for most children"
    return Figure("2", message, measured, chart, table(chart, "Concern"), sentence=sentence)


def _hearings() -> Figure:
    rows = (
        _difference("2023/24", "24.9", "25.3", "−0.4"),
        _difference("2024/25", "24.0", "21.9", "+2.1"),
    )
    basis = Basis(Unit.PERCENTAGE, denominator="referred children")
    chart = Differences(basis, "Glenfarrow", "Scotland", rows)
    measured = Measured("Referred children for whom a hearing was arranged, %")
    sentence = drafted_difference(Subject("The share with a hearing"), chart)
    message = "Hearings are arranged more often than in Scotland"
    return Figure("3", message, measured, chart, table(chart, "Year"), sentence=sentence)


def _difference(label: str, area: str, nation: str, gap: str) -> DifferenceRow:
    cells = (Printed.of(area), Printed.of(nation), Printed.of(gap))
    return DifferenceRow(label, *cells, edition="July 2026")
