"""What a client may send in a form that a browser would not: it is cleaned, said, never a 500."""

from datetime import date

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.urls import reverse

from accounts.roles import Role
from committees.models import Body
from tests import factories as make
from tests.clients import client_of
from web.fields import DayField, TextField, WordsField

pytestmark = pytest.mark.django_db


@pytest.fixture
def area():
    return make.AreaFactory()


def all_forms(base=forms.Form):
    for form in base.__subclasses__():
        yield form
        yield from all_forms(form)


def ours(kind):
    """Fields of that kind in every form of ours, by form and name."""
    return {
        f"{form.__module__}.{form.__qualname__}.{name}": field
        for form in all_forms()
        if form.__module__.partition(".")[0] not in {"django", "allauth", "crispy_forms", "tests"}
        for name, field in form.base_fields.items()
        if isinstance(field, kind) and not isinstance(field.widget, forms.HiddenInput)
    }


def plain_text(field):
    return type(field) is forms.CharField


def test_every_text_that_is_typed_comes_through_one_field(client):
    client.get("/")  # every address, and with it every form, is loaded
    plain = [name for name, field in ours(forms.CharField).items() if plain_text(field)]

    assert [name for name in plain if not name.startswith("web.style.")] == []


def test_every_day_that_is_typed_has_bounds(client):
    client.get("/")
    plain = [name for name, field in ours(forms.DateField).items() if type(field) is not DayField]

    assert [name for name in plain if not name.startswith("web.style.")] == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (date(1989, 12, 31), ["Give a day between 1990 and 2100."]),
        (date(13, 1, 1), ["Give a day between 1990 and 2100."]),
        (date(2101, 1, 1), ["Give a day between 1990 and 2100."]),
        (date(1990, 1, 1), []),
        (date(2100, 12, 31), []),
    ],
)
def test_a_day_is_of_the_years_that_plans_are_of(typed, said):
    class Asked(forms.Form):
        on = DayField()

    assert Asked({"on": typed}).errors.get("on", []) == said


@pytest.mark.parametrize(
    ("field", "sent", "kept"),
    [
        (TextField(), "Training\x0b\r\ngroup\x00", "Training group"),
        (WordsField(limit=20), " Ask\x0bthem\r\n\x00", "Ask\nthem"),
        (TextField(widget=forms.Textarea), "Ask\r\nthem\ud800", "Ask\nthem"),
        (TextField(required=False), None, ""),
    ],
)
def test_a_field_cleans_what_is_sent(field, sent, kept):
    assert field.clean(sent) == kept


HOSTILE = "Training\x0bgroup\r\n\x00\x1b\ufffe \ud7ff\U0001fffe"


def test_a_form_saves_what_can_be_kept_and_says_what_was_taken_out(area):
    client = client_of(Role.LEAD_OFFICER, area)
    sent = {"name": HOSTILE, "kind": "sub_committee", "cadence": "quarterly"}
    answer = client.post(
        reverse("body_add", args=[area.slug]), {**sent, "remit": "Ask\x0bthem\x00"}
    )

    assert (answer.status_code, [(row.name, row.remit) for row in Body.objects.all()]) == (
        302,
        [("Training group \ud7ff", "Ask\nthem")],
    )
    assert [str(row) for row in get_messages(answer.wsgi_request)][:2] == [
        "Name: 4 characters that cannot be printed were taken out.",
        "Remit: 1 character that cannot be printed was taken out.",
    ]


def test_a_search_for_what_no_text_holds_is_answered(area):
    make.BodyFactory(area=area)
    plan = make.PlanFactory(area=area)
    make.ActionFactory(plan=plan, text="Train every panel.")
    page = client_of(Role.LEAD_OFFICER, area).get(
        reverse("plan_actions", args=[plan.slug]), {"words": "every\x0bpan\x00el"}
    )

    assert page.context["form"].cleaned_data["words"] == "every panel"
