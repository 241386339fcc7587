"""Forms of an edition's life: prepared, issued, put aside, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from editions.rules.parts import Part
from figures.forms.prose import ProseForm
from reporting.enums import Marking
from web.fields import TextField
from web.forms import PageForm

REASON_HINT = (
    "Only where the words tell a small number of children. Say why it tells nobody who they are: "
    "whoever issues the edition reads it. Or leave that part out."
)


class PrepareEditionForm(PageForm):
    """How it is marked, and which parts are told."""

    button = "Prepare this edition"

    marking = forms.ChoiceField(
        label="How this edition is marked",
        choices=Marking.choices,
        widget=forms.RadioSelect,
        help_text="Nothing is chosen beforehand. What the public reads can only be OFFICIAL.",
        error_messages={"required": "Choose how this edition is marked."},
    )
    kept = forms.MultipleChoiceField(
        label="What is told",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="What is not ticked is left out, and the edition says so.",
    )
    numbers_reason = TextField(
        label="Why small numbers of children may stand in it",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=REASON_HINT,
    )

    def __init__(self, *args: Any, offered: Sequence[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("kept", [(row.key, row.heading) for row in offered])
        self.fields["kept"].initial = [row.key for row in offered if row.kept]


class IssueEditionForm(PageForm):
    """Issued by somebody else than who prepared it."""

    button = "Issue this edition"

    read = forms.BooleanField(
        label="I have read it as its readers will",
        error_messages={"required": "Read it first, as its readers will, and say so."},
    )

    def values(self) -> dict[str, Any]:
        return {}


class WithdrawEditionForm(ProseForm):
    """Taken back after it was issued."""

    button = "Withdraw it"
    warning = True

    reason = TextField(
        label="Why",
        max_length=2000,
        widget=forms.Textarea,
        help_text="Its page says so from now on, to everybody who could read it.",
    )
