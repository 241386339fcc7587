from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timescales.date_format import long_day
from timescales.days import MONTHS, Period
from timescales.timescale import understand, understand_day

TWO_YEARS = Period(date(2021, 8, 1), date(2023, 7, 31))
ONE_YEAR = Period(date(2023, 4, 1), date(2024, 3, 31))


def day(iso: str) -> date:
    return date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("31 July 2022", "2022-07-31"),
        ("31st July 2022", "2022-07-31"),
        ("31st of July, 2022", "2022-07-31"),
        ("Sunday 31 July 2022", "2022-07-31"),
        ("31-Jul-22", "2022-07-31"),
        ("31 July '22", "2022-07-31"),
        ("July 31, 2022", "2022-07-31"),
        ("31/07/2022", "2022-07-31"),
        ("31.7.22", "2022-07-31"),
        ("01/02/2023", "2023-02-01"),
        ("2022-07-31", "2022-07-31"),
        ("2022-07-31 00:00:00", "2022-07-31"),
        ("By end of Year 1 31 July 2022", "2022-07-31"),
        ("By end of Year 1\n31 July 2022", "2022-07-31"),
        ("By end of Year 2 31 July 2023", "2023-07-31"),
        ("By end of Year 1", "2022-07-31"),
        ("Yr 2", "2023-07-31"),
        ("end of second year", "2023-07-31"),
        ("Years 1-2", "2023-07-31"),
        ("Year 1 (July 2022)", "2022-07-31"),
        ("Year 1 July 2022", "2022-07-31"),
        ("March, 2022", "2022-03-31"),
        ("Mar 22", "2022-03-31"),
        ("Mar-22", "2022-03-31"),
        ("end March 2022", "2022-03-31"),
        ("By the end of March 2022", "2022-03-31"),
        ("03/2022", "2022-03-31"),
        ("03/22", "2022-03-31"),
        ("2022 March", "2022-03-31"),
        ("Feb 2024", "2024-02-29"),
        ("Sept./Oct. 2022", "2022-10-31"),
        ("June - July 2022", "2022-07-31"),
        ("May/June/July 2022", "2022-07-31"),
        ("Dec 22/Jan 23", "2023-01-31"),
        ("Nov 2021 to March 2022", "2022-03-31"),
        ("1 June – 31 July 2022", "2022-07-31"),
        ("from April 2022 to March 2023", "2023-03-31"),
        ("12–14 June 2022", "2022-06-14"),
        ("April, Year 2", "2023-04-30"),
        ("March 2022/23", "2023-03-31"),
        ("2022/23", "2023-07-31"),
        ("FY 2022/23", "2023-03-31"),
        ("2021 – 2023", "2023-07-31"),
        ("by end of the plan", "2023-07-31"),
        ("Annual report, March 2023", "2023-03-31"),
    ],
)
def test_by_a_date_without_doubt(words, due):
    meaning = understand(words, TWO_YEARS)
    assert (meaning.kind, meaning.due, meaning.doubts) == ("by_date", day(due), ())


@pytest.mark.parametrize(
    ("words", "due", "doubt"),
    [
        ("June/July 2012", "2012-07-31", "31 July 2012 lies outside the plan's period."),
        ("by April", "2022-04-30", "No year is given: 30 April 2022 was taken."),
        ("31 July", "2022-07-31", "No year is given: 31 July 2022 was taken."),
        ("March 15", "2022-03-15", "No year is given: 15 March 2022 was taken."),
        ("Spring 2022", "2022-05-31", "A season is not a date: 31 May 2022 was taken."),
        ("Winter 2021/22", "2022-02-28", "A season is not a date: 28 February 2022 was taken."),
        ("within 6 months", "2022-01-31", "Counted from the plan's start: 31 January 2022."),
        ("6-12 months", "2022-07-31", "Counted from the plan's start: 31 July 2022."),
        (
            "mid-March 2022",
            "2022-03-31",
            "“mid” in the month is not a day: 31 March 2022 was taken.",
        ),
        ("Febuary 2022", "2022-02-28", "“febuary” was read as February."),
        ("December 2022 and ongoing", "2022-12-31", "The words also say that it is ongoing."),
        ("TBC – March 2022", "2022-03-31", "The words say that the date is still to be confirmed."),
        ("Year 3", "2024-07-31", "The plan has no Year 3: 31 July 2024 was taken."),
        ("2022", "2022-12-31", "Only a year is given: 31 December 2022 was taken."),
        (
            "31/03/2022 (extended to 30/09/2022)",
            "2022-09-30",
            "More than one date is named: the later, 30 September 2022, was taken.",
        ),
        (
            "By end of Year 1 31 July 2023",
            "2023-07-31",
            "31 July 2023 does not lie in the plan's year that is named beside it.",
        ),
        (
            "Q4 2022",
            "2022-12-31",
            "The quarter was counted in the calendar year: 31 December 2022.",
        ),
        (
            "Q2 2022/23",
            "2023-01-31",
            "The quarter was counted in the plan's own year: 31 January 2023.",
        ),
    ],
)
def test_by_a_date_with_a_doubt(words, due, doubt):
    meaning = understand(words, TWO_YEARS)
    assert (meaning.kind, meaning.due, meaning.doubts) == ("by_date", day(due), (doubt,))


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Q2 2023/24", "2023-09-30"),
        ("2nd quarter of 2023/24", "2023-09-30"),
        ("Q1-Q2 2023/24", "2023-09-30"),
        ("2023/24", "2024-03-31"),
        ("by April", "2023-04-30"),
        ("end of September", "2023-09-30"),
        ("31 March", "2024-03-31"),
        ("Year 1", "2024-03-31"),
    ],
)
def test_year_from_april(words, due):
    meaning = understand(words, ONE_YEAR)
    assert (meaning.kind, meaning.due, meaning.doubts) == ("by_date", day(due), ())


