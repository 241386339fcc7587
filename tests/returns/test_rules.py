"""How a return stands, what an entry may say, when it is asked for, what is summed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from returns.enums import Outcome, ReturnKind, ReturnState
from returns.rules.attendance import Places, all_capacity, by_agency, capacity
from returns.rules.contents import Later, Told, lines_of
from returns.rules.days import asking_day, asks_again, due_day, is_asked, question_day
from returns.rules.facts import DutyFacts, EntryFacts, duty_fault, fault_of
from returns.rules.standing import Asked, Sending, standing_of

S = ReturnState
ASKED = Asked(on=date(2026, 7, 1), due=date(2026, 7, 21))
IN_TIME, LATE = date(2026, 7, 21), date(2026, 7, 30)
ACCEPTED, BACK = Outcome.ACCEPTED, Outcome.SENT_BACK


def sent(number, on, outcome=None, checked=None):
    return Sending(number, number, on, outcome, checked)


@pytest.mark.parametrize(
    ("asked", "sendings", "anybody", "day", "state", "words"),
    [
        (None, [], True, LATE, S.NOT_ASKED, "Not asked yet"),
        (None, [], False, LATE, S.NOBODY, "Nobody to ask"),
        # whoever was asked later than the day that is told of, was not asked on it
        (ASKED, [], True, date(2026, 6, 30), S.NOT_ASKED, "Not asked yet"),
        (ASKED, [], True, date(2026, 7, 1), S.AWAITED, "Asked on 1 July 2026, due on 21 July 2026"),
        (ASKED, [], True, IN_TIME, S.AWAITED, "Asked on 1 July 2026, due on 21 July 2026"),
        (ASKED, [], True, date(2026, 7, 22), S.SILENT, "Asked on 1 July 2026, silent"),
        # the chair has left since: nobody can be asked while it is open, silence stays silence
        (ASKED, [], False, IN_TIME, S.NOBODY, "Nobody to ask"),
        (ASKED, [], False, LATE, S.SILENT, "Asked on 1 July 2026, silent"),
        (
            ASKED,
            [sent(1, IN_TIME)],
            True,
            LATE,
            S.CAME,
            "Asked on 1 July 2026, came on 21 July 2026, not checked yet",
        ),
        (
            ASKED,
            [sent(1, date(2026, 7, 22), ACCEPTED, LATE)],
            True,
            LATE,
            S.ACCEPTED,
            "Asked on 1 July 2026, came on 22 July 2026, 1 day late",
        ),
        (
            None,
            [sent(1, LATE, ACCEPTED, LATE)],
            False,
            LATE,
            S.ACCEPTED,
            "Not asked, came on 30 July 2026",
        ),
        (
            ASKED,
            [sent(1, IN_TIME, BACK, IN_TIME)],
            True,
            LATE,
            S.SENT_BACK,
            "Asked on 1 July 2026, came on 21 July 2026, sent back and not answered",
        ),
        # what was decided after the day is not known on it
        (
            ASKED,
            [sent(1, IN_TIME, BACK, LATE)],
            True,
            IN_TIME,
            S.CAME,
            "Asked on 1 July 2026, came on 21 July 2026, not checked yet",
        ),
        (
            ASKED,
            [sent(1, IN_TIME, BACK, IN_TIME), sent(2, LATE)],
            True,
            LATE,
            S.CAME,
            "Asked on 1 July 2026, came on 21 July 2026, not checked yet",
        ),
    ],
)
def test_standing(asked, sendings, anybody, day, state, words):
    told = standing_of(asked, sendings, anybody=anybody, day=day)

    assert (told.state, told.words) == (state, words)


@pytest.mark.parametrize(
    ("second", "holds", "corrected"),
    [(None, 1, True), (BACK, 1, False), (ACCEPTED, 2, False)],
)
def test_what_was_accepted_holds_until_its_correction_is(second, holds, corrected):
    first = sent(1, IN_TIME, ACCEPTED, IN_TIME)

    told = standing_of(
        ASKED, [sent(2, LATE, second, second and LATE), first], anybody=True, day=LATE
    )

    assert (told.state, told.holds.number, told.corrected) == (S.ACCEPTED, holds, corrected)


def test_days_late_are_those_of_the_first_sending():
    first, second = sent(1, date(2026, 7, 25), BACK, LATE), sent(2, date(2026, 8, 9))

    assert standing_of(ASKED, [second, first], anybody=True, day=date(2026, 9, 1)).days_late == 4


COURSE = EntryFacts(title="Neglect", starts=date(2026, 5, 1), offered=20, attendance={1: 4})
K = ReturnKind


@pytest.mark.parametrize(
    ("kind", "facts", "names"),
    [
        (K.LEARNING, COURSE, set()),
        (K.LEARNING, replace(COURSE, title=""), {"title"}),
        (K.LEARNING, replace(COURSE, changed="Plans are read."), {"known_by"}),
        (K.LEARNING, replace(COURSE, ends=date(2026, 4, 30)), {"ends"}),
        (K.LEARNING, replace(COURSE, starts=None, ask_again=True), {"starts"}),
        (K.LEARNING, replace(COURSE, reach=4, counted="By hand"), {"reach", "counted"}),
        (K.POLICY, COURSE, {"offered", "attendance", "step"}),
        (K.POLICY, EntryFacts(title="Neglect policy", step="adopted"), set()),
        (
            K.POLICY,
            EntryFacts(title="Old one", step="withdrawn", next_review=date(2027, 1, 1)),
            {"next_review"},
        ),
        (K.INFORMATION, EntryFacts(title="Posters", reach=900), {"counted"}),
        (K.INFORMATION, EntryFacts(title="Posters", reach=900, counted="Clicks"), set()),
        (K.QUALITY, EntryFacts(words="Minutes are late."), {"activity"}),
        (K.QUALITY, EntryFacts(activity=3), set()),
        (K.QUALITY, EntryFacts(title="Typed again", activity=3), {"title"}),
        (K.OTHER, EntryFacts(title="Met twice"), set()),
    ],
)
def test_fault_of(kind, facts, names):
    assert set(fault_of(kind, facts)) == names


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({}, set()),
        ({"ends": date(2025, 12, 31)}, {"ends"}),
        ({"asked_after": 21}, {"due_after"}),
        ({"kind": K.OTHER}, {"name"}),
        ({"kind": K.OTHER, "name": "Equality"}, set()),
    ],
)
def test_duty_fault(change, names):
    facts = DutyFacts(body=1, kind=K.LEARNING, starts=date(2026, 1, 1))

    assert set(duty_fault(replace(facts, **change))) == names


@pytest.mark.parametrize(
    ("end", "after", "asked"),
    [
        (date(2026, 6, 30), 1, date(2026, 7, 1)),
        (date(2026, 7, 31), 1, date(2026, 8, 4)),  # Saturday, then the summer bank holiday
        (date(2025, 12, 31), 1, date(2026, 1, 5)),  # two bank holidays of Scotland, a weekend
        (date(2028, 2, 29), 1, date(2028, 3, 1)),
    ],
)
def test_asking_day_is_a_working_day(end, after, asked):
    assert asking_day(end, after, "scotland") == asked


def test_whoever_is_asked_late_has_ten_days():
    end = date(2026, 6, 30)

    assert due_day(end, 21, date(2026, 7, 1), "scotland") == date(2026, 7, 21)
    assert due_day(end, 21, date(2026, 8, 20), "scotland") == date(2026, 8, 31)


def test_quarter_is_asked_about_for_four_months():
    end = date(2026, 6, 30)
    days = [end + timedelta(days=count) for count in range(140)]

    asked = [day for day in days if is_asked(end, 1, day, "scotland")]

    assert (asked[0], asked[-1], len(asked)) == (date(2026, 7, 1), date(2026, 10, 28), 120)


@pytest.mark.parametrize(
    ("ended", "asked"),
    [
        (date(2026, 5, 12), date(2026, 8, 12)),
        (date(2025, 11, 30), date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_course_is_asked_about_three_months_later(ended, asked):
    assert question_day(ended, "scotland") == asked
    assert not asks_again(ended, asked - timedelta(1), "scotland")
    assert asks_again(ended, asked, "scotland")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (Places(), ""),
        (Places(20), "20 places offered, attendance not counted"),
        (Places(20, {"NHS": 0}), "0 of 20 places taken (0%)"),
        (Places(20, {"NHS": 9, "Police": 4}), "13 of 20 places taken (65%)"),
        (Places(20, {"NHS": 26}), "26 of 20 places taken (130%)"),
        (Places(1, {"NHS": 1}), "1 of 1 place taken (100%)"),
        (Places(None, {"NHS": 1}), "1 person came; how many places were offered is not said"),
        (Places(0, {"NHS": 2}), "2 of 0 places taken"),
    ],
)
def test_capacity_of_a_course(places, said):
    assert capacity(places) == said


def test_capacity_of_all_is_over_those_that_say_both():
    courses = [Places(20, {"NHS": 10}), Places(10, {"NHS": 9, "Police": 1}), Places(15)]

    assert all_capacity(courses[:2]) == "20 of 30 places taken (67%), over 2 courses"
    assert all_capacity(courses) == (
        "20 of 30 places taken (67%), over the 2 of 3 courses that say both numbers"
    )
    assert all_capacity(courses[2:]) == ""
    assert by_agency(courses) == [("NHS", 19), ("Police", 1)]


def test_attendance_by_agency_can_be_left_out():
    told = Told(K.LEARNING, COURSE, {"NHS Morlich": 4})

    assert ("Attendance", "NHS Morlich 4") in lines_of(told, LATE)
    assert "NHS Morlich" not in str(lines_of(told, LATE, agencies=False))


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (Later(date(2026, 8, 3), date(2026, 8, 24)), "Asked on 3 August 2026, silent"),
        (
            Later(date(2026, 8, 3), date(2026, 9, 24)),
            "Asked on 3 August 2026, due on 24 September 2026",
        ),
        (
            Later(date(2026, 8, 3), date(2026, 8, 24), "Two do.", "Asked.", date(2026, 8, 9)),
            "Two do.",
        ),
    ],
)
def test_what_is_said_of_a_course_three_months_later(later, said):
    rows = dict(lines_of(Told(K.LEARNING, COURSE, later=later), date(2026, 9, 1)))

    assert rows["Three months later"] == said
