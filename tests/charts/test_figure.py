"""A figure in words: what is said under it, to who hears it, and in every kind of file."""

import pytest
from django.template.loader import render_to_string

from charts.figure import Figure, Measured
from charts.figure_record import FigureRecord
from charts.kinds import Bars, Columns, Groups, Trend
from charts.record import figure_of, figure_record
from charts.tables import Table, TableRow, Words, table
from charts.values import Point, Printed, Series
from documents.hash import digest
from documents.shape import misfit_of
from tests.charts import samples
from tests.charts.samples import CHILDREN, FEW, RATE, series, years


def of(chart, **more):
    return Figure("1", "Message", Measured("What"), chart, table(chart), **more)


@pytest.mark.parametrize(
    ("figure", "notes"),
    [
        (
            samples.figures()[0],
            (
                "Those counted are of all ages, those they are counted out of aged 0 to 15.",
                "No number: 2026, Scotland (not published yet).",
                "Revised (r): Scotland at 31 July 2024 was 2.5, now 2.4 in the edition of "
                "March 2026.",
                "Source: Children’s social work statistics.",
            ),
        ),
        (
            samples.figures()[1],
            (
                "These do not add up to children: several can be recorded for one child.",
                "Hidden, so that no child can be recognised: Sexual abuse (fewer than 5).",
            ),
        ),
        (samples.figures()[2], ("Provisional (p), and may change: 31 Jul 2026.",)),
        (
            samples.figures()[3],
            (
                "Hidden, so that no child can be recognised: 16 and over, 2024; 16 and over, "
                "2026 (fewer than 5).",
            ),
        ),
        (samples.figures()[5], ()),
    ],
    ids=lambda value: value.number if isinstance(value, Figure) else "",
)
def test_what_a_figure_owes_its_readers(figure, notes):
    assert figure.all_notes == notes


def test_an_axis_that_does_not_begin_at_nought_is_told():
    high = series("Area", samples.REFERRED, "91", "97")
    low = series("Area", samples.REFERRED, "1", "97")

    assert of(Trend(years(2025, 2), (high,), from_nought=False)).all_notes == (
        "The axis begins at 90%, not at nought.",
    )
    assert of(Trend(years(2025, 2), (low,), from_nought=False)).all_notes == ()


@pytest.mark.parametrize("adds_up", [True, False])
def test_what_does_not_add_up_says_so(adds_up):
    shown = (series("2025", CHILDREN, "7", "9"), series("2026", CHILDREN, "6", "9"))
    groups = Groups(("Neglect", "Domestic abuse"), shown, adds_up)
    bars = Bars(CHILDREN, samples.concerns().rows[:2], adds_up)
    told = "These do not add up to children: several can be recorded for one child."

    assert [of(chart).all_notes for chart in (groups, bars)] == [() if adds_up else (told,)] * 2
    assert figure_of(figure_record(of(groups))) == of(groups)


def test_many_hidden_numbers_are_counted():
    chart = Columns(years(2018, 7), series("Area", CHILDREN, *[FEW] * 7))

    assert of(chart, why_hidden="by order").all_notes == (
        "Hidden, by order: 7 numbers in the table.",
    )


def test_who_hears_it_gets_the_message_and_the_numbers():
    told = samples.figures()[0].alternative

    assert told == (
        "The register is smaller, and its rate below Scotland’s. Children on the register per "
        "1,000 aged 0 to 15, at 31 July. Strathmorlich: 2.4 at 31 July 2021; 2.3 at 31 July "
        "2022; 2.0 at 31 July 2023; 2.2 at 31 July 2024; 1.9 at 31 July 2025; 1.7 at 31 July "
        "2026. Scotland: 2.6 at 31 July 2021; 2.5 at 31 July 2022; 2.5 at 31 July 2023; 2.4 at "
        "31 July 2024; 2.4 at 31 July 2025; 2026: not published yet."
    )


def test_of_a_long_series_the_ends_and_the_extremes_are_said():
    assert samples.figures()[2].alternative.endswith(
        "Strathmorlich: 39 at 31 Jul 2024; 30 at 31 Jul 2026; at most 39; at least 30. "
        "Target 28, agreed by the committee on 3 March 2026."
    )


