"""A plan on any earlier day is what a snapshot frozen on that day holds."""

from datetime import timedelta
from itertools import pairwise
from typing import get_type_hints

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.difference import changes, records
from documents.schema.actions import ComparedRecord
from reporting.queries import earlier_days
from tests.reporting.histories import FIRST, STEPS, begun, lived
from tests.reporting.test_difference import stored

pytestmark = pytest.mark.django_db
COMPARED = get_type_hints(ComparedRecord)
KINDS = sorted(STEPS.keys() - {"freeze"})
steps = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(KINDS), st.integers(0, 23)), max_size=25
)
frozen = st.lists(st.integers(0, 75), min_size=2, max_size=4, unique=True)
# every life is some hundred writes; a busy machine is no reason to fail
patient = settings(
    deadline=None, max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def lives(taken, days):
    return lived(begun(), [*taken, *((day, "freeze", 0) for day in days)])


def actions_on(plan, *days):
    return [stood.actions for stood in earlier_days.stood_on(plan, *days)]


def check_every_day(past):
    days = sorted(past.frozen)
    worked_out = dict(zip(days, actions_on(past.plan, *days), strict=True))
    for day in days:
        rows = past.frozen[day]["actions"]
        assert worked_out[day] == [{name: row[name] for name in COMPARED} for row in rows]
    for one, two in pairwise(days):
        before, after = past.frozen[one]["actions"], past.frozen[two]["actions"]
        gap = stored(records.compare(before, after))
        assert records.apply(before, gap) == after
        told = changes.between(before, after)
        assert changes.between(before, records.apply(before, gap)) == told
        assert changes.between(worked_out[one], worked_out[two]) == told


@patient
@given(steps, frozen)
def test_any_life_of_a_plan(taken, days):
    with transaction.atomic():
        check_every_day(lives(taken, days))
        transaction.set_rollback(True)


def kinds(past, one=0, two=70):
    days = FIRST + timedelta(days=one), FIRST + timedelta(days=two)
    found = changes.between(*actions_on(past.plan, *days))
    return [row["kind"] for row in found]


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], []),
        ([(3, "edit", 0)], ["wording"]),
        ([(3, "edit", 2)], ["wording"]),
        ([(3, "edit", 0), (5, "edit", 0)], ["wording"]),
        ([(3, "edit", 4)], []),
        ([(3, "edit", 5)], ["place"]),
        ([(3, "edit", 5), (6, "rename", 0)], ["place"]),
        ([(3, "rename", 0)], []),
        ([(3, "edit", 3)], ["date_moved", "wording"]),
        ([(3, "lead", 1)], ["lead"]),
        ([(3, "lead", 4)], ["lead"]),
        ([(3, "add", 0)], ["added"]),
        ([(3, "withdraw", 0)], ["withdrawn"]),
        ([(3, "add", 0), (5, "withdraw", 3)], ["added", "withdrawn"]),
        ([(3, "ask date", 0)], ["date_asked"]),
        ([(3, "ask date", 0), (4, "decide date", 1)], ["date_moved"]),
    ],
)
def test_what_happened_is_told(taken, expected):
    assert kinds(lived(begun(), taken)) == expected


def test_an_edit_on_the_day_itself_belongs_to_the_day():
    past = lived(begun(), [(3, "edit", 0)])
    assert (kinds(past, 2, 3), kinds(past, 3, 4)) == (["wording"], [])


def test_every_kind_of_step_at_once():
    taken = [(day, what, day % 24) for day, what in enumerate(KINDS * 3)]
    check_every_day(lives(taken, [0, 5, 12, 20, 28, 40, 75]))


@pytest.mark.parametrize("actions", [1, 12])
def test_queries_do_not_grow(actions, django_assert_max_num_queries):
    past = begun()
    lived(past, [(number, "add", number) for number in range(actions)])
    lived(past, [(number + 20, what, number) for number in range(actions) for what in KINDS])
    with django_assert_max_num_queries(12):
        actions_on(past.plan, FIRST, FIRST + timedelta(days=30))
