"""Signing in through one's agency in a real browser, with the keyboard, at both sizes."""

import pytest

from gatehouse.models import SubjectLink
from tests import factories as make
from tests.browser import AXE
from tests.gatehouse.agency import UNA, opened

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [one["id"] for one in page.evaluate("axe.run()")["violations"]]


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_sign_in_page_and_back(started, live_server, signed_in, settings, width):
    settings.SITE_URL = live_server.url
    provider = started(live_server.url)
    provider.people({"una": UNA})
    opened(make.AgencyFactory(name="Police"), provider)
    una = make.UserFactory(name="Una Ross", email=UNA["email"])
    page = signed_in(None, width=width).new_page()

    page.goto("/reports/")
    assert faults(page) == []
    page.get_by_role("button", name="Sign in through Police").focus()
    page.keyboard.press("Enter")
    page.locator("[name=login]").fill("una")
    page.locator("[name=password]").fill("of the agency")
    page.keyboard.press("Enter")

    page.wait_for_url("**/reports/")
    assert SubjectLink.objects.get().user_id == una.pk


def test_whoever_is_not_known_reads_a_clear_page(started, live_server, signed_in, settings):
    settings.SITE_URL = live_server.url
    provider = started(live_server.url)
    provider.people({"eve": {"email": "eve@police.example", "email_verified": True}})
    opened(make.AgencyFactory(name="Police"), provider)
    page = signed_in(None, width=390).new_page()

    page.goto("/account/agency/police/")
    page.locator("[name=login]").fill("eve")
    page.locator("[name=password]").fill("of the agency")
    page.keyboard.press("Enter")

    assert page.get_by_role("heading", level=1).inner_text() == "You have no account here yet"
    assert faults(page) == []
