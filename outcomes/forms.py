"""Forms of high-level outcomes and measures."""

from typing import Any

from django import forms

from plans.models import Heading, Plan
from plans.queries import headings_of
from web.fields import TextField
from web.forms import PageForm, VersionedForm


class HeadingsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Headings named as the plan prints them."""

    def label_from_instance(self, obj: Heading) -> str:
        return obj.title


class OutcomeForm(PageForm):
    button = "Save outcome"

    number = TextField(
        label="Number",
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="As you print it: 01.",
    )
    text = TextField(label="Text", widget=forms.Textarea, max_length=2000)
    headings = HeadingsField(
        Heading.objects.none(),
        label="Headings that contribute to it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("headings", Heading.objects.filter(plan=plan).select_related("level"))
        if not headings_of(plan):
            del self.fields["headings"]

    def values(self) -> dict[str, Any]:
        return {"headings": [], **super().values()}


class EditOutcomeForm(OutcomeForm, VersionedForm):
    """An outcome that stands, which somebody else may be writing too."""


class MeasureForm(PageForm):
    button = "Save measure"

    text = TextField(
        label="How you will know",
        widget=forms.Textarea,
        max_length=2000,
        help_text="In words; a number is not needed.",
    )
    evidence_sources = TextField(
        label="Where the evidence comes from",
        widget=forms.Textarea,
        max_length=2000,
        required=False,
    )


class EditMeasureForm(MeasureForm, VersionedForm):
    """A measure that stands, which somebody else may be writing too."""
