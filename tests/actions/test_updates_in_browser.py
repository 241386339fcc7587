"""Updating at speed in a real Chromium: on a phone, by keyboard alone, with and without script."""

import pytest
from playwright.sync_api import Page, expect

from actions.models import UpdateDraft
from tests.actions.scene import Scene, scene
from tests.factories import evidence_file
from tests.pages.examination import faults_here

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def now() -> Scene:
    return scene(text="Agree one written procedure for how agencies hand over to each other.")


@pytest.fixture
def phone(now, signed_in) -> Page:
    page = signed_in(now.lead, **PHONE).new_page()
    # the first page of a process waits for all that is read and compiled once
    page.goto(f"/actions/{now.action.pk}/update/", timeout=60_000)
    return page


def without_script(browser, live_server, signed_in, user) -> Page:
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport=PHONE
    )
    context.add_cookies(signed_in(user).cookies())
    return context.new_page()


def test_first_screen_of_a_phone_holds_action_ratings_and_first_box(phone):
    box = phone.get_by_label("What happened?").bounding_box()
    radios = [radio.bounding_box() for radio in phone.get_by_role("radio").all()]

    assert box["y"] + box["height"] <= PHONE["height"]
    assert min(side for one in radios for side in (one["width"], one["height"])) >= 44


def test_update_on_a_phone_is_three_taps_and_a_sentence(now, phone):
    phone.locator("label", has_text="Green").click()
    phone.get_by_label("What happened?").click()
    phone.keyboard.type("The group met and agreed the draft.")
    phone.get_by_role("button", name="Save update").click()

    expect(phone.get_by_role("heading", level=1)).to_have_text("My actions")
    assert now.action.updates.latest("pk").what_happened == "The group met and agreed the draft."


def test_two_actions_by_keyboard_alone_one_after_the_other(now, signed_in):
    second = now.more()
    page = signed_in(now.lead).new_page()
    page.goto(f"/actions/{now.action.pk}/update/?of=2")
    for said in ("2 of 2 that wait for your answer", "You have answered everything."):
        page.get_by_role("radio", name="Red").focus()
        for key in ("ArrowDown", "ArrowDown", "Tab"):
            page.keyboard.press(key)
        page.keyboard.type("The group met.")
        # blocked, difference, how we know, the folded evidence, the first button
        for key in (*["Tab"] * 5, "Enter"):
            page.keyboard.press(key)
        expect(page.get_by_text(said).first).to_be_visible()

    assert [now.action.updates.count(), second.updates.count()] == [2, 1]


def test_draft_saves_itself_and_comes_back(now, phone):
    phone.get_by_role("radio", name="Green").check()
    phone.get_by_label("What happened?").fill("Half a sentence")
    phone.get_by_label("It is blocked").check()

    expect(phone.locator("[data-draft-said]")).to_contain_text("Draft saved at")
    phone.goto("/my-actions/")
    phone.get_by_role("link", name="Go on").click()
    expect(phone.get_by_label("What happened?")).to_have_value("Half a sentence")
    expect(phone.get_by_label("It is blocked")).to_be_checked()
    assert faults_here(phone) == []


def test_draft_that_cannot_be_saved_says_so_and_is_tried_again(now, phone):
    phone.context.set_offline(True)
    phone.get_by_label("What happened?").fill("In the lift")
    expect(phone.locator("[data-draft-said]")).to_contain_text("Draft not saved")

    phone.context.set_offline(False)

    expect(phone.locator("[data-draft-said]")).to_contain_text("Draft saved at", timeout=20_000)
    assert UpdateDraft.objects.get().fields["what_happened"] == "In the lift"


def test_file_and_draft_work_without_script(now, browser, live_server, signed_in, tmp_path):
    paper = tmp_path / "figures.csv"
    paper.write_text("Quarter,Panels\n1,4\n")
    page = without_script(browser, live_server, signed_in, now.lead)
    page.goto(f"/actions/{now.action.pk}/update/")
    page.get_by_label("What happened?").fill("We met.")
    page.get_by_text("Add a file or a link").click()
    page.get_by_label("Add files").set_input_files(paper)
    page.get_by_role("button", name="Save draft").click()

    expect(page.get_by_role("link", name="figures.csv")).to_be_visible()
    expect(page.get_by_label("What happened?")).to_have_value("We met.")
    page.get_by_role("radio", name="Green").check()
    page.get_by_label("What happened?").press("Tab")
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")
    assert now.action.updates.latest("pk").evidence_items.get().title == "figures.csv"
    page.context.close()


def test_enter_in_a_line_of_the_form_saves_and_removes_nothing(now, signed_in):
    item = evidence_file(action=now.action, update_shown=None, added_by=now.lead)
    page = signed_in(now.lead).new_page()
    page.goto(f"/actions/{now.action.pk}/update/")
    page.get_by_role("radio", name="Green").check()
    page.get_by_label("What happened?").fill("We met.")
    page.get_by_text("Add a file or a link").click()
    page.get_by_label("What the link shows").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("My actions")
    item.refresh_from_db()
    assert item.update_shown == now.action.updates.latest("pk")


def test_table_works_without_script_and_is_in_order(now, browser, live_server, signed_in):
    other = now.more()
    page = without_script(browser, live_server, signed_in, now.lead)
    page.goto("/my-actions/table/")
    first, second = page.locator(".cpc-row").all()
    for row in (first, second):
        row.get_by_label("What happened?").fill("We met.")
    first.get_by_role("radio", name="Green").check()
    page.get_by_role("button", name="Save all that changed").click()

    expect(page.get_by_role("link", name="1.2: How is it going?")).to_be_visible()
    assert [now.action.updates.count(), other.updates.count()] == [2, 0]
    page.context.close()


def test_pages_are_in_order_at_both_sizes(now, signed_in):
    now.more()
    page = signed_in(now.lead).new_page()
    for path in ("/my-actions/", "/my-actions/table/", f"/actions/{now.action.pk}/update/?of=2"):
        page.goto(path)
        assert faults_here(page) == []
