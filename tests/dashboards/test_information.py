"""Requests for information: counted first, taken as one file, with who took it and why."""

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from dashboards.queries.information import Subject, gathered
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db

SINCE, UNTIL = date(2026, 8, 1), date(2026, 8, 31)
ASKED = {"since": "1 August 2026", "until": "31 August 2026"}
CONFIRMED = {"previewed": "2026-08-01|2026-08-31||||", "request": "FOI 2026/114"}


@pytest.fixture
def action():
    plan = make.PlanFactory.create(state="agreed")
    action = make.ActionFactory.create(plan=plan, number="1.1", text="=Train every panel.")
    make.LeadFactory.create(action=action)
    said = {"action": action, "as_at": date(2026, 8, 10)}
    make.ProgressUpdateFactory.create(**said, what_happened="A first panel was trained.")
    make.ProgressUpdateFactory.create(action=action, as_at=date(2026, 7, 31))
    make.DeadlineRevisionFactory.create(action=action, requested_on=UNTIL, reason="No trainer.")
    other = make.ActionFactory.create(plan=plan, number="1.2")
    make.ProgressUpdateFactory.create(action=other, as_at=SINCE, what_happened="It met.")
    elsewhere = make.ActionFactory.create()
    make.ProgressUpdateFactory.create(action=elsewhere, as_at=SINCE)
    return action


def counts(here, **fields) -> dict[str, int]:
    subject = Subject(here.plan.area, SINCE, UNTIL, **fields)
    user = make.person_with(Role.LEAD_OFFICER, here.plan.area)
    return {table.name: len(table.rows) for table in gathered(subject, user) if table.rows}


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ({}, {"Updates": 2, "New dates": 1}),
        ({"plan": "plan"}, {"Updates": 2, "New dates": 1}),
        ({"action": "action"}, {"Updates": 1, "New dates": 1}),
        ({"post": "post"}, {"Updates": 1, "New dates": 1}),
        ({"words": "PANEL was"}, {"Updates": 1}),
        ({"words": "no trainer"}, {"New dates": 1}),
        ({"words": "nobody said this"}, {}),
    ],
)
def test_what_was_said_of_a_subject_between_two_days(action, subject, found):
    rows = {
        "plan": action.plan, "action": action, "post": action.leads.get().post,
    }  # fmt: skip
    given = {name: rows.get(value, value) for name, value in subject.items()}

    assert counts(action, **given) == found


def test_it_is_counted_first_and_taken_with_a_record(action):
    client = client_of(Role.LEAD_OFFICER, action.plan.area)
    address = reverse("area_information", args=[action.plan.area.slug])

    counted = client.post(address, ASKED)
    refused = client.post(address, {**ASKED, **CONFIRMED, "request": ""})
    changed = client.post(address, {**ASKED, **CONFIRMED, "until": "30 August 2026"})
    events = Event.objects.filter(verb="took information")
    before = events.count()
    taken = client.post(address, {**ASKED, **CONFIRMED})
    again = client.post(address, {**ASKED, **CONFIRMED})

    assert dict(counted.context["counts"])["Updates"] == 2
    assert refused.context["form"].errors == {
        "request": ["Say which request it is for, and who asked."]
    }
    assert (before, changed.status_code) == (0, 200)
    [event] = events
    assert taken["Location"] == again["Location"]
    assert (event.changes["request"], event.changes["about"]) == (
        "FOI 2026/114",
        f"all of {action.plan.area}",
    )


def test_the_file_says_who_took_it_and_holds_words_that_are_no_formulas(action):
    client = client_of(Role.LEAD_OFFICER, action.plan.area)
    address = reverse("area_information", args=[action.plan.area.slug])
    page = client.post(address, {**ASKED, **CONFIRMED})["Location"]

    told = client.get(page).content.decode()
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{page}?file").content))

    about = {row[0].value: row[1].value for row in book["About this file"]}
    assert (about["Request"], about["Updates"]) == ("FOI 2026/114", 2)
    [_, first, *_] = book["Updates"].iter_rows(values_only=True)
    assert "FOI 2026/114" in told
    assert first[:2] == ("1.2", action.plan.actions.get(number="1.2").text)
    words = [row[1] for row in book["Updates"] if row[0].value == "1.1"]
    assert [(cell.value, cell.data_type) for cell in words] == [("=Train every panel.", "s")]


def test_a_childs_number_does_not_get_into_the_record(action):
    client = client_of(Role.LEAD_OFFICER, action.plan.area)
    address = reverse("area_information", args=[action.plan.area.slug])

    client.post(address, {**ASKED, **CONFIRMED, "request": "About 0101011237"})

    assert not Event.objects.filter(verb="took information").exists()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_answers_no_requests_takes_nothing(action, role):
    client = client_of(role, action.plan.area)

    page = client.get(reverse("area_information", args=[action.plan.area.slug]))

    assert page.status_code == 403


def test_a_page_of_free_text_says_that_words_may_be_released(action):
    client = client_of(Role.LEAD_OFFICER, action.plan.area)
    said = "What you write here may have to be released under freedom of information."

    pages = [
        client.get(reverse(name, args=[action.pk])).content.decode()
        for name in ("action_withdraw", "action_leads")
    ]

    assert [page.count(said) for page in pages] == [1, 0]
