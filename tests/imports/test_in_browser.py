"""A lead officer brings a plan in with a real browser, and every page of it is examined."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from imports.models import ImportDraft
from plans.models import Plan
from tests.factories import AreaFactory, person_with
from tests.imports.books import book
from tests.imports.test_paste import PAGE
from tests.imports.test_shapes import ON_PAGES, WIDE
from tests.pages.examination import look_at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(signed_in):
    return signed_in(person_with(Role.LEAD_OFFICER, AreaFactory(name="Glenfarrow"))).new_page()


def send(page, data: bytes) -> None:
    page.goto("/plans/import/")
    page.get_by_label("Document or spreadsheet").set_input_files(
        {"name": "plan.xlsx", "mimeType": "application/octet-stream", "buffer": data}
    )
    fill(page)


def fill(page) -> None:
    page.get_by_label("Title of the plan").fill("Improvement plan")
    page.get_by_label("First day").fill("1 August 2025")
    page.get_by_label("Last day").fill("31 July 2027")
    page.get_by_role("button", name="Read the file").click()


def test_a_plan_comes_in(page):
    send(page, book([*ON_PAGES, ["", "Look again", "", "31 June 2027"]], merges=WIDE))
    expect(page.locator("h1")).to_have_text("Look over “Improvement plan”")
    assert look_at(page, f"/plans/import/{ImportDraft.objects.get().pk}/") == []
    page.get_by_role("button", name="Bring this plan in").first.click()
    expect(page.locator("h1")).to_contain_text("Improvement plan")
    assert Plan.objects.get().actions.count() == 8


def test_a_formula_stops_it_and_a_column_is_corrected(page):
    send(page, book([["Driver", "Action", "Lead"], ["Audit", "Ask", "=A1"]]))
    url = f"/plans/import/{ImportDraft.objects.get().pk}/"
    assert look_at(page, url) == []
    expect(page.get_by_role("button", name="Bring this plan in")).to_have_count(0)
    page.get_by_text("Correct the match of columns").click()
    page.get_by_label("Column C: Lead").select_option("ignored")
    page.get_by_role("button", name="Match again").click()
    expect(page.get_by_role("button", name="Bring this plan in").first).to_be_visible()


def test_a_table_pasted_from_a_page_comes_with_its_cells_whole(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/plans/import/")
    page.evaluate(
        """([html, plain]) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], {type: "text/html"}),
            "text/plain": new Blob([plain], {type: "text/plain"}),
        })])""",
        [PAGE, "Outcome\tAction\tLead\nHeard\tAsk each child\nand write it down\tChair"],
    )
    page.get_by_label("Or a table copied").focus()
    page.keyboard.press("Control+V")
    fill(page)
    expect(page.locator("h1")).to_have_text("Look over “Improvement plan”")
    expect(page.get_by_role("cell", name="Ask each child and write it down")).to_be_visible()


def test_a_word_is_chosen_by_keyboard_and_holds_at_once(page):
    send(page, book([["Action", "Lead", "RAG"], ["Ask", "Chair", "Parked"]]))
    url = f"/plans/import/{ImportDraft.objects.get().pk}/"
    assert look_at(page, url) == []
    page.get_by_label("“Parked”").focus()
    page.keyboard.press("ArrowDown")
    page.get_by_role("button", name="Apply to the preview").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Decided on")).to_be_visible()
    expect(page.get_by_label("“Parked”")).to_have_value("off_track")
