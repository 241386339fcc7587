"""The update form and a lead's list in a real Chromium."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from actions.enums import Source
from documents.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import (
    CompletionFactory,
    DeadlineRevisionFactory,
    ProgressUpdateFactory,
    UserFactory,
    entry_of,
)
from tests.pages.examination import faults_here
from updates.services import record_update

pytestmark = pytest.mark.django_db(transaction=True)

LONG = (
    "Agree one written procedure for how agencies hand over to each other when a family moves "
    "between areas, test it in two real moves, and teach it to every team that takes part."
)


@pytest.fixture
def now() -> Scene:
    return scene(text=LONG)


@pytest.fixture
def form(now, signed_in) -> Page:
    page = signed_in(now.lead).new_page()
    page.goto(f"/actions/{now.action.pk}/update/")
    return page


def bottom(page: Page, name: str) -> float:
    box = page.get_by_role("button", name=name).bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize("rating", ["Red", "Amber", "Green", "Completed"])
def test_form_fits_on_one_screen(form, rating):
    form.get_by_role("radio", name=rating).check()

    assert bottom(form, "Save update") <= 900
    assert bottom(form, "Nothing to report") <= 900


@pytest.mark.parametrize(
    ("rating", "reason", "recovery"),
    [
        ("Red", True, True),
        ("Amber", True, False),
        ("Green", False, False),
        ("Completed", False, False),
    ],
)
def test_reasons_are_asked_for_where_the_rating_needs_them(form, rating, reason, recovery):
    form.get_by_role("radio", name=rating).check()

    expect(form.get_by_label("Why is it not on track?")).to_be_visible(visible=reason)
    expect(form.get_by_label("What will be done about it?")).to_be_visible(visible=recovery)


def test_hidden_reason_with_text_is_shown_with_its_error(form):
    form.get_by_role("radio", name="Amber").check()
    form.get_by_label("Why is it not on track?").fill("The post is vacant.")
    form.get_by_label("What happened?").fill("A trainer was found.")
    form.get_by_role("radio", name="Green").check()

    form.get_by_role("button", name="Save update").click()

    expect(form.get_by_label("Why is it not on track?")).to_have_value("The post is vacant.")
    assert faults_here(form) == []


def test_everything_is_there_without_script(now, browser, live_server, signed_in):
    cookies = signed_in(now.lead).cookies()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(f"/actions/{now.action.pk}/update/")
    page.get_by_role("radio", name="Red").check()
    page.get_by_label("What happened?").fill("Nobody applied.")
    page.get_by_label("Why is it not on track?").fill("The post is vacant.")
    page.get_by_label("What will be done about it?").fill("We ask the board for cover.")

    page.get_by_role("button", name="Save update").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")
    assert now.action.updates.latest("pk").recovery == "We ask the board for cover."
    context.close()


def test_update_is_recorded_by_keyboard_alone(now, form):
    form.get_by_role("radio", name="Red").focus()
    for key in ("ArrowDown", "ArrowDown", "Tab"):
        form.keyboard.press(key)
    form.keyboard.type("The group met.")
    for key in (*["Tab"] * 5, "Enter"):
        form.keyboard.press(key)

    expect(form.get_by_role("heading", level=1)).to_have_text("My actions")
    assert now.action.updates.latest("pk").entry_label == "Green"


def test_nothing_to_report_is_one_press(now, form):
    form.get_by_role("button", name="Nothing to report").click()

    expect(form.get_by_text("It counts as answered.")).to_be_visible()
    assert now.action.updates.latest("pk").nothing_to_report


def test_focus_goes_to_the_errors_and_each_leads_to_its_field(form):
    form.get_by_role("radio", name="Red").check()
    form.get_by_role("button", name="Save update").click()

    expect(form.locator(".govuk-error-summary")).to_be_focused()
    form.get_by_role("link", name="Say what will be done to bring it back.").click()
    expect(form.get_by_label("What will be done about it?")).to_be_focused()
    assert faults_here(form) == []


def test_conflict_page_is_in_order_at_both_sizes(now, form):
    record_update(
        by=UserFactory.create(),
        action=now.action,
        expected=now.action.row_version,
        entry=entry_of(now.plan, Canonical.ON_TRACK),
        as_at=timezone.localdate(),
        what_happened="The draft is with the police.",
        source=Source.ON_BEHALF,
    )
    form.get_by_role("radio", name="Green").check()
    form.get_by_label("What happened?").fill("The draft is out.")
    form.get_by_role("button", name="Save update").click()

    expect(form.get_by_role("cell", name="The draft is with the police.")).to_be_visible()
    expect(form.get_by_label("What happened?")).to_have_value("The draft is out.")
    assert faults_here(form) == []


def test_status_comes_first_on_a_small_screen(now, signed_in):
    ProgressUpdateFactory.create(action=now.more(), as_at=timezone.localdate())
    page = signed_in(now.lead, width=390, height=844).new_page()
    page.goto("/my-actions/")

    for row in page.locator("tbody tr").all():
        status, action = row.locator(".cpc-status"), row.locator("th")
        assert status.bounding_box()["y"] < action.bounding_box()["y"]


@pytest.mark.parametrize("empty", [True, False])
def test_pages_of_decisions_and_windows_are_in_order(now, signed_in, empty):
    if not empty:
        CompletionFactory.create(action=now.action, days_late=3)
        DeadlineRevisionFactory.create(action=now.more(), to_chief_officers=True)
    page = signed_in(now.person(Role.CHAIR)).new_page()
    for name in ("decisions", "windows"):
        page.goto(f"/plans/{now.plan.slug}/{name}/")
        assert faults_here(page) == []
