"""The page of all components in a real browser: accessible, small, and usable by keyboard."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import SignIn
from tests.pages.examination import look_at

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.pages.urls")]


@pytest.mark.parametrize("path", ["/style/", "/style/?errors=1", "/accessibility/"])
def test_components_are_accessible_at_both_sizes(page: Page, path: str):
    assert look_at(page, path) == []


def test_examination_finds_what_is_wrong(page: Page):
    found = " ".join(look_at(page, "/wrong/"))

    faults = ["2 h1", "title “cpcplan”", "prints None", "prints a raw date", "html-has-lang",
              "1280: label", "390: scrolls sideways", "Content Security Policy"]  # fmt: skip
    assert [fault for fault in faults if fault not in found] == []


@pytest.mark.parametrize("path", ["/account/login/", "/account/login/?next=/plans/"])
def test_entrance_is_accessible_at_both_sizes(page: Page, path: str):
    assert look_at(page, path) == []


def test_sign_in_with_faults_is_accessible(page: Page):
    page.goto("/account/login/")
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.title() == "Error: Sign in – cpcplan"


def test_keyboard_skips_to_the_main_part(page: Page):
    page.goto("/style/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize(
    ("link", "control"),
    [
        ("Title: This field is required.", "#id_title"),
        ("Accountable lead: This field is required.", "#id_lead"),
        ("The committee has agreed this: This field is required.", "#id_agreed"),
    ],
)
def test_error_summary_takes_the_person_to_the_field(page: Page, link: str, control: str):
    page.goto("/style/?errors=1")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name=link).press("Enter")

    expect(page.locator(control)).to_be_focused()


def test_reason_is_asked_for_only_when_it_is_needed(page: Page):
    page.goto("/style/")
    reason = page.get_by_label("Why is it not on track?")
    expect(reason).to_be_hidden()
    page.get_by_role("radio", name="Off track").press("Space")
    expect(reason).to_be_visible()
    page.get_by_role("radio", name="Complete").press("Space")
    expect(reason).to_be_hidden()


def test_character_count_tells_what_is_left(page: Page):
    page.goto("/style/?errors=1")
    page.get_by_label("Why is it not on track?").fill("No trainer.")

    expect(page.get_by_text("You have 589 characters remaining").first).to_be_attached()


def test_cards_of_a_small_screen_stay_a_table_with_the_status_first(signed_in: SignIn):
    page = signed_in(None, width=390, height=844).new_page()
    page.goto("/style/")
    row = page.get_by_role("table", name="Actions").get_by_role("row").nth(1)

    assert row.get_by_role("cell").count() + row.get_by_role("rowheader").count() == 4
    status = row.locator(".cpc-status").bounding_box()
    action = row.get_by_role("rowheader").bounding_box()
    assert status["y"] < action["y"]


def test_everything_is_there_without_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/style/")

    expect(page.get_by_label("Why is it not on track?")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("width", "meaning"), [(640, "200 % of 1280"), (320, "400 % of 1280")])
def test_page_reflows_when_it_is_enlarged(signed_in: SignIn, width: int, meaning: str):
    page = signed_in(None, width=width, height=450).new_page()
    page.goto("/style/?errors=1")

    assert page.evaluate("document.documentElement.scrollWidth") == width, meaning


def test_nothing_is_asked_of_another_site(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/style/", wait_until="networkidle")
    home = re.match(r"https?://[^/]+/", page.url).group()

    assert [url for url in asked if not url.startswith(home)] == []