@pytest.mark.parametrize(
    ("words", "kind", "recurrence"),
    [
        ("Annually", "recurring", "annually"),
        ("every year", "recurring", "annually"),
        ("Biennial", "recurring", "biennially"),
        ("Twice a year", "recurring", "twice_yearly"),
        ("six-monthly", "recurring", "twice_yearly"),
        ("every 6 months", "recurring", "twice_yearly"),
        ("Quarterly subgroup meetings", "recurring", "quarterly"),
        ("Quarterly subgroup meetings prior to CPC", "recurring", "quarterly"),
        ("Reported quarterly to CPC", "recurring", "quarterly"),
        ("5 dip-sample reviews carried out monthly", "recurring", "monthly"),
        ("each week", "recurring", "weekly"),
        ("COG report submitted prior to each COG", "meeting", ""),
        ("When planning CPC meetings", "meeting", ""),
        ("Register is reviewed and reported at quarterly CPC / COG.", "meeting", "quarterly"),
        ("at each sub-group meeting", "meeting", ""),
        ("Next CPC", "meeting", ""),
        ("Ongoing", "continuous", ""),
        ("On-going", "continuous", ""),
        ("Ongoing 2021 – 2023", "continuous", ""),
        ("2021-2023 ongoing", "continuous", ""),
        ("Throughout the plan", "continuous", ""),
        ("Ongoing with annual review", "continuous", ""),
        ("As required", "on_demand", ""),
        ("As and when required", "on_demand", ""),
        ("ad hoc", "on_demand", ""),
    ],
)
def test_without_a_date(words, kind, recurrence):
    meaning = understand(words, TWO_YEARS)
    assert (meaning.kind, meaning.recurrence, meaning.due) == (kind, recurrence, None)
    assert meaning.doubts == ()


@pytest.mark.parametrize(
    ("words", "kind", "doubt"),
    [
        ("", "unknown", "No timescale is given."),
        ("  \n", "unknown", "No timescale is given."),
        ("TBC", "unknown", "The timescale is still to be set."),
        ("To be confirmed by the group", "unknown", "The timescale is still to be set."),
        ("-", "unknown", "The timescale is still to be set."),
        ("Training Calendar", "unknown", "“Training Calendar” was not understood."),
        ("Immediate", "unknown", "“Immediate” was not understood."),
        ("31 June 2022", "unknown", "“31 june 2022” is not a date that exists."),
        ("30/02/2022", "unknown", "“30/02/2022” is not a date that exists."),
        ("07/31/2022", "unknown", "“07/31/2022” is not a date that exists."),
        ("Complete", "misplaced", "“Complete” is a status, not a timescale."),
        ("Done – May 2023", "misplaced", "“Done – May 2023” is a status, not a timescale."),
        ("G", "misplaced", "“G” is a status, not a timescale."),
        ("Ditto", "misplaced", "“Ditto” points to another row. Please say what is meant here."),
        ("See 1.3", "misplaced", "“See 1.3” points to another row. Please say what is meant here."),
    ],
)  # fmt: skip
def test_left_to_a_person(words, kind, doubt):
    meaning = understand(words, TWO_YEARS)
    assert (meaning.kind, meaning.due, meaning.doubts) == (kind, None, (doubt,))


