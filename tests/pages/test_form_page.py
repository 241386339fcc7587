"""The one form page: what a form shows of a row, of a refusal and of somebody else's edit."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.test import RequestFactory

from audit.models.conflict import EditConflict
from committees.enums import BodyKind, Cadence
from committees.models import Area, Body
from tests import factories as make
from web.fields import DayField, TextField, WordsField
from web.form_page import FormPage, ask, opened, pressed
from web.forms import PageForm, VersionedForm


class GroupForm(VersionedForm):
    """A form with every kind of field that two people can change."""

    name = TextField(label="Name")
    remit = WordsField(label="Remit", limit=100, required=False)
    kind = forms.ChoiceField(label="Kind", choices=BodyKind.choices)
    parent = forms.ModelChoiceField(Body.objects.all(), label="Part of", required=False)
    serves = forms.ModelMultipleChoiceField(Area.objects.all(), label="Serves", required=False)
    last = forms.MultipleChoiceField(label="Meets", choices=[*Cadence.choices], required=False)
    on = DayField(label="On", required=False)
    open = forms.BooleanField(label="Open", required=False)

    def said_by(self, row: Any) -> dict[str, Any]:
        also = {"serves": [row.area], "last": ["monthly"], "on": date(2026, 7, 31), "open": True}
        return {**super().said_by(row), **also}


class WarningForm(PageForm):
    button = "Strike it out"
    warning = True

    why = TextField(label="Why?")


@pytest.fixture
def body(db) -> Body:
    return make.BodyFactory(name="Committee", remit="All of it", row_version=4)


def sent(fields: dict[str, Any] | None = None) -> HttpRequest:
    make_request = RequestFactory()
    request = make_request.get("/") if fields is None else make_request.post("/", fields)
    request.user = make.UserFactory()
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def told(request: HttpRequest) -> list[tuple[str, str]]:
    return [(message.level_tag, message.message) for message in get_messages(request)]


PAGE = FormPage(heading="Change", back="/back/", done=lambda row: f"{row} is saved.")


def test_a_form_made_with_a_row_says_what_the_row_says(body):
    form = opened(GroupForm, sent(), row=body)

    names = ("name", "remit", "kind", "parent", "serves", "on", "open", "expected")
    assert [form.initial[name] for name in names] == [
        "Committee", "All of it", body.kind, None, [body.area], date(2026, 7, 31), True, 4,
    ]  # fmt: skip


def test_both_texts_are_printed_as_people_read_them(body):
    other = make.AreaFactory(name="Another area")
    group = make.BodyFactory(name="Regional group")
    fields = {
        "name": "Committee", "remit": "Half of it", "kind": BodyKind.REGIONAL_GROUP,
        "parent": group.pk, "serves": [other.pk], "last": ["quarterly"], "on": "1 August 2026",
        "expected": 3,
    }  # fmt: skip
    request = sent(fields)

    def write(**_: Any) -> None:
        raise EditConflict(body)

    form = opened(GroupForm, request, row=body)
    ask(request, form, PAGE, write)

    assert form.both_texts() == [
        ("Remit", "All of it", "Half of it"),
        ("Kind", body.get_kind_display(), BodyKind.REGIONAL_GROUP.label),
        ("Part of", "", "Regional group"),
        ("Serves", str(body.area), "Another area"),
        ("Meets", "Monthly", "Quarterly"),
        ("On", "31 July 2026", "1 August 2026"),
        ("Open", "Yes", "No"),
    ]
    assert form["expected"].value() == "4"


@pytest.mark.parametrize(
    ("refusal", "errors"),
    [
        (ValidationError("Too late."), {"__all__": ["Too late."]}),
        (ValidationError({"why": "Say more."}), {"why": ["Say more."]}),
        (ValidationError({"on": "Not that day."}), {"__all__": ["Not that day."]}),
    ],
)
@pytest.mark.django_db
def test_a_refusal_stands_beside_the_field_that_it_names(refusal, errors):
    request = sent({"why": "A slip."})

    def write(**_: Any) -> None:
        raise refusal

    form = opened(WarningForm, request)
    answer = ask(request, form, PAGE, write)

    assert (answer.status_code, form.errors, told(request)) == (200, errors, [])


@pytest.mark.django_db
def test_what_is_done_is_said_of_what_was_written():
    request = sent({"why": "A slip."})
    given: dict[str, Any] = {}

    def write(**values: Any) -> str:
        given.update(values)
        return "The row"

    form = opened(WarningForm, request)
    answer = ask(request, form, PAGE, write, onward=lambda row: f"/{row[:3].lower()}/")

    assert given == {"by": request.user, "why": "A slip."}
    assert (answer["Location"], told(request)) == ("/the/", [("success", "The row is saved.")])


@pytest.mark.django_db
def test_a_button_that_warns_is_drawn_so():
    form = opened(WarningForm, sent())

    [button] = form.helper.inputs
    assert (button.value, "govuk-button--warning" in button.field_classes) == (
        "Strike it out",
        True,
    )


@pytest.mark.parametrize(
    ("refused", "message"),
    [(False, ("success", "Removed.")), (True, ("error", "Something stands under it."))],
)
@pytest.mark.django_db
def test_a_button_without_a_form_says_what_happened(refused, message):
    request = sent({})

    def write(**_: Any) -> int:
        if refused:
            raise ValidationError("Something stands under it.")
        return 7

    did = pressed(request, write, "Removed.")

    assert (did.written if did else None, told(request)) == (None if refused else 7, [message])
