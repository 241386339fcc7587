"""The record of an area as people read it."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.services import record
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db


def history(role, area, **asked):
    response = client_of(role, area).get(reverse("area_history", args=[area.slug]), asked)
    return [event.target_label for event, *_ in response.context["events"]]


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


@pytest.fixture
def report(area):
    """A report in preparation, and one that is issued."""
    plan = make.PlanFactory(area=area, state="agreed")
    issued = make.issued_report(plan=plan)
    begun = make.ReportFactory(plan=plan, as_of="2026-09-30")
    for row in (begun, issued):
        record(by=None, verb="began report", target=row, area_id=area.pk)
        part = row.sections.first()
        record(by=None, verb="wrote section", target=part, area_id=area.pk, changes={"body": "X"})
    return begun


def test_inspector_reads_of_issued_reports_and_no_section_before(area, report):
    shown = history(Role.INSPECTOR, area, about="reporting", words="began")
    written = history(Role.INSPECTOR, area, words="wrote section")

    assert (len(shown), written) == (1, [])
    assert report.title not in shown
    assert len(history(Role.CHAIR, area, words="wrote section")) == 2


def test_inspector_reads_no_letter_and_nothing_that_was_begun(area):
    action = make.ActionFactory(plan__area=area, plan__state="agreed")
    record(by=None, verb="began draft", target=action, area_id=area.pk)
    letter = make.LetterFactory()
    record(by=None, verb="wrote letter", target=letter, area_id=area.pk)

    assert history(Role.INSPECTOR, area) == []
    assert len(history(Role.LEAD_OFFICER, area)) == 2


def test_one_persons_part_of_the_record(area):
    ailsa, iain = make.UserFactory(name="Ailsa Wren"), make.UserFactory(name="Iain Kerr")
    for user in (ailsa, iain):
        record(by=user, verb="edited area", target=area, area_id=area.pk)
    client = client_of(Role.LEAD_OFFICER, area)

    page = client.get(reverse("person_history", args=[area.slug, ailsa.pk]))
    nobody = client.get(reverse("person_history", args=[area.slug, make.UserFactory().pk]))

    assert [said for _, said, _ in page.context["events"]] == ["Ailsa Wren changed “Glenfarrow”."]
    assert nobody.status_code == 404
    assert len(history(Role.LEAD_OFFICER, area, who=str(iain.pk))) == 1


def test_the_record_is_taken_as_a_file_whose_formulas_are_words(area):
    post = make.PostFactory(area=area, title="=1+1")
    record(
        by=None, verb="edited post", target=post, area_id=area.pk, changes={"title": ["", "=1+1"]}
    )
    client, page = client_of(Role.LEAD_OFFICER, area), reverse("area_history", args=[area.slug])

    text = client.get(page, {"as": "csv"})
    book = client.get(page, {"as": "xlsx"})

    [heads, row] = list(csv.reader(io.StringIO(text.content.decode("utf-8-sig"))))
    assert heads == ["When", "Who", "What was done", "Details"]
    assert row[1:] == ["cpcplan", "cpcplan changed the post “=1+1”.", "Title: =1+1"]
    assert text["Content-Disposition"] == 'attachment; filename="history-in-glenfarrow.csv"'
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert [cell.value for cell in sheet[2]][1:] == row[1:]
