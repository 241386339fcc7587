"""The coordinator's queue in a real Chromium: nothing for axe to say, and the keyboard alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from decisions.services import send_back_update
from tests.actions.scene import Scene, scene
from tests.factories import ChallengeFactory, ProgressUpdateFactory
from tests.pages.examination import faults_here

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate()


@pytest.fixture
def now() -> Scene:
    """One of everything: proposed and thin, plain and challenged, sent back."""
    made = scene()
    for days in (2, 1):
        day = TODAY - timedelta(days=days)
        ProgressUpdateFactory.create(action=made.action, as_at=day, nothing_to_report=True)
    plain, back = (
        ProgressUpdateFactory.create(action=made.more(), as_at=TODAY, evidence="Minutes.")
        for _ in range(2)
    )
    ChallengeFactory.create(action=plain.action, update_challenged=plain, made_on=TODAY)
    send_back_update(
        by=made.person(Role.LEAD_OFFICER), update=back, seen=0, note="Which paper?", on=TODAY
    )
    return made


def queue(made: Scene, signed_in, width: int) -> Page:
    page = signed_in(made.person(Role.LEAD_OFFICER), width=width).new_page()
    page.goto(f"/plans/{made.plan.slug}/checking/")
    return page


@pytest.mark.parametrize("width", [1280, 390])
def test_queue_and_its_pages_have_no_fault(now, signed_in, width):
    page = queue(now, signed_in, width)
    for summary in page.locator("main summary:visible").all():
        summary.click()
    assert faults_here(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Moderate the wording").first.click()
    assert faults_here(page) == []


def test_send_back_by_keyboard_alone(now, signed_in):
    page = queue(now, signed_in, 390)
    article = page.locator("#thin article")
    article.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Say what was done.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#returned")).to_contain_text("Say what was done.")
