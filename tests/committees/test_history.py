"""The record of an area as people read it."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.services import record
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db


def history(role, area, **asked):
    response = client_of(role, area).get(reverse("area_history", args=[area.slug]), asked)
    return [event.target_label for event, _ in response.context["events"]]


def test_administrator_reads_no_words_of_plans(area):
    heading = make.HeadingFactory(plan__area=area, plan__state="agreed", text="Heard", number="1")
    record(by=None, verb="edited heading", target=heading, area_id=area.pk)
    record(by=None, verb="edited area", target=area, area_id=area.pk)

    seen = {role: history(role, area) for role in (Role.ADMINISTRATOR, Role.INSPECTOR)}

    assert seen == {
        Role.ADMINISTRATOR: ["Glenfarrow"],
        Role.INSPECTOR: ["Glenfarrow", "1 Heard"],
    }


def test_inspector_reads_nothing_of_a_draft(area):
    heading = make.HeadingFactory(plan__area=area, text="Heard", number="1")
    for target in (heading, heading.plan, make.ActionFactory(plan=heading.plan)):
        record(by=None, verb="edited", target=target, area_id=area.pk)
    record(by=None, verb="edited area", target=area, area_id=area.pk)

    assert history(Role.INSPECTOR, area) == ["Glenfarrow"]
    assert len(history(Role.CHAIR, area)) == 4


def test_history_of_another_area_is_not_here(area):
    other = make.AreaFactory()
    record(by=None, verb="edited area", target=other, area_id=other.pk)

    assert history(Role.LEAD_OFFICER, area) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "nurse"}, 1),
        ({"words": "added post"}, 2),
        ({"words": "nobody"}, 0),
        ({"about": "accounts committees"}, 2),
        ({"about": "plans outcomes"}, 0),
        ({"about": "the weather"}, 2),
        ({"since": "1 January 2020"}, 2),
        ({"since": "1 January 2099"}, 0),
        ({"until": "1 January 2020"}, 0),
        ({"since": "some day"}, 2),
    ],
)
def test_history_is_narrowed(area, asked, found):
    for title in ("Chief Nurse", "Reporter"):
        post = make.PostFactory(area=area, title=title)
        record(by=None, verb="added post", target=post, area_id=area.pk)

    assert len(history(Role.LEAD_OFFICER, area, **asked)) == found


def test_long_history_comes_in_pages(area):
    for _ in range(51):
        record(by=None, verb="edited area", target=area, area_id=area.pk)

    assert len(history(Role.LEAD_OFFICER, area, page="2")) == 1


@pytest.mark.parametrize("text", ["0000-00-00", "2026-13-01", "2026-07-31", "0000-00-00T00:00"])
def test_a_text_that_looks_like_a_day_is_read_as_any_other(area, text):
    post = make.PostFactory(area=area, title=text)
    record(by=None, verb="edited post", target=post, area_id=area.pk, changes={"title": ["", text]})

    assert history(Role.LEAD_OFFICER, area) == [text]
