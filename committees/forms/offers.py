"""Forms by which a regional group comes to serve another area, and ceases to."""

from typing import Any

from django import forms

from committees.models import Area, Body
from committees.queries.groups import areas_to_ask
from web.forms import PageForm


class OfferForm(PageForm):
    button = "Offer it"

    area = forms.ModelChoiceField(Area.objects.none(), label="Area", empty_label="Choose an area")

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("area", areas_to_ask(body))


class AnswerForm(PageForm):
    button = "Send the answer"

    accepted = forms.TypedChoiceField(
        label="Shall it serve this area?",
        choices=[("yes", "Yes, it serves this area too"), ("no", "No")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )


class EndServingForm(PageForm):
    button = "End it"
    warning = True