@pytest.mark.parametrize("chart", [None, Columns(years(2025, 1), series("A", CHILDREN, FEW))])
def test_without_anything_printed_there_is_no_picture(chart):
    figure = Figure("", "Message", Measured("What"), chart, Table(("Year",), ()))
    page = render_to_string("charts/figure.html", {"figure": figure})

    assert figure.drawing is None
    assert "<svg" not in page
    assert figure.nothing == ((chart and "No chart is drawn: no number of it can be shown.") or "")
    assert figure.nothing in page


def test_a_figure_without_numbers_says_so():
    chart = Trend((), (Series("Area", CHILDREN, ()),))

    assert of(chart).alternative == "Message. What. Area: no numbers."


@pytest.mark.parametrize(
    ("measured", "line", "of_whom"),
    [
        (Measured("Children", when="at 31 July", year="2025/26"),
         "Children, at 31 July, 2025/26", ""),
        (Measured("Rate", numerator="children", numerator_ages="aged 0 to 17"),
         "Rate", "Counted: children aged 0 to 17."),
        (Measured("Rate", denominator="people aged 0 to 15", denominator_ages="aged 0 to 15"),
         "Rate", "Counted: people aged 0 to 15."),
    ],
)  # fmt: skip
def test_what_is_measured(measured, line, of_whom):
    assert (measured.line, measured.of_whom, measured.mismatch) == (line, of_whom, "")


def cells(chart, head=""):
    made = table(chart, head)
    return [made.heads, *((row.label, *(cell.text for cell in row.cells)) for row in made.rows)]


def test_the_table_of_a_trend_names_editions_and_both_numbers_of_a_revision():
    assert cells(samples.rate(), "Year")[0] == (
        *("Year", "Strathmorlich", "Scotland", "Scotland, before revision", "Edition"),
    )
    assert cells(samples.rate())[4] == ("2024", "2.2", "2.4", "2.5", "March 2026")
    assert cells(samples.rate())[6] == ("2026", "1.7", "not published yet", "–", "–")


def test_a_provisional_comparator_is_told_beside_its_edition():
    nation = Series(
        "Nation", RATE, (Point(Printed.of("2"), samples.Status.PROVISIONAL, edition="May"),)
    )
    chart = Trend(years(2026, 1), (series("Area", RATE, "1"), nation))

    assert cells(chart)[1] == ("2026", "1", "2", "May, provisional")


def test_a_table_of_many_periods_is_turned():
    one, other = (series(name, CHILDREN, *"12345678") for name in "AB")
    chart = samples.Multiples(years(2019, 8), (one, other))

    assert cells(chart)[:2] == [("Period", "A", "B"), ("2019", "1", "1")]
    assert [row[0] for row in cells(samples.steps())][1:3] == [
        *("Referrals", "Inter-agency referral discussions"),
    ]


def test_a_row_has_a_cell_for_each_head():
    with pytest.raises(ValueError, match="2025: 2 cells, 2 heads"):
        Table(("Year", "A"), (TableRow("2025", (Words("x"), Words("y"))),))


@pytest.mark.parametrize("figure", samples.figures(), ids=lambda figure: figure.number)
def test_a_frozen_figure_comes_back_as_it_was(figure):
    record = figure_record(figure)

    assert figure_of(record) == figure
    assert misfit_of(record, FigureRecord) is None
    assert digest(record) == digest(figure_record(figure_of(record)))


def test_a_record_of_no_figure_is_refused():
    record = figure_record(samples.figures()[1])
    strange = {**record["chart"], "rows": [{"label": "A", "cells": [{"kind": "x", "text": "1"}]}]}

    with pytest.raises(ValueError, match="No cell of a chart is 'x'"):
        figure_of({**record, "chart": strange})
    with pytest.raises(ValueError, match="Such a chart has a basis"):
        figure_of({**record, "chart": {**record["chart"], "basis": None}})


def test_a_hidden_bar_is_nowhere_in_the_page():
    bars = Bars(CHILDREN, samples.concerns().rows)
    page = render_to_string("components/figure.html", {"figure": of(bars)})

    assert page.count("Sexual abuse") == 3  # table, note, and what is heard
    assert page.count('tabindex="0"') == 1