@pytest.mark.parametrize(
    ("words", "starts"),
    [
        ("From Oct 03", "2003-10-01"),
        ("from October 2022", "2022-10-01"),
        ("April 2022 onwards", "2022-04-01"),
        ("Commencing 5 June 2022", "2022-06-05"),
    ],
)
def test_from_a_date_has_no_due(words, starts):
    meaning = understand(words, TWO_YEARS)
    assert (meaning.kind, meaning.starts, meaning.due) == ("from_date", day(starts), None)


def test_recurring_from_a_date():
    meaning = understand("Monthly from April 2022", TWO_YEARS)
    assert (meaning.recurrence, meaning.starts, meaning.due) == ("monthly", day("2022-04-01"), None)


def test_recurring_by_a_date():
    meaning = understand("Annually by 31 March", TWO_YEARS)
    assert (meaning.kind, meaning.due) == ("recurring", day("2022-03-31"))


def test_stretch_keeps_its_start():
    meaning = understand("from April 2022 to March 2023", TWO_YEARS)
    assert meaning.starts == day("2022-04-01")


@pytest.mark.parametrize("words", ["May be extended", "march on", "7 minute briefing", "24/7"])
def test_words_that_only_look_like_dates(words):
    assert understand(words, TWO_YEARS).due is None


def test_real_date_of_a_spreadsheet():
    meaning = understand_day(day("2022-03-01"), shows_day=True, period=TWO_YEARS)
    assert meaning.due == day("2022-03-01")


def test_real_date_shown_as_a_month_is_its_last_day():
    meaning = understand_day(day("2022-03-01"), shows_day=False, period=TWO_YEARS)
    assert meaning.due == day("2022-03-31")


DAYS = st.dates(min_value=TWO_YEARS.start, max_value=TWO_YEARS.end)


@given(
    DAYS, st.sampled_from(["{0.day} {1} {0.year}", "{0:%d/%m/%Y}", "{0:%d.%m.%y}", "{0:%Y-%m-%d}"])
)
def test_every_day_written_out_is_read_back(written, pattern):
    words = pattern.format(written, MONTHS[written.month - 1].title())
    assert understand(words, TWO_YEARS).due == written
    assert understand(f"By {words}", TWO_YEARS).due == written


@given(DAYS, DAYS)
def test_of_two_days_the_later_is_taken(one, other):
    meaning = understand(f"{long_day(one)} / {long_day(other)}", TWO_YEARS)
    assert meaning.due == max(one, other)


@given(DAYS)
def test_a_month_is_its_last_day(written):
    due = understand(f"{MONTHS[written.month - 1]} {written.year}", TWO_YEARS).due
    assert due is not None
    assert (due.year, due.month, (due + timedelta(days=1)).day) == (written.year, written.month, 1)


@given(st.text(max_size=80))
def test_any_words_have_a_meaning(words):
    meaning = understand(words, TWO_YEARS)
    assert meaning.due is None or meaning.kind in ("by_date", "recurring")


@given(st.lists(st.sampled_from(
    ["31", "july", "2022", "q2", "year", "1", "by", "ongoing", "/", "-", "quarterly", "from", "99",
     "february", "29", "2023/24", "12", "months", "to", "each", "cpc", "spring", "0", "31/02/2022"]
), max_size=7))  # fmt: skip
def test_any_order_of_telling_words_is_read(parts):
    meaning = understand(" ".join(parts), TWO_YEARS)
    assert meaning.starts is None or meaning.due is None or meaning.starts <= meaning.due


@pytest.mark.parametrize(
    ("words", "due", "doubt"),
    [
        ("1st week of May 2022", "2022-05-07", "A week is not a day: 7 May 2022 was taken."),
        ("Last week in Feb 2022", "2022-02-28", "A week is not a day: 28 February 2022 was taken."),
        ("Second week of May", "2022-05-14", "A week is not a day: 14 May 2022 was taken."),
        ("Easter 2022", "2022-04-17", "“Easter” is not a date: 17 April 2022 was taken."),
        ("By Christmas", "2021-12-25", "“Christmas” is not a date: 25 December 2021 was taken."),
        (
            "Week commencing 6th June 2022",
            "2022-06-12",
            "The week begins on 6 June 2022: its last day, 12 June 2022, was taken.",
        ),
        (
            "w/c Monday 06/06/2022",
            "2022-06-12",
            "The week begins on 6 June 2022: its last day, 12 June 2022, was taken.",
        ),
    ],
)
def test_weeks_and_feasts_are_days_that_are_asked_about(words, due, doubt):
    meaning = understand(words, TWO_YEARS)

    assert (meaning.due, meaning.doubts) == (day(due), (doubt,))


def test_an_academic_year_of_two_digits_is_a_year():
    assert understand("Academic year 21-22", TWO_YEARS).due == day("2022-07-31")
    assert understand("FY 22/23", TWO_YEARS).due == day("2023-03-31")
