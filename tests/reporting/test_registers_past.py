"""Whatever is edited after a report's day, what registers tell in that report stays as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from audit.enums import LATER_ONLY
from audit.models import Version
from governance import services as governance
from meetings.enums import Attended
from meetings.services import record_attendance
from plans.enums import Decision
from plans.services import decide_on_plan
from reporting.queries.registers import told
from tests import factories as make
from tests.reporting.register_steps import STEPS, World, take, world_of_registers
from tests.reporting.scene import AS_OF, NOW
from voices.enums import LinkKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with time_machine.travel(NOW, tick=False):
        return world_of_registers()


def test_each_step_changes_a_report_of_its_own_day_and_no_earlier_one(world):
    own = replace(world, day=replace(world.day, as_of=AS_OF + timedelta(days=8)))
    earlier, before = world.told, own.told
    changed, silent = set(), set()
    for name in STEPS:
        with transaction.atomic():
            take(world, name, 6)
            if world.told != earlier:
                changed.add(name)
            if own.told == before:
                silent.add(name)
            transaction.set_rollback(True)

    assert (changed, silent) == (set(), set())


def test_a_year_that_is_set_for_the_first_time_is_none_of_earlier_days(world):
    world["year"].delete()
    earlier = world.told
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        governance.set_year(
            by=world.by, body=world["committee"], expected=0, first_month=9, least_meetings=7
        )

    assert world.told == earlier


def test_another_plan_that_is_agreed_later_is_told_of_no_earlier_day(world):
    """A voice and a finding of which an action of the next plan comes, while that is a draft."""
    then = replace(world, day=replace(world.day, as_of=AS_OF + timedelta(days=8)))
    draft = make.PlanFactory.create(area=world["voice"].area)
    action = make.ActionFactory.create(plan=draft)
    kind = {"kind": LinkKind.CAME_OF, "heading": None}
    make.VoiceLinkFactory.create(voice=world["voice"], action=action, **kind)
    make.FindingActionFactory.create(finding=world["loose"], action=action)
    earlier, later = world.told, then.told
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        decide_on_plan(
            by=world.by, plan=draft, decision=Decision.AGREED, decided_by="Chief officers",
            on=AS_OF + timedelta(days=6),
        )  # fmt: skip

    assert (world.told, then.told == later) == (earlier, False)


def test_who_attended_is_told_of_no_day_before_the_meeting(world):
    held_on = AS_OF + timedelta(days=2)
    meeting = make.MeetingFactory.create(body=world["committee"], held_on=held_on)
    earlier = world.told
    with time_machine.travel(NOW + timedelta(days=6), tick=False):
        seat = world["term"].membership
        record_attendance(
            by=world.by, meeting=meeting, expected=0, attended={seat.pk: Attended.PRESENT},
            on=NOW.date(),
        )  # fmt: skip

    assert world.told == earlier


@settings(
    deadline=None, max_examples=4, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(st.lists(st.sampled_from(sorted(STEPS)), min_size=4, max_size=7, unique=True))
def test_no_run_of_steps_does(world, names):
    with transaction.atomic():
        told_then = world.told
        for after, name in enumerate(names, start=6):
            take(world, name, after)
        assert world.told == told_then
        newest = {(row.kind, row.key): row for row in Version.objects.filter(kind__in=LATER_ONLY)}
        for row in newest.values():
            assert row.removed or row.state == _row(world, row).thing().state
        transaction.set_rollback(True)


def _row(w: World, version: Version) -> Any:
    names = {"year_rule": "year"}
    known = w.rows[names.get(version.kind, version.kind)]
    return type(known)._base_manager.get(pk=version.key)


def test_an_earlier_day_costs_one_query_more(world):
    """Where nothing was edited since."""
    with (
        time_machine.travel(NOW, tick=False),
        CaptureQueriesContext(
            connection,
        ) as now,
    ):
        told(replace(world.day, as_of=NOW.date()), None)
    with time_machine.travel(NOW + timedelta(days=9), tick=False), \
            CaptureQueriesContext(connection) as later:  # fmt: skip
        told(replace(world.day, as_of=NOW.date()), None)

    assert len(later) == len(now) + 1
