"""What an administrator adds to the guard's rules, and a text to try them on."""

from typing import Any

from django import forms

from guard.enums import Purpose
from web.fields import TextField, WordsField
from web.forms import PageForm


class PatternForm(PageForm):
    button = "Add"
    doubted = False  # a pattern of a reference looks like one

    purpose = forms.ChoiceField(
        label="What it is", choices=Purpose.choices, widget=forms.RadioSelect
    )
    text = TextField(
        label="Pattern or postcode",
        max_length=60,
        help_text="In a pattern # is a digit, @ a letter and #{5,10} five to ten digits: "
        "SW-######. A postcode is given whole: KY7 5LT.",
    )
    everywhere = forms.BooleanField(label="In every area", required=False)

    def __init__(self, *args: Any, everywhere: bool, **kwargs: Any) -> None:
        """`everywhere`: whether this person may add one for the whole installation."""
        super().__init__(*args, **kwargs)
        if not everywhere:
            del self.fields["everywhere"]

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {
            "purpose": Purpose(given["purpose"]),
            "text": given["text"],
            "everywhere": given.get("everywhere", False),
        }


class TrialForm(PageForm):
    button = "Try"
    guarded = False  # nothing of it is kept: it is what the guard is shown

    text = WordsField(label="A text to try", limit=8000, rows=6)
