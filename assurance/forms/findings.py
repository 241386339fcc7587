"""Forms of findings, and of which action came of which."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from assurance.enums import Verdict
from assurance.models import Finding
from committees.models import Meeting
from figures.forms.prose import ProseForm
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm, VersionedForm


class AddFindingForm(ProseForm):
    button = "Save finding"

    number = TextField(
        label="Number",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="As its report has it.",
    )
    text = WordsField(
        label="What was found",
        limit=2000,
        rows=5,
        help_text="What is to get better, never whose case showed it.",
    )


class EditFindingForm(AddFindingForm, VersionedForm):
    """A finding that stands, which somebody else may be writing too."""


class FindingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Findings under the name of what found them."""

    def label_from_instance(self, obj: Finding) -> str:
        words = Truncator(obj.text).chars(90)
        return f"{obj.activity}, {obj.reference}: {words}"


class ActionFindingForm(PageForm):
    """On an action: which finding it came of."""

    button = "Save"

    finding = FindingField(
        Finding.objects.none(), label="Which finding?", empty_label="Choose a finding"
    )

    def __init__(self, *args: Any, findings: Iterable[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("finding", findings)


class FindingDecisionForm(ProseForm):
    """That no action comes of a finding."""

    button = "Record the decision"

    verdict = forms.TypedChoiceField(
        label="What was decided?", choices=Verdict, coerce=Verdict, widget=forms.RadioSelect
    )
    reason = WordsField(
        label="Why?",
        limit=2000,
        rows=4,
        help_text="How it is known to be done, or why it is not accepted. Inspectors read this.",
    )
    decided_on = DayField(label="Day of the decision")
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label="At which meeting?",
        required=False,
        empty_label="Not at a meeting",
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("meeting", meetings)
