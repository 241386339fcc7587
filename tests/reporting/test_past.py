"""Nothing that is done today changes an earlier day: its records, its differences, its document."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.enums import LineageKind
from actions.services.text import edit_action
from documents.difference import records
from plans.enums import Decision
from plans.models import Plan
from plans.services import begin_review, decide_on_plan, edit_plan, keep_version
from reporting.queries import earlier_days, snapshots
from reporting.rules.snapshots.order import Order
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.reporting.histories import FIRST, Past
from tests.reporting.past_steps import EFFECTIVE_EARLIER, EVERY_STEP, in_force
from timescales.quarters import Period

pytestmark = pytest.mark.django_db
BEGINNING = FIRST - timedelta(days=30)
MUCH_LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)
patient = settings(
    deadline=None, max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip


def document(plan: Plan, day: date) -> Any:
    order = Order(
        kind="quarterly", as_of=day, period=Period(BEGINNING, day, "Quarter"),
        frozen_at=MUCH_LATER, prepared_by="E. Tait", marking="official",
    )  # fmt: skip
    return snapshots.build(plan=plan, order=order)


def told(past: Past, days: list[date]) -> Any:
    """All that is said of some days."""
    plan = Plan.objects.get(pk=past.plan.pk)
    rows = [stood.actions for stood in earlier_days.stood_on(plan, *days)]
    alone = [earlier_days.stood_on(plan, day)[0].actions for day in days]
    moved = [records.compare(rows[0], later) for later in rows[1:]]
    return rows, alone, moved, [document(plan, day) for day in days]


def take(past: Past, after: int, what: str, number: int) -> None:
    """Take a step on its day and look at the days before it, before and after."""
    day = FIRST + timedelta(days=after)
    last = day - EFFECTIVE_EARLIER.get(what, timedelta()) - timedelta(days=1)
    days = [BEGINNING, last]
    with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
        before = told(past, days)
        try:
            with transaction.atomic():
                EVERY_STEP[what](past, day, number)
        except ValidationError:
            pass  # what a rule refuses is left out, as it would be
        assert told(past, days) == before


@patient
@given(
    st.lists(
        st.tuples(st.integers(5, 70), st.sampled_from(sorted(EVERY_STEP)), st.integers(0, 23)),
        min_size=4,
        max_size=8,
    )
)
def test_no_earlier_day_changes(steps):
    with transaction.atomic():
        past = in_force()
        for step in sorted(steps):
            take(past, *step)
        assert rows_now() == newest_versions()
        transaction.set_rollback(True)


def test_every_step_at_once():
    past = in_force()
    for after, what in enumerate(EVERY_STEP, start=20):
        take(past, after, what, after % 24)

    assert rows_now() == newest_versions()


def test_a_version_that_is_kept_ends_no_review_of_earlier_days():
    past = in_force()
    plan, day = past.plan, FIRST + timedelta(days=20)
    decided = {"plan": plan, "decided_by": "Group", "by": past.leads}
    with time_machine.travel(datetime.combine(FIRST, time(12), UTC), tick=False):
        decide_on_plan(decision=Decision.PUBLISHED, on=FIRST, **decided)
        begin_review(by=past.leads, plan=plan)
    with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
        before = told(past, [BEGINNING, day - timedelta(days=1)])
        keep_version(label="Reviewed", dated=day, **decided)

        assert told(past, [BEGINNING, day - timedelta(days=1)]) == before
        assert document(plan, day)["plan"]["version"] != before[3][1]["plan"]["version"]


def test_a_plan_that_is_renamed_or_ends_changes_no_earlier_day_of_the_chain():
    past = in_force()
    later = make.PlanFactory.create(area=past.plan.area, predecessor=past.plan)
    carried = make.ActionFactory.create(plan=later, carried_from=past.action(0))
    make.LineageFactory.create(
        source=past.action(0), target=carried, kind=LineageKind.CARRIED, on=FIRST
    )
    day, plans = FIRST + timedelta(days=19), (past.plan, later)
    before = [document(Plan.objects.get(pk=plan.pk), day) for plan in plans]
    with time_machine.travel(datetime.combine(day + timedelta(days=1), time(12), UTC), tick=False):
        for plan in plans:
            now = Plan.objects.get(pk=plan.pk)
            edit_plan(by=past.leads, plan=now, expected=now.row_version, title=f"Other {plan.pk}")
        decided = {"decided_by": "Group", "by": past.leads, "on": day + timedelta(days=1)}
        decide_on_plan(plan=past.plan, decision=Decision.PUBLISHED, **decided)
        decide_on_plan(plan=past.plan, decision=Decision.CLOSED, **decided)

    assert [document(Plan.objects.get(pk=plan.pk), day) for plan in plans] == before
    ended = document(Plan.objects.get(pk=past.plan.pk), day + timedelta(days=1))
    assert [row["became"]["way"] for row in ended["actions"] if "became" in row] == ["carried"]
    with time_machine.travel(datetime.combine(day + timedelta(days=3), time(12), UTC), tick=False):
        carried.refresh_from_db()
        edit_action(
            by=past.leads, action=carried, expected=carried.row_version, number="9.9", text="Other"
        )

        assert document(Plan.objects.get(pk=past.plan.pk), day + timedelta(days=1)) == ended
        renamed = document(Plan.objects.get(pk=past.plan.pk), day + timedelta(days=3))
    assert [
        " 9.9 in " in row["became"]["words"] for row in renamed["actions"] if "became" in row
    ] == [True]


def test_most_steps_are_taken():
    """They are not refused from the start, so that the property proves something."""
    need_another = {"reopen", "no heading", "no measure", "decide claim", "decide date"}
    day = FIRST + timedelta(days=21)
    refused = set()
    with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
        past = in_force()
        for what, step in EVERY_STEP.items():
            try:
                with transaction.atomic():
                    step(past, day, 5)
                    transaction.set_rollback(True)
            except ValidationError:
                refused.add(what)

    assert refused - need_another == set()
