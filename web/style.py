"""A page of all components, for those who build pages. Its address exists only under DEBUG."""

import datetime as dt
from typing import Any, Final

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from documents.statuses import DEFAULTS, default_tag
from web.style_figures import figures

RATINGS: Final = (("g", "On track"), ("a", "At risk"), ("r", "Off track"), ("p", "Complete"))


class SampleForm(forms.Form):
    """Every kind of field that the pack draws."""

    rating = forms.ChoiceField(label="How is it going?", choices=RATINGS, widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why is it not on track?",
        help_text="A sentence or two that chief officers can understand.",
        widget=forms.Textarea,
        max_length=600,
    )
    title = forms.CharField(label="Title", max_length=80, help_text="As it is printed.")
    proposed = forms.DateField(label="New date", required=False)
    lead = forms.ChoiceField(
        label="Accountable lead", choices=[("", "Choose a lead"), ("1", "Head of Service")]
    )
    outcomes = forms.MultipleChoiceField(
        label="Outcomes",
        choices=[("1", "Safe at home"), ("2", "Heard")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Spreadsheet", help_text="An .xlsx or .csv file.")
    agreed = forms.BooleanField(label="The committee has agreed this")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    choice_hints: Final = {
        "rating": {
            "g": "Work is going as planned and will be done by the date.",
            "a": "Something will stop it unless it is put right.",
            "r": "It has stopped, or will miss its date.",
        }
    }
    choice_statuses: Final = {
        "rating": {
            "g": default_tag("on_track"),
            "a": default_tag("at_risk"),
            "r": default_tag("off_track"),
            "p": default_tag("complete"),
        }
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout(
            Fieldset("Progress", "rating", Div("reason", data_shown_when="rating:a r")),
            "title",
            "proposed",
            "lead",
            "outcomes",
            "file",
            "agreed",
            "version",
        )
        self.helper.add_input(Submit("save", "Save update"))

    def clean(self) -> dict[str, Any]:
        """Always one thing wrong with the whole form, to be looked at."""
        self.add_error(None, "Somebody else changed this action while you were writing.")
        return self.cleaned_data


class SampleFilters(forms.Form):
    """Fields as a list's filter shows them."""

    status = forms.ChoiceField(label="Status", choices=[("", "Any"), *RATINGS], required=False)
    words = forms.CharField(label="Words", required=False)
    overdue = forms.BooleanField(label="Overdue only", required=False)


@login_not_required
def style(request: HttpRequest) -> HttpResponse:
    """All components on one page, with a form in error when ?errors is asked for."""
    messages.success(request, "Your update was saved. Next: action 1.2 is waiting for you.")
    messages.warning(request, "Two actions have no lead. Open the list and name one for each.")
    context = {
        "form": SampleForm({"rating": "a", "save": "1"} if "errors" in request.GET else None),
        "filters": SampleFilters(request.GET),
        "states": {state: default_tag(state) for state in DEFAULTS},
        "breadcrumbs": [("Plans", "/"), ("Improvement plan 2026 to 2028", "")],
        "events": _events(),
        "figures": figures(),
        "tabs": [
            {"label": "Overview", "url": "#", "current": True},
            {"label": "Actions", "url": "#", "current": False},
            {"label": "Whole plan", "url": "#", "current": False},
        ],
        "facts": [("Accountable lead", "Head of Service"), ("Timescale", ""), ("Age", "2 years")],
    }
    return render(request, "style.html", context)


def _events() -> list[dict[str, Any]]:
    amber = default_tag("at_risk", "Amber")
    return [
        {
            "title": "The chair challenged the rating",
            "status": amber,
            "when": dt.date(2026, 10, 30),
            "who": "Ishbel Garrow, independent chair",
            "kind": "decision",
            "parts": [("Reason", "The date has moved twice and no trainer is in post.")],
        },
        {
            "title": "Update: no change",
            "status": None,
            "when": dt.date(2026, 10, 12),
            "who": "Tomasz Wilk, action lead",
            "kind": "",
            "parts": [("What happened", "Recruitment closed without an appointment.")],
        },
    ]
