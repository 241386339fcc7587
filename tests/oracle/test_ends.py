"""The last report of an old plan and the first of the new agree, over random lives of three."""

import random
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from actions.enums import ActionKind, Way
from actions.models import Completion, DeadlineRevision
from actions.services import add_action
from decisions.services import decide_completion
from documents.schema.content import SnapshotContent
from outline.queries.end import end_of
from outline.services import carry_rest, close_plan, dispose_of_action
from plans.enums import Decision, PlanState
from plans.models import Plan
from plans.services import decide_on_plan
from tests import factories as make
from tests.oracle.ends import seam
from tests.oracle.lives import STEPS, Life, life, lived
from tests.reporting.histories import FIRST, date_decided

pytestmark = pytest.mark.django_db
patient = settings(
    deadline=None, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
YEAR = timedelta(days=365)
WHAT = sorted({"update", "claim", "decide claim", "ask date", "decide date", "add", "withdraw"})
steps_of_a_plan = st.lists(
    st.tuples(st.integers(0, 70), st.sampled_from(WHAT), st.integers(0, 23)), max_size=16
)


def plans_in_a_row(one: Life, lives: list[list[tuple[int, str, int]]], seed: int) -> list[str]:
    """Live each plan of a chain, close it and begin the next; what is wrong at the seams."""
    dice, wrong = random.Random(seed), []
    for turn, steps in enumerate(lives):
        shifted = [(days + turn * 365, what, number) for days, what, number in steps]
        lived(one, shifted, lambda: None)
        end = FIRST + timedelta(days=90 + turn * 365)
        with time_machine.travel(datetime.combine(end, time(12), UTC), tick=False):
            last = _last(one, end)
            child = _closed(one, dice, end)
        if child == one.past.plan:
            return wrong  # nothing went on
        with time_machine.travel(datetime.combine(end + YEAR / 12, time(12), UTC), tick=False):
            _published(one, child, dice)
            first = _content(one, child.period_start)
        wrong += seam(last, first)
    return wrong


def _content(one: Life, day: date) -> SnapshotContent:
    one.past.freeze(day)
    return one.past.frozen[day]


def _last(one: Life, day: date) -> SnapshotContent:
    """What waits is settled, then the last report is made."""
    plan = one.past.plan
    add_action(by=one.by, plan=plan, kind=ActionKind.ONGOING, text=one.words(day, "Care"),
               added_on=day)  # fmt: skip
    for row in DeadlineRevision.objects.filter(action__plan=plan, state="requested"):
        with suppress(ValidationError):  # of what was withdrawn no date moves
            date_decided(one.past, row, approved=True, on=day)
    for claim in Completion.objects.filter(action__plan=plan, state="claimed"):
        decide_completion(by=one.past.chair, completion=claim, verified=True, on=day, note="Seen.")
    return _content(one, day)


def _closed(one: Life, dice: random.Random, day: date) -> Plan:
    plan = one.past.plan
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.PUBLISHED)
    plan.refresh_from_db()
    for row in end_of(plan, day).rows:
        others = [x.action for x in end_of(plan, day).rows if x.action.pk != row.action.pk]
        now = end_of(plan, day).row_of(row.action.pk)
        if now is None or now.disposal:
            continue  # it was carried because something was merged into it
        way, into = dice.choice(list(Way)), dice.choice(others) if others else None
        for choice in (way, Way.CARRY):
            try:
                with transaction.atomic():
                    dispose_of_action(
                        by=one.by, action=row.action, expected=0, way=choice, into=into,
                        reason="Said why.",
                    )  # fmt: skip
            except ValidationError:
                continue
            break
    return close_plan(
        by=one.by, plan=plan, seen=end_of(plan, day).digest, decided_by="COG", on=day,
        title=f"Plan from {day}", period_start=day + timedelta(days=1), period_end=day + YEAR,
    )  # fmt: skip


def _published(one: Life, child: Plan, dice: random.Random) -> None:
    """Published, with up to two actions that are new."""
    one.past.plan = Plan.objects.get(pk=child.pk)
    one.past.headings = list(child.headings.order_by("pk"))
    one.past.entries = list(child.legend.entries.all())
    for _ in range(dice.randrange(3)):
        add_action(by=one.by, plan=one.past.plan, text=one.words(child.period_start, "New"),
                   heading=one.past.headings[0], added_on=child.period_start)  # fmt: skip
    for decision in (Decision.AGREED, Decision.PUBLISHED):
        decide_on_plan(by=one.by, plan=one.past.plan, decision=decision, decided_by="COG",
                       on=child.period_start)  # fmt: skip
    make.PlanReviewFactory(plan=one.past.plan)  # what is added and withdrawn by hand needs one


@patient
@given(steps_of_a_plan, steps_of_a_plan, st.integers(0, 10**6))
def test_nothing_is_lost_or_counted_twice_between_plans(earlier, later, seed):
    with transaction.atomic():
        assert plans_in_a_row(life(), [earlier, later], seed) == []
        transaction.set_rollback(True)


@pytest.mark.parametrize("seed", range(4))
def test_three_plans_each_with_a_life(seed):
    steps = [
        (2, "update", 1), (5, "ask date", 2), (9, "decide date", 1), (12, "add", 0),
        (20, "claim", 0), (24, "decide claim", 1), (30, "withdraw", 3), (40, "add", 1),
    ]  # fmt: skip
    assert set(WHAT) <= set(STEPS)
    assert plans_in_a_row(life(), [steps, steps, steps], seed) == []


FORGERIES = {
    "left out": lambda first: first["actions"].pop(),
    "another first date": lambda first: first["actions"][-1].update(due_first="2020-01-01"),
    "rated again": lambda first: first["actions"][0].update(ongoing=False),
    "moved once more": lambda first: first["actions"][-1].update(times_moved=5),
    "a count too many": lambda first: first["count_rows"][0].update(total=9),
}


def test_a_seam_that_does_not_hold_is_noticed():
    """What is counted in neither plan, or twice, is found: the reading is not blind."""
    one = life()
    end = FIRST + timedelta(days=90)
    with time_machine.travel(datetime.combine(end, time(12), UTC), tick=False):
        last = _last(one, end)
        Plan.objects.filter(pk=one.past.plan.pk).update(state=PlanState.PUBLISHED)
        one.past.plan.refresh_from_db()
        carry_rest(by=one.by, plan=one.past.plan, seen=end_of(one.past.plan, end).digest)
        child = _closed(one, random.Random(1), end)
        _published(one, child, random.Random(1))
        first = _content(one, child.period_start)
    assert list(seam(last, first)) == []
    for what, forge in FORGERIES.items():
        forged = deepcopy(first)
        forge(forged)
        assert list(seam(last, forged)) != [], what
