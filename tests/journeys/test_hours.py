"""What depends on the day, at moments at which a day is easily mistaken (tests/hours.py).

Whatever the hour, today is the day of London: what is said today stands under today, at the head of
the story, is answered, is frozen and is kept from today on; nobody is written to at night.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from actions.models import ProgressUpdate
from audit.models import Event
from documents.enums import Canonical, ReportKind
from jobs.models import Job
from plans.enums import PlanState
from reminders.tasks import run_today
from reporting.enums import Marking
from reporting.queries.reports import content_of
from reporting.services import begin_report, freeze_report
from tests import factories as make
from tests.actions.scene import Scene, scene
from tests.hours import LONDON, MOMENTS
from timescales.quarters import Period
from timescales.working_days import is_working

pytestmark = pytest.mark.django_db


@pytest.fixture(params=MOMENTS.values(), ids=MOMENTS.keys())
def now(request) -> Iterator[datetime]:
    with time_machine.travel(request.param, tick=False):
        yield request.param


@pytest.fixture
def today(now) -> date:
    return now.astimezone(LONDON).date()


@pytest.fixture
def made(now) -> Scene:
    return scene()


def page(client: Client, user: object, path: str):
    client.force_login(user)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer


def say(client: Client, made: Scene) -> ProgressUpdate:
    client.force_login(made.lead)
    answer = client.post(f"/actions/{made.action.pk}/update/", made.form())
    assert answer.status_code == 302
    return ProgressUpdate.objects.latest("pk")


def test_what_is_said_now_is_of_today(client, made, now, today):
    said = say(client, made)

    assert (said.as_at, said.made_at) == (today, now.astimezone(UTC))
    assert timezone.localdate(Event.objects.latest("pk").at) == today


def test_it_stands_first_in_the_story_and_is_answered(client, made, today):
    say(client, made)

    detail = page(client, made.lead, f"/actions/{made.action.pk}/").context["detail"]
    assert (detail.story[0].title, detail.story[0].when) == ("Update", today)
    assert detail.standing.silent is False


def test_what_is_checked_and_said_again_keeps_its_order(client, made):
    update = say(client, made)
    client.force_login(made.person(Role.LEAD_OFFICER))
    client.post(f"/updates/{update.pk}/send-back/", {"seen": 0, "note": "Which paper?"})

    story = page(client, made.lead, f"/actions/{made.action.pk}/").context["detail"].story

    assert [event.title for event in story[:2]] == ["Update sent back to the lead", "Update"]


def test_chair_sees_today(client, made, today):
    say(client, made)

    shown = page(client, made.person(Role.CHAIR), f"/plans/{made.plan.slug}/?as_of={today}")

    assert shown.context["days"].today == today
    assert shown.context["days"].ahead is False


def test_due_today_is_not_late_and_due_yesterday_is(client, made, today):
    make.ActionFactory(plan=made.plan, number="8.8", due=today, first_due=today)
    late = today - timedelta(days=1)
    make.ActionFactory(plan=made.plan, number="9.9", due=late, first_due=late)

    listed = page(
        client, made.person(Role.CHAIR), f"/plans/{made.plan.slug}/actions/?matter=overdue"
    )

    words = listed.content.decode()
    assert ("9.9" in words, "8.8" in words) == (True, False)


def test_report_is_frozen_as_of_today(made, now, today):
    officer = made.person(Role.LEAD_OFFICER)
    period = Period(today - timedelta(days=89), today, "The quarter")
    report = begin_report(
        by=officer, plan=made.plan, kind=ReportKind.QUARTERLY.value, period=period, as_of=today,
        marking=Marking.OFFICIAL,
    )  # fmt: skip
    report = freeze_report(
        by=officer, report=report, open_window_reason="They meet early.", now=timezone.now()
    )

    content = content_of(report.snapshot)
    assert (content["as_of"], datetime.fromisoformat(content["frozen_at"])) == (
        today.isoformat(),
        now.astimezone(UTC),
    )


def test_nobody_is_written_to_at_night_or_on_a_sunday(made, now, today):
    made.window.opens_on, made.window.closes_on = today, today + timedelta(days=14)
    made.window.save()
    made.plan.state = PlanState.AGREED
    made.plan.save()

    run_today()

    asked = Job.objects.filter(task="reminders.send_digest").count()
    by_day = now.astimezone(LONDON).hour >= 7 and is_working(today, "scotland")
    assert (asked > 0, mail.outbox) == (by_day, [])


def test_window_is_open_on_its_last_day_and_closed_after_it(client, made, today):
    made.window.closes_on = today
    made.window.save()
    open_today = page(client, made.lead, "/my-actions/").context["mine"].closes_on
    made.window.opens_on -= timedelta(days=1)
    made.window.closes_on = today - timedelta(days=1)
    made.window.save()

    assert open_today == today
    assert page(client, made.lead, "/my-actions/").context["mine"].closes_on is None


def test_chair_challenges_on_the_day(client, made, today):
    update = say(client, made)
    client.force_login(made.person(Role.CHAIR))
    entry = make.entry_of(made.plan, Canonical.AT_RISK)
    client.post(
        f"/actions/{made.action.pk}/challenge/",
        {"seen": update.pk, "entry": entry.pk, "reason": "No date for the next step."},
    )

    assert [row.made_on for row in made.action.challenges.all()] == [today]
