"""Nothing printed is untrue: an oracle of another hand reads random reports beside the record."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plans.services import set_calendar
from tests.oracle.lives import BEFORE, STEPS, life, lived
from tests.oracle.paper import Paper
from tests.oracle.reader import Reader
from tests.oracle.statements import contradictions

pytestmark = pytest.mark.django_db
patient = settings(
    deadline=None, max_examples=10, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def read_all(steps: Iterable[tuple[int, str, int]]) -> Reader:
    one = life()
    reader = Reader(one)
    lived(one, steps, reader.look)
    return reader


# what makes most of a report happens more often than the rest
ordinary = [*sorted(set(STEPS) - {"report"}), *("update", "claim", "decide claim", "window") * 2]
steps_of_a_life = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(ordinary), st.integers(0, 23)),
    min_size=12,
    max_size=26,
)
reports = st.lists(
    st.tuples(st.integers(10, 75), st.just("report"), st.integers(0, 23)), min_size=2, max_size=4
)


@patient
@given(steps_of_a_life, reports)
def test_every_statement_of_every_report_is_true(steps, frozen):
    with transaction.atomic():
        assert read_all([*steps, *frozen]).wrong == []
        transaction.set_rollback(True)


EVERYTHING = [
    *[(1, "update", 1), (2, "report", 4), (3, "window", 7), (4, "update", 5)],
    *[(5, "challenge", 4), (5, "ask date", 2), (6, "decide date", 1), (7, "ask date", 2)],
    *[(8, "decide date", 4), (9, "add", 0), (10, "add", 1), (11, "ask date", 1), (12, "report", 4)],
    *[(13, "update", 2), (14, "send back", 2), (25, "claim", 0), (27, "decide claim", 1)],
    *[(28, "claim", 1), (29, "withdraw", 3), (30, "report", 4), (33, "reopen", 0)],
    *[(34, "vacate", 1), (36, "window", 0), (50, "report", 4)],
]


def test_a_day_between_a_window_and_its_reopening_was_outside_it():
    """Frozen on the day of the reopening as of two days before: it was closed and unanswered."""
    reader = read_all([(1, "window", 1), (14, "more days", 5), (14, "report", 2)])
    assert (reader.papers, reader.wrong) == (1, [])


def test_a_report_with_everything_in_it():
    """Late and verified, claimed, sent back, challenged, moved twice, reopened, gone and come."""
    reader = read_all(EVERYTHING)
    assert (reader.papers, reader.wrong) == (4, [])


def test_an_action_under_no_heading_is_counted_on_the_plan_on_a_page():
    """Its band printed no count: the page's bands held three of the plan's four actions."""
    reader = read_all([(1, "update", 1), (23, "add", 9), (37, "edit", 23), (41, "report", 17)])
    assert (reader.papers, reader.wrong) == (1, [])


@pytest.mark.parametrize("quarters", [("1", "2"), ("1234", "3"), ("13", "24")])
def test_a_calendar_of_themes_is_followed(quarters):
    one = life()
    turns = {row.pk: turn for row, turn in zip(one.past.headings, quarters, strict=True)}
    plan = one.past.plan
    with time_machine.travel(datetime.combine(BEFORE, time(12), UTC), tick=False):
        set_calendar(by=one.by, plan=plan, expected=plan.row_version, quarters=turns)
    reader = Reader(one)
    lived(one, [(1, "update", 1), *[(day, "report", 4) for day in (2, 40, 75)]], reader.look)

    assert (reader.papers, reader.wrong) == (3, [])


def test_a_plan_of_which_everything_was_withdrawn_says_so_and_what_changed():
    gone = [(5 + n, "withdraw", n) for n in range(12)]
    reader = read_all([(1, "update", 1), (2, "report", 4), *gone, (40, "report", 4)])
    assert (reader.papers, reader.wrong) == (2, [])


UNTRUE = [
    (r"Position as of</th><td>the end of (.+?)<", "Position as of</th><td>the end of 1 May 2020<"),
    (r"actions are complete\.", "of all actions are complete."),
    (r"the longest \(.+?\) by \d+ days?", "the longest (1.1) by 400 days"),
    (r"Asked to move to \d+", "Asked to move to 99"),
    (r"With the chair\.", "Approved by the chair."),
    (r"Said on\s\d+", "Said on 31"),
    (r"\d+ verified since", "7 verified since"),
    (r"Verified (.+?) by", "Verified 1 May 2020 by"),
    (r"Done (\d.+?)<", "Done 1 May 2020<"),
    (r"Withdrawn\s(.+?):", "Withdrawn 1 May 2020:"),
    (r"Last known: .+?,", "Last known: Blue,"),
    (r'<td class="n">(\d)</td>', '<td class="n">8</td>'),
]


def test_what_is_untrue_is_noticed():
    """Each of these sentences, changed on any of the papers, is found to be untrue."""
    one = life()
    reader = Reader(one)
    unnoticed = {old for old, _ in UNTRUE}

    def look() -> None:
        reader.look()
        for old, new in UNTRUE:
            changed = re.sub(old, new, reader.markup)
            if changed != reader.markup and contradictions(Paper(changed), reader.true):
                unnoticed.discard(old)

    lived(one, EVERYTHING, look)
    assert (reader.wrong, sorted(unnoticed)) == ([], [])
