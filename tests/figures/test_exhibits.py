"""An indicator as a figure: what is drawn, what is said of it, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from charts.kinds import Bars, Columns, Differences, Groups, Shares, Trend
from charts.values import Printed
from figures.enums import Chapter, Frequency, Good, ObservationStatus, Timing, Unit, YearType
from figures.rules.exhibits import (
    Form,
    ages,
    basis,
    exhibit,
    forms_of,
    shown_period,
    small_multiples,
)
from figures.rules.periods import Period, period_of
from figures.rules.publication import Extent
from figures.rules.record import Ages, Agreed, Comparator
from figures.rules.told import Told
from tests.figures.records import counts, indicator, quarter, record, row, with_

ALL = Extent(date(2000, 1, 1), date(2100, 1, 1))
NATION = "Scotland"


def exactly(*indicators):
    return Told.exact(record(*indicators), ALL)


def compared(at, value, edition):
    return Comparator(NATION, None, quarter(at), Decimal(value), edition, "National tables")


def share(**changed):
    rows = [row(0, 45, 50), row(1, 48, 60), row(2, 33, 50)]
    return with_(indicator(1, rows, unit=Unit.PERCENT), name="Meetings held in time", **changed)


def figure(one, **more):
    return exhibit(one, exactly(one), area="Port Ellan", **more)


def test_a_count_during_a_quarter_is_drawn_in_columns():
    made = figure(indicator(1, counts(12, 9, 15)))

    assert isinstance(made.chart, Columns)
    assert [cell.text for cell in made.chart.series.cells] == ["12", "9", "15"]
    assert made.message == "Indicator 1: 15 in February to April 2025"
    assert [period.label for period in made.chart.periods] == [
        "August to October 2024",
        "November 2024 to January 2025",
        "February to April 2025",
    ]


def test_a_period_that_was_not_given_is_a_gap_and_no_number():
    made = figure(indicator(1, counts(12, None, 15)))

    assert [cell.text for cell in made.chart.series.cells] == ["12", "not given", "15"]


def test_a_trend_shows_its_comparator_in_the_newest_edition_with_what_stood_before():
    editions = [
        compared(0, "88", date(2025, 3, 1)),
        compared(0, "87.5", date(2026, 3, 1)),
        compared(1, "86", date(2026, 3, 1)),
    ]
    made = figure(share(comparators=tuple(editions)))

    assert isinstance(made.chart, Trend)
    assert [
        (point.cell.text, point.before, point.edition) for point in made.chart.series[1].points
    ] == [
        ("87.5%", "88%", "March 2026"),
        ("86%", "", "March 2026"),
        ("not published yet", "", ""),
    ]
    assert (
        "Revised (r): Scotland in August to October 2024 was 88%, now 87.5% in the edition of "
        "March 2026."
    ) in made.all_notes


def test_what_was_agreed_is_a_line_with_who_agreed_it_and_when():
    line = Agreed("threshold", Decimal(90), date(2025, 6, 17), "Committee", "")
    made = figure(share(agreed=(line,)))

    assert [(one.words, one.agreed) for one in made.chart.lines] == [
        ("Threshold 90%", "Committee, 17 June 2025")
    ]
    assert made.notes == (
        "In February to April 2025: 33 of 50.",
        "Threshold 90%: agreed by Committee, 17 June 2025.",
    )


def test_percentage_points_are_the_difference_of_what_is_printed():
    made = figure(share(comparators=(compared(2, "68.5", date(2026, 3, 1)),)), form=Form.POINTS)

    assert isinstance(made.chart, Differences)
    assert [one.difference.text for one in made.chart.rows] == [
        "not published yet",
        "not published yet",
        "−2.5",
    ]
    assert made.notes == ("The difference of two percentages is counted in percentage points.",)


def banded(**changed):
    categories = {"Unborn": None, "Born": None, "0 to 4": "Born", "5 to 15": "Born"}
    rows = [
        *counts(20, 22, 24, 26, 28),
        *counts(2, 2, 2, 2, 3, category=1),
        *counts(10, 10, 10, 12, 13, category=3),
        *counts(8, 10, 12, 12, 12, category=4),
    ]
    return with_(indicator(1, rows, categories=categories), timing=Timing.AS_AT, **changed)


def test_bands_stand_beside_those_of_a_year_before_and_hold_no_sums():
    made = figure(banded(), form=Form.GROUPS)

    assert isinstance(made.chart, Groups)
    assert made.chart.categories == ("Unborn", "0 to 4", "5 to 15")
    assert [(one.name, [cell.text for cell in one.cells]) for one in made.chart.series] == [
        ("Oct 24", ["2", "10", "8"]),
        ("Oct 25", ["3", "13", "12"]),
    ]


def test_a_total_without_its_parts_says_that_they_are_not_told_and_claims_no_reason():
    whole = with_(banded(), breakdown="Age band")
    total = with_(whole, observed=tuple(one for one in whole.observed if one.category is None))

    assert figure(total).notes == ("By age band: not given.",)
    assert figure(whole).notes == ()


def test_concerns_do_not_add_up_to_children():
    made = figure(banded(overlapping=True), form=Form.BARS)

    assert isinstance(made.chart, Bars)
    assert [one.label for one in made.chart.by_size] == ["0 to 4", "5 to 15", "Unborn"]
    assert (
        "These do not add up to children: several can be recorded for one child." in made.all_notes
    )


def forms(one):
    return forms_of(one, Told.exact(record(one), replace(ALL, rolling=True)))


def test_every_form_that_says_something():
    made_up = banded(chapter=Chapter.WORKFORCE)
    only_parts = with_(indicator(1, counts(2, category=1), categories={"Harm": None}),
                       overlapping=True)  # fmt: skip
    assert [
        forms(one)
        for one in (
            indicator(1, counts(12)),
            indicator(1, counts(12, 9, 8, 11, 10)),
            banded(),
            made_up,
            banded(overlapping=True),
            only_parts,
            share(comparators=(compared(0, "88", date(2025, 3, 1)),)),
        )
    ] == [
        (Form.COLUMNS,),
        (Form.COLUMNS, Form.ROLLING),
        (Form.TREND, Form.GROUPS),
        (Form.TREND, Form.SHARES),
        (Form.TREND, Form.BARS, Form.GROUPS),
        (Form.BARS,),
        (Form.TREND, Form.POINTS),
    ]


def test_four_quarters_together_are_told_from_the_first_that_is_whole():
    one = indicator(1, counts(12, 9, 8, 11, 10))
    told = Told.exact(record(one), replace(ALL, rolling=True))
    made = exhibit(one, told, area="Port Ellan", form=Form.ROLLING)

    # 12 + 9 + 8 + 11 and 9 + 8 + 11 + 10
    assert [(row.label, row.cells[0].text) for row in made.table.rows] == [
        ("August 2024 to July 2025", "40"),
        ("November 2024 to October 2025", "38"),
    ]
    assert made.message == (
        "Indicator 1, four quarters together: 38 in November 2024 to October 2025"
    )
    assert made.measured.what == "Number, each time in the four quarters that end with it"


def test_shares_are_drawn_only_of_a_row_that_is_printed_whole():
    made = figure(banded(chapter=Chapter.WORKFORCE), form=Form.SHARES)

    assert isinstance(made.chart, Shares)
    assert made.chart.parts == ("Unborn", "0 to 4", "5 to 15")
    assert [(row.label, [cell.text for cell in row.cells]) for row in made.chart.rows] == [
        ("31 October 2024", ["2", "10", "8"]),
        ("31 October 2025", ["3", "13", "12"]),
    ]
    assert made.message == "Indicator 1, by age, 31 October 2024 to 31 October 2025"


def test_different_denominators_are_refused_on_one_axis():
    one = share(denominator="meetings held")
    other = with_(share(denominator="reviews due"), pk=2, name="Reviews in time")
    told = exactly(one, other)

    made = small_multiples([one, other], told, message="In time")
    assert [panel.name for panel in made.chart.panels] == [one.name, other.name]
    with pytest.raises(
        ValueError, match="Not on one axis: % of meetings held and % of reviews due"
    ):
        small_multiples([one, other], told, message="In time", shared=True)


def test_ages_of_the_denominator_are_part_of_what_is_compared():
    young = share(denominator="children", denominator_ages=Ages(0, 15))

    assert basis(young).denominator == "children aged 0 to 15"
    assert basis(young) != basis(with_(young, denominator_ages=Ages(0, 17)))


def test_ages_that_differ_are_printed():
    made = figure(share(numerator_ages=Ages(-1, 17), denominator_ages=Ages(0, 15)))

    assert (
        "Those counted are unborn to 17, those they are counted out of aged 0 to 15."
        in made.all_notes
    )


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (Ages(None, None), ""),
        (Ages(0, 15), "aged 0 to 15"),
        (Ages(16, None), "aged 16 and over"),
        (Ages(None, 4), "aged 4 and under"),
        (Ages(-1, 17), "unborn to 17"),
        (Ages(-1, -1), "unborn"),
        (Ages(-1, None), "unborn and over"),
        (Ages(5, 5), "aged 5"),
    ],
)
def test_ages_in_words(pair, words):
    assert ages(pair) == words


@pytest.mark.parametrize(
    ("timing", "frequency", "label", "short", "when"),
    [
        (Timing.AS_AT, Frequency.QUARTER, "31 October 2026", "Oct 26", "at 31 October 2026"),
        (
            *(Timing.DURING, Frequency.QUARTER),
            *("August to October 2026", "Oct 26", "in August to October 2026"),
        ),
        (Timing.DURING, Frequency.YEAR, "2026/27", "2026/27", "in 2026/27"),
        (Timing.AS_AT, Frequency.YEAR, "31 July 2027", "Jul 27", "at 31 July 2027"),
    ],
)
def test_a_period_as_table_axis_and_sentence_name_it(timing, frequency, label, short, when):
    one = with_(indicator(1, []), timing=timing, frequency=frequency)
    period = period_of(date(2026, 10, 1), frequency, YearType.AUGUST)
    shown = shown_period(one, period)

    assert (shown.label, shown.on_axis, shown.in_words) == (label, short, when)


def test_a_year_of_january_has_one_number():
    one = with_(indicator(1, []), frequency=Frequency.YEAR, year_type=YearType.JANUARY)

    assert shown_period(one, Period(date(2026, 12, 31), date(2026, 1, 1))).label == "2026"


def test_nothing_told_draws_nothing_and_says_the_name():
    made = figure(indicator(1, []))

    assert (made.chart, made.table.rows, made.message, made.sentence) == (
        None,
        (),
        "Indicator 1",
        "",
    )


def test_a_sentence_judges_only_where_good_is_known():
    neither, up = share(), share(good=Good.UP)

    assert "worse" not in figure(neither).sentence
    assert figure(up).sentence == (
        "Meetings held in time were 66% in February to April 2025, 14 percentage points lower than "
        "in November 2024 to January 2025 (80%), which is worse."
    )


def test_a_figure_can_end_earlier_and_carry_what_a_person_wrote():
    made = figure(indicator(1, counts(12, 9, 15)), until=quarter(1).end, said="Fewer than before.")

    assert made.message.endswith("9 in November 2024 to January 2025")
    assert made.sentence == "Fewer than before."


def test_a_revised_number_says_what_was_printed_before():
    rows = [row(0, 12), row(0, 14, revision=2, status=ObservationStatus.REVISED)]
    made = figure(indicator(1, rows))

    assert [(point.cell, point.before) for point in made.chart.series.points] == [
        (Printed(Decimal(14), "14"), "12")
    ]
