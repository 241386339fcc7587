"""The preview shows each action beside its row of the file."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from imports.models import ImportDraft
from imports.rules.source_rows import SourceCell
from tests.factories import AreaFactory, person_with
from tests.imports.books import book
from tests.imports.test_views import sent

pytestmark = pytest.mark.django_db

HEAD = ["Outcome", "No", "Action", "Lead", "By when", "RAG", "Risk score"]
ROWS = [
    HEAD,
    ["Heard", "1.1", "Ask each child", "Chair", "31 July 2026", "Parked", "7"],
    ["Heard", "1.2", "Train panels", "", "Soon", "Green", ""],
]


@pytest.fixture
def browser(client):
    area = AreaFactory()
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    client.area = area
    return client


def lines(browser, data: bytes):
    sent(browser, browser.area, data)
    url = reverse("plan_import_preview", args=[ImportDraft.objects.get().pk])
    shown = browser.get(url).context
    return [line for line in (*shown["lines"], *shown["ongoing"]) if line.action]


def test_each_action_stands_beside_its_row(browser):
    first, second = lines(browser, book(ROWS))
    assert first.source.place == "Row 2"
    assert first.source.cells == (
        SourceCell("Lead", "Chair"),
        SourceCell("By when", "31 July 2026"),
        SourceCell("RAG", "Parked"),
        SourceCell("Risk score", "7", "This column was not recognised and is left out."),
    )
    assert (first.source.doubts, first.meaning) == (
        ("“Parked” is asked above.",),
        "due 31 July 2026",
    )
    assert (second.source.doubts, second.meaning) == (
        ("No lead is named.", "“Soon” is asked above."),
        "Not understood",
    )


def test_of_several_sheets_the_place_names_the_sheet(browser):
    ongoing = [HEAD, ["Heard", "9", "Keep the rota", "Chair", "", "", ""]]
    *_, last = lines(browser, book(ROWS, more={"Ongoing": ongoing}))
    assert (last.source.place, last.action.ongoing) == ("Ongoing, row 2", True)


def test_of_a_document_the_place_names_its_table(browser):
    table = "<table><tr><td>Action</td><td>Lead</td></tr><tr><td>{}</td><td>Chair</td></tr></table>"
    page = f"<html><body><h1>Plan</h1>{table.format('Ask')}<p>Then</p>{table.format('Train')}"
    assert [line.source.place for line in lines(browser, page.encode())] == [
        "Table 1, row 3",
        "Table 2, row 6",
    ]
