"""The record is verified once a night; a break is told to everybody who administers an area."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse

from accounts.roles import Role
from audit.models import Head, Verification
from audit.queries.verification import extent
from jobs.models import Job
from plans.models import SignOff
from reporting.enums import SEND_ALARM
from reporting.models import Snapshot
from reporting.services.alarms import send_alarm, verify_once
from reporting.services.verification import verify
from tests import factories as make
from tests.audit.forgery import by_hand, entered
from tests.clients import client_of

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 10, 2, 1, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def administrator():
    grant = make.RoleGrantFactory(role=Role.ADMINISTRATOR)
    make.RoleGrantFactory(area=grant.area, role=Role.CHAIR)
    entered()
    return grant


@pytest.fixture
def broken(administrator) -> SignOff:
    row = make.SignOffFactory()
    entered()
    by_hand("DELETE FROM plans_signoff WHERE id = %s", row.pk)
    return row


def night() -> Verification | None:
    return verify_once(now=NIGHT, today=NIGHT.date())


def test_a_night_is_verified_once(administrator):
    end = extent()

    first, second = night(), night()

    assert (first.links, first.head, first.broken, first.words) == (end.links, end.head, 0, [])
    assert (second, Verification.objects.count(), Job.objects.count()) == (None, 1, 0)


def test_a_break_is_told_to_administrators_once(broken, administrator):
    row = night()

    assert (row.broken, len(row.words)) == (1, 1)
    assert row.words[0].startswith(f"plans_signoff {broken.pk}: was deleted")
    [job] = Job.objects.filter(task=SEND_ALARM)
    assert job.payload == {"user": administrator.user_id, "day": "2026-10-02"}

    send_alarm(administrator.user_id, NIGHT.date())
    send_alarm(administrator.user_id, NIGHT.date())

    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (
        [administrator.user.email],
        "The record is not what it was, 2 October 2026",
    )
    assert row.words[0] in letter.body


def test_the_page_of_people_says_what_came_of_it(broken, administrator):
    night()

    area = administrator.area
    page = client_of(Role.ADMINISTRATOR, area).get(reverse("area_people", args=[area.slug]))

    assert "1 place in the record" in page.content.decode()


def test_a_frozen_report_prints_the_head_and_is_held_against_it():
    before = make.ProgressUpdateFactory()
    entered()
    head = Head.objects.printed(whole=True)
    snapshot = make.frozen_report(plan=before.action.plan).snapshot
    entered()

    assert f'"record_head":"{head}"' in Snapshot.objects.get(pk=snapshot.pk).content
    assert list(verify().breaks) == []
