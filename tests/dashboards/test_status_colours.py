"""Every plan is shown in the colours of its own legend, also beside another plan."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from documents.enums import Canonical
from plans.models import LegendEntry
from tests.factories import (
    PlanFactory,
    ProgressUpdateFactory,
    led_action,
    person_with,
)

pytestmark = pytest.mark.django_db

BLUE, TEAL, GREEN = "1f5a96", "008080", "1d6b3a"


def rated(plan, lead, canonical):
    action = led_action(lead, plan)
    day = timezone.localdate() - timedelta(days=3)
    ProgressUpdateFactory.create(action=action, as_at=day, canonical=canonical)
    return action


def painted(colour, **fields):
    """A plan whose legend gives this colour to what is on track."""
    plan = PlanFactory.create(**fields)
    entries = LegendEntry.objects.filter(legend__plan=plan, canonical=Canonical.ON_TRACK)
    entries.update(colour=f"#{colour}")
    return plan


def page(person, name, *args):
    client = Client()
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def drawn(text, canonical=Canonical.ON_TRACK):
    """The colours that statuses of a state are drawn in."""
    return set(re.findall(rf'cpc-(?:status|tile|bar__part)--{canonical} cpc-colour-(\w+)"', text))


def linked(text):
    return set(re.findall(r"[0-9a-f]{6}", "".join(re.findall(r"/status-colours/([\w-]+)", text))))


def test_dashboard_has_the_blue_of_its_legend():
    plan = PlanFactory.create(preset="rag-blue")
    lead = person_with(Role.ACTION_LEAD, plan.area)
    rated(plan, lead, Canonical.COMPLETE)

    text = page(lead, "plan_dashboard", plan.slug)

    assert drawn(text, Canonical.COMPLETE) == {BLUE}
    assert set(re.findall(r"cpc-colour-(\w+)", text)) == linked(text)


def test_one_list_shows_two_plans_each_in_its_own_colour():
    one = painted(TEAL)
    other = PlanFactory.create(area=one.area)
    lead = person_with(Role.ACTION_LEAD, one.area)
    for plan in (one, other):
        rated(plan, lead, Canonical.ON_TRACK)

    text = page(lead, "my_actions")

    assert drawn(text) == {TEAL, GREEN}
    assert linked(text) >= {TEAL, GREEN}


@pytest.mark.parametrize("name", ["plan_dashboard", "plan_actions", "action_detail", "plan_edit"])
def test_pages_have_the_colour_of_the_plans_own_entry(name):
    plan = painted(TEAL)
    lead = person_with(Role.ACTION_LEAD, plan.area)
    action = rated(plan, lead, Canonical.ON_TRACK)
    reader = person_with(Role.LEAD_OFFICER, plan.area)

    text = page(reader, name, action.pk if name == "action_detail" else plan.slug)

    assert drawn(text) == {TEAL}


def test_page_keeps_no_style_of_its_own():
    plan = PlanFactory.create(preset="rag-blue")
    lead = person_with(Role.ACTION_LEAD, plan.area)
    client = Client()
    client.force_login(lead)

    answer = client.get(reverse("plan_dashboard", args=[plan.slug]))

    assert "style-src 'self'" in answer["Content-Security-Policy"]
    assert re.findall(r"<style|\sstyle=", answer.content.decode()) == []
