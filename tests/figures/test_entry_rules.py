"""What people type is read, checked against its parts, and told apart from what stands."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from figures.enums import ObservationStatus, Unit
from figures.rules.entry import Entry, Part, Typed, read_entry, told
from figures.rules.periods import Period
from figures.rules.record import CategoryRow, IndicatorRecord, Observed
from figures.rules.requests import due_day, is_asked
from figures.rules.typed_numbers import read_number
from tests.figures.records import indicator

S = ObservationStatus
PERIOD = Period(date(2026, 10, 31), date(2026, 8, 1))
BEFORE = Period(date(2026, 7, 31), date(2026, 5, 1))
AT = datetime(2026, 11, 5, 9)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("12", "12"),
        (" 1,204 ", "1204"),
        ("1 204", "1204"),
        ("1\u00a0204", "1204"),
        ("1\u202f204", "1204"),
        ("1'204", "1204"),
        ("12.0", "12"),
        ("12.50", "12.50"),
        ("12.", "12"),
        ("0", "0"),
        ("nil", "0"),
        ("１２", "12"),
        ("1,204,007", "1204007"),
    ],
)
def test_numbers_as_people_type_them(words: str, number: str) -> None:
    assert read_number(words).number == Decimal(number)


@pytest.mark.parametrize("words", ["n/a", "N/A", "na", "N/K", "not available", "Not known"])
def test_what_is_not_available(words: str) -> None:
    read = read_number(words)
    assert (read.number, read.not_available, read.fault) == (None, True, "")


@pytest.mark.parametrize("words", ["*", "**", "<5", "< 5", "≤4", "c", "[c]", "C", "1-4", "1–4"])
def test_marks_that_hide_are_no_numbers(words: str) -> None:
    read = read_number(words)
    assert (read.number, read.not_available) == (None, False)
    assert read.fault.startswith(f"“{words.strip()}” hides a number.")


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("-", "“-” can mean nought or not known. Type 0, or n/a and say why in the note."),
        ("..", "“…” can mean nought or not known."),
        ("–", "“–” can mean nought or not known."),
        ("50%", "“50%” is a percentage."),
        ("12.5 %", "“12.5 %” is a percentage."),
        ("-3", "A number cannot be less than nought."),
        ("1,5", "“1,5” is not clear. Write decimals with a point."),
        ("1.234", "Give two decimals at most."),
        ("1234567890123", "This number is far too large."),
        ("1e5", "“1e5” is not a number."),
        ("twelve", "“twelve” is not a number."),
        ("12 (est)", "“12 (est)” is not a number."),
        ("1,20,4", "“1,20,4” is not a number."),
        ("a very long answer that is none", "“a very long answer …” is not a number."),
    ],
)
def test_what_is_refused_and_in_which_words(words: str, fault: str) -> None:
    read = read_number(words)
    assert (read.number, read.not_available) == (None, False)
    assert read.fault.startswith(fault.replace("“…”", "“..”"))


def row(unit: Unit = Unit.COUNT, **more: object) -> IndicatorRecord:
    made = replace(indicator(1, [], unit=unit), starts=date(2025, 8, 1))
    made = replace(made, denominator="" if unit == Unit.COUNT else "meetings")
    return replace(made, **more)


def seen(
    number: int | None, category: int | None = None, period: Period = PERIOD, of: int | None = None,
    status: S = S.FINAL, note: str = "",
) -> Observed:  # fmt: skip
    part, whole = (None if n is None else Decimal(n) for n in (number, of))
    return Observed(1, category, period, 1, part, whole, status, note, AT, "Rhona")


BANDS = (CategoryRow(7, "Under 5", 1, None), CategoryRow(8, "5 and over", 2, None))
BANDED = row(breakdown="Age band", categories=BANDS)


ALL = (None, Part.NUMBER)


def typed(total: str, *parts: str, **more: object) -> Entry:
    cells = {None: Typed(total), **{7 + at: Typed(one) for at, one in enumerate(parts)}}
    return Entry(cells, **more)


@pytest.mark.parametrize(
    ("total", "parts", "faults"),
    [
        ("41", ("20", "21"), {}),
        ("42", ("20", "21"), {ALL: "The age bands add up to 41, the total says 42."}),
        ("40", ("20", "21"), {ALL: "The age bands add up to 41, the total says 40."}),
        ("42", ("20", ""), {}),
        ("19", ("20", ""), {ALL: "The age bands add up to 20, the total says 19."}),
        ("", ("20", "21"), {ALL: "Parts are given: give the number of all as well."}),
        ("42", ("20", "n/a"), {(None, Part.NOTE): "Say why there is no number."}),
        ("12.5", (), {(None, Part.NUMBER): "Give a whole number."}),
    ],
)  # fmt: skip
def test_totals_are_checked_against_their_parts(total, parts, faults) -> None:
    outcome = read_entry(BANDED, PERIOD, typed(total, *parts))
    assert outcome.faults == faults
    assert bool(outcome.given) == (not faults)


def test_bands_that_overlap_need_not_add_up_but_none_is_more_than_all() -> None:
    concerns = replace(BANDED, overlapping=True, breakdown="Area of concern")
    assert read_entry(concerns, PERIOD, typed("30", "20", "21")).faults == {}
    assert read_entry(concerns, PERIOD, typed("20", "20", "21")).faults == {
        (None, Part.NUMBER): "One of the areas of concern says 21, the total says 20."
    }


def test_a_band_in_a_band_is_checked_against_it() -> None:
    nested = replace(
        BANDED, categories=(BANDS[0], CategoryRow(8, "Under 1", 2, 7), CategoryRow(9, "1–4", 3, 7))
    )
    assert read_entry(nested, PERIOD, typed("9", "9", "4", "4")).faults == {
        (7, Part.NUMBER): "The parts add up to 8, “Under 5” says 9."
    }


@pytest.mark.parametrize(
    ("number", "of", "faults"),
    [
        ("23", "25", {}),
        ("23", "", {(None, Part.DIVIDED_BY): "Give what it is divided by: meetings."}),
        ("26", "25", {(None, Part.NUMBER): "The part is larger than the whole."}),
        ("n/a", "25", {(None, Part.NUMBER): "One of the two is a number and the other is not "
         "available. Give both, or n/a for both."}),
        ("", "25", {(None, Part.NUMBER): "Give the number, or say that it is not available."}),
    ],
)  # fmt: skip
def test_shares(number, of, faults) -> None:
    entry = Entry({None: Typed(number, of)})
    assert read_entry(row(Unit.PERCENT), PERIOD, entry).faults == faults


def test_a_count_is_divided_by_nothing() -> None:
    outcome = read_entry(row(), PERIOD, Entry({None: Typed("3", "4")}))
    assert outcome.faults == {(None, Part.DIVIDED_BY): "A number has nothing to be divided by."}


@pytest.mark.parametrize(
    ("before", "entry", "statuses", "faults"),
    [
        (seen(12), typed("12"), [], {}),
        (seen(12), typed("14", note="Late entry"), [S.REVISED], {}),
        (seen(12), typed("14"), [], {(None, Part.NOTE)}),
        (seen(12, note="Late"), typed("14", note="Late"), [], {(None, Part.NOTE)}),
        (seen(12, status=S.PROVISIONAL), typed("14"), [S.FINAL], {}),
        (seen(12, status=S.PROVISIONAL), typed("12"), [S.FINAL], {}),
        (seen(12, status=S.REVISED), typed("12"), [], {}),
        (seen(12), typed("", filled=True), [], {(None, Part.NUMBER)}),
        (seen(12), typed(""), [], set()),
        (seen(12), typed("", status=S.NOT_AVAILABLE, note="System down"), [S.NOT_AVAILABLE], {}),
        (seen(12), typed("12", status=S.NOT_AVAILABLE, note="Down"), [], {(None, Part.NUMBER)}),
        (seen(None, status=S.NOT_AVAILABLE, note="Down"), typed("12"), [S.FINAL], {}),
    ],
)
def test_what_is_given_beside_what_stands(before, entry, statuses, faults) -> None:
    outcome = read_entry(row(observed=(before,)), PERIOD, entry)
    assert [one.status for one in outcome.given] == statuses
    assert set(outcome.faults) == set(faults)


@pytest.mark.parametrize(
    ("unit", "then", "now", "asked"),
    [
        (Unit.COUNT, "20", "31", False),
        (Unit.COUNT, "20", "41", True),
        (Unit.COUNT, "2", "9", False),
        (Unit.COUNT, "0", "10", True),
        (Unit.PERCENT, "90", "75", False),
        (Unit.PERCENT, "90", "70", True),
        (Unit.RATE_1000, "4", "5", False),
        (Unit.RATE_1000, "2", "5", True),
    ],
)
def test_a_large_change_is_asked_about(unit, then, now, asked) -> None:
    of = None if unit == Unit.COUNT else 100
    made = row(unit, observed=(seen(int(then), period=BEFORE, of=of),))
    outcome = read_entry(made, PERIOD, Entry({None: Typed(now, str(of or ""))}))
    assert outcome.faults == {}
    assert bool(outcome.jump) == asked


def test_what_was_observed_in_words() -> None:
    assert told(row(), None) == "Nothing"
    assert told(row(), seen(None, status=S.NOT_AVAILABLE)) == "Not available"
    assert told(row(), seen(1204)) == "1,204"
    assert told(row(Unit.PERCENT), seen(23, of=25)) == "23 of 25"


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2026, 11, 8), False),  # a Saturday a week after, and its Sunday
        (date(2026, 11, 9), True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_a_period_is_asked_about_a_week_after_its_end(today: date, asked: bool) -> None:
    assert is_asked(date(2026, 10, 31), today, "scotland") == asked


def test_the_day_by_which_figures_are_wanted() -> None:
    end = date(2026, 10, 31)
    assert due_day(end, date(2026, 11, 9), "scotland") == date(2026, 12, 1)  # after Saint Andrew's
    assert due_day(end, date(2027, 1, 4), "scotland") == date(2027, 1, 18)
