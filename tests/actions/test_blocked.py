"""Rule 2: a lead who says that it is blocked is heard, whatever colour the lead gives."""

import pytest
from django.urls import reverse

from actions.models import ProgressUpdate
from actions.queries.record import plan_record
from actions.rules.overdue import Proposal
from documents.enums import Canonical
from tests import factories as make
from tests.actions.scene import scene
from tests.reporting.busy import DAY

pytestmark = pytest.mark.django_db
BLOCKED = Proposal(Canonical.AT_RISK, "The lead says that it is blocked")


@pytest.mark.parametrize(("blocked", "proposed"), [(True, [BLOCKED]), (False, []), (None, [])])
def test_green_and_blocked_is_proposed_amber(blocked, proposed):
    update = make.ProgressUpdateFactory(as_at=DAY, blocked=blocked)
    plan = update.action.plan

    rows = plan_record(plan, holders_on=DAY).standings(DAY)

    assert [row.proposals for row in rows] == [proposed]


@pytest.mark.parametrize(("sent", "kept"), [({"blocked": "on"}, True), ({}, False)])
def test_form_says_whether_it_is_blocked(client, sent, kept):
    here = scene()
    client.force_login(here.lead)

    client.post(reverse("action_update", args=[here.action.pk]), here.form(**sent))

    assert ProgressUpdate.objects.latest("pk").blocked is kept


def test_nothing_to_report_leaves_it_blocked(client):
    here = scene()
    client.force_login(here.lead)
    address = reverse("action_update", args=[here.action.pk])
    client.post(address, here.form(blocked="on"))
    last = ProgressUpdate.objects.latest("pk")
    here.action.refresh_from_db()

    client.post(address, {"nothing": "1", "expected": here.action.row_version, "seen": last.pk})

    again = ProgressUpdate.objects.latest("pk")
    assert (again.nothing_to_report, again.blocked) == (True, True)
