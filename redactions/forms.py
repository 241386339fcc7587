"""What is asked of whoever saw words that identify a person, and of whoever confirms it."""

from typing import Any

from django import forms

from redactions.enums import Kind, Reason, SeenIn
from redactions.rules.words import MOST
from web.fields import TextField
from web.forms import PageForm
from web.kept_text import TYPED_BY


class ProposalForm(PageForm):
    """The words are asked for and kept nowhere: not by the guard, not for after a sign-in."""

    button = "Propose to take them out"
    guarded = False  # they are what the guard would refuse

    words = TextField(
        label="The words that identify a person",
        max_length=MOST,
        help_text="Only these, as they stand: a name, a number, a date of birth. They are looked "
        "for in every spelling and kept nowhere.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label="What they are", choices=Kind.choices, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label="Why", choices=Reason.choices, widget=forms.RadioSelect)
    seen_in = forms.ChoiceField(
        label="Where you saw them", choices=SeenIn.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields[TYPED_BY]

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {
            "words": given["words"],
            "kind": Kind(given["kind"]),
            "reason": Reason(given["reason"]),
            "seen_in": SeenIn(given["seen_in"]),
        }


class ConfirmationForm(PageForm):
    button = "Take them out everywhere"
    warning = True

    read = forms.BooleanField(
        label="I have read the texts above: the words identify a person",
        error_messages={"required": "Read the texts, then say that the words identify a person."},
    )

    def values(self) -> dict[str, Any]:
        return {}
