from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.roles import Role
from imports.models import ImportDraft
from imports.rules.columns.column import Role as ColumnRole
from imports.rules.template import template
from plans.models import Plan
from sheets.rules.source import read
from tests.factories import AreaFactory, ImportDraftFactory, person_with
from tests.imports.books import book, counts, draft_of
from tests.imports.test_shapes import ON_PAGES, WIDE

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return AreaFactory()


@pytest.fixture
def browser(client, area):
    client.force_login(person_with(Role.LEAD_OFFICER, area))
    return client


def sent(browser, area, data: bytes, **more):
    form = {
        "file": SimpleUploadedFile("plan.xlsx", data),
        "area": area.pk,
        "title": "Improvement plan",
        "period_start": "1 August 2025",
        "period_end": "31 July 2027",
    }
    return browser.post(reverse("plan_import"), {**form, **more})


def test_a_plan_comes_in(browser, area):
    answer = sent(browser, area, book(ON_PAGES, merges=WIDE))
    draft = ImportDraft.objects.get()
    assert answer["Location"] == reverse("plan_import_preview", args=[draft.pk])
    assert Plan.objects.count() == 0
    answer = browser.post(reverse("plan_import_confirm", args=[draft.pk]))
    plan = Plan.objects.get(area=area)
    assert answer["Location"] == reverse("plan_dashboard", args=[plan.slug])
    assert plan.actions.count() == 7
    draft.refresh_from_db()
    assert draft.plan == plan


def test_the_preview_shows_counts_timescales_and_leads(browser, area):
    sent(browser, area, book(ON_PAGES, merges=WIDE))
    shown = browser.get(reverse("plan_import_preview", args=[ImportDraft.objects.get().pk])).context
    assert [(level.plural, level.count) for level in shown["plan"].levels] == [
        ("Priorities", 2), ("Outcomes", 3), ("Expected Impacts", 4),
    ]  # fmt: skip
    assert [(line.words, line.meaning, len(line.rows)) for line in shown["timescales"]] == [
        ("By end of Year 2 31 July 2027", "due 31 July 2027", 2),
        ("By end of Year 1 31 July 2026", "due 31 July 2026", 3),
        ("Ongoing 2025 – 2027", "", 2),
    ]
    coordinator = next(line for line in shown["leads"] if "Co-ordinator" in line.join.name)
    assert (coordinator.accountable, coordinator.contributing) == (1, 1)


@pytest.mark.parametrize(
    ("given", "field", "message"),
    [
        ({"file": SimpleUploadedFile("plan.xlsx", b"%PDF-1.7")}, "file",
         "This is a PDF. Send the document that it was made from, or put its table into Word."),
        ({"file": ""}, "file", "Choose a document or a spreadsheet, or paste a table."),
        ({"file": "", "paste": "a\tb\nc\td"}, "paste",
         "No row of column names was found. One row must name the columns, for example "
         "Outcome, Action, Lead, Timescale, Status. The template shows how."),
        ({"paste": "Action\tLead"}, "paste", "Send either a file or a pasted table, not both."),
        ({"file": SimpleUploadedFile("plan.csv", b"a,b\nc,d\n")}, "file",
         "No row of column names was found. One row must name the columns, for example "
         "Outcome, Action, Lead, Timescale, Status. The template shows how."),
        ({"title": " "}, "title", "Give the plan its title."),
        ({"period_end": "31 July 2025"}, "period_end", "The period ends before it starts."),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field(browser, area, given, field, message):
    answer = sent(browser, area, book(ON_PAGES), **given)
    assert answer.context["form"].errors == {field: [message]}
    assert ImportDraft.objects.count() == 0


def test_a_title_that_the_area_has_is_refused(browser, area):
    sent(browser, area, book(ON_PAGES))
    browser.post(reverse("plan_import_confirm", args=[ImportDraft.objects.get().pk]))
    answer = sent(browser, area, book(ON_PAGES[:-1]))
    assert answer.context["form"].errors == {
        "title": ["This area has a plan of that title already."]
    }


def test_a_formula_is_shown_and_the_plan_cannot_come_in(browser, area):
    sent(browser, area, book([["Action", "Lead"], ["Ask", "=A1"]]))
    draft = ImportDraft.objects.get()
    page = browser.get(reverse("plan_import_preview", args=[draft.pk]))
    assert [block.cell for block in page.context["plan"].blocks] == ["B2"]
    assert "Bring this plan in" not in page.content.decode()
    browser.post(reverse("plan_import_confirm", args=[draft.pk]))
    assert Plan.objects.count() == 0


def test_columns_are_corrected_and_matched_again(browser, area):
    sent(browser, area, book([["Driver", "Action", "Lead"], ["Audit", "Ask", "Chair"]]))
    draft = ImportDraft.objects.get()
    url = reverse("plan_import_preview", args=[draft.pk])
    assert len(browser.get(url).context["plan"].levels) == 1
    choice = {"0-1-A": "ignored", "0-1-B": "action", "0-1-C": "lead", "expected": 1}
    assert browser.post(url, choice)["Location"] == url
    draft.refresh_from_db()
    assert draft.mapping == {"columns": {"0-1-A": ColumnRole.IGNORED.value}}
    assert browser.get(url).context["plan"].levels == ()


def test_a_spreadsheet_is_discarded(browser, area):
    draft = ImportDraftFactory(area=area)
    browser.post(reverse("plan_import_discard", args=[draft.pk]))
    assert ImportDraft.objects.count() == 0


def test_a_spreadsheet_of_another_area_is_not_there(browser):
    draft = ImportDraftFactory()
    answer = browser.get(reverse("plan_import_preview", args=[draft.pk]))
    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_areas_are_those_where_the_person_imports(browser, area):
    AreaFactory()
    form = browser.get(reverse("plan_import")).context["form"]
    assert list(form.fields["area"].queryset) == [area]


def test_queries_of_the_preview_do_not_grow(browser, area, django_assert_num_queries):
    short, long = ([["Action", "Lead"], *[[f"Do {n}", f"Post {n}"] for n in range(size)]]
                   for size in (1, 60))  # fmt: skip
    drafts = []
    for rows in (short, long):
        sent(browser, area, book(rows), title=f"{len(rows)} rows")
        drafts.append(ImportDraft.objects.order_by("pk").last())
    with django_assert_num_queries(12, exact=False) as first:
        browser.get(reverse("plan_import_preview", args=[drafts[0].pk]))
    with django_assert_num_queries(len(first)):
        browser.get(reverse("plan_import_preview", args=[drafts[1].pk]))


def test_the_template_comes_in_as_it_is(browser):
    answer = browser.get(reverse("plan_import_template"))
    assert answer.content == template()
    found = counts(answer.content)
    assert found["levels"] == {"Priority": 2, "Outcome": 2}
    assert (found["actions"], found["ongoing"]) == (3, 1)
    assert draft_of(answer.content).blocks == ()
    assert [sheet.name for sheet in read(answer.content)] == [
        "Plan",
        "Ongoing",
        "How to fill it in",
    ]
