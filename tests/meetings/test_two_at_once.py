"""Two people press at once: a meeting's decisions are recorded and applied once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.roles import Role
from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from tests import factories as make
from tests.meetings.scene import HELD, meeting_scene

K = DecisionKind


def press(now, by) -> str:
    """One person presses, in a thread with a connection of its own."""
    try:
        now.apply(by)
    except ValidationError as refusal:
        return refusal.messages[0].split(" by ")[0]
    finally:
        connection.close()
    return "applied"


@pytest.mark.django_db(transaction=True)
def test_coordinators_pressing_at_once_apply_once():
    now = meeting_scene()
    people = [now.person(Role.CHAIR) for _ in range(8)]
    for kind in K:
        now.record(kind)

    with ThreadPoolExecutor(8) as threads:
        answers = Counter(threads.map(lambda one: press(now, one), people))

    assert answers == {"applied": 1, "The decisions of this meeting were applied already": 7}
    assert set(MeetingDecision.objects.values_list("state", flat=True)) == {DecisionState.APPLIED}
    assert now.plan.actions.filter(added_at=now.meeting).count() == 1
    assert MeetingDecision.objects.values("applied_by").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_meetings_applied_at_once_give_out_no_number_twice():
    first = meeting_scene()
    first.action(number="1.1")
    meetings = [first.meeting] + [
        make.MeetingFactory.create(body=first.plan.body, held_on=HELD - timedelta(days=days))
        for days in (1, 2, 3)
    ]
    scenes = [replace(first, meeting=meeting) for meeting in meetings]
    for place, now in enumerate(scenes):
        now.record(K.ADD, text=f"Train panel {place}.", heading=first.heading)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda now: press(now, first.chair), scenes))

    numbers = first.plan.actions.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["1.1", "1.2", "1.3", "1.4", "1.5"]


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_by_many_threads_records_once():
    now = meeting_scene()
    token = "5b0a0e0c-8d1e-4a53-9a0e-3ad1a2f2c001"
    now.record(K.ADD, text="Something else.")

    def send(_: int) -> int:
        try:
            return now.record(K.ADD, token=token).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(send, range(8)))

    assert (len(found), MeetingDecision.objects.count()) == (1, 2)
