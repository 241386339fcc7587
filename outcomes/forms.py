"""Forms of high-level outcomes and measures."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.core.exceptions import ValidationError

from outcomes.enums import Good
from outcomes.models import HighLevelOutcome
from outcomes.rules.measurement import Counting
from outcomes.rules.numbers import plainly, read
from plans.models import Heading, Plan
from plans.queries import headings_of
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm

NUMBERED = tuple(one.name for one in fields(Counting))
NUMBER_HEAD = "{% include 'outcomes/components/number_head.html' %}"


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


class OutcomesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """High-level outcomes as the plan prints them."""

    def label_from_instance(self, obj: HighLevelOutcome) -> str:
        return str(obj)


class FigureField(TextField):
    """A number as people write it; what is no number, or two, is refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        narrow = {"class": "govuk-input--width-5", "inputmode": "decimal"}
        super().__init__(
            required=False, max_length=40, widget=forms.TextInput(attrs=narrow), **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        return plainly(value) if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return read(text) if text else None
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from None


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
    outcomes = OutcomesField(
        HighLevelOutcome.objects.none(),
        label="High-level outcomes that it belongs to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Actions are linked on their own pages.",
    )
    unit = TextField(
        label="What the number counts",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        help_text="For example “% of plans” or “days”. Leave it empty where there is no number.",
    )
    good = forms.ChoiceField(
        label="Which way is good",
        choices=Good,
        widget=forms.RadioSelect,
        initial=Good.NEITHER,
        required=False,
    )
    counts_children = forms.BooleanField(
        label="It counts children",
        required=False,
        help_text="Numbers from 1 to 4 are then printed as “fewer than 5”.",
    )
    baseline = FigureField(label="Baseline", help_text="Where it stood at the beginning.")
    baseline_on = DayField(label="Day of the baseline", required=False)
    baseline_words = TextField(
        label="About the baseline", max_length=300, required=False,
        help_text="For example: audit of 50 records.",
    )  # fmt: skip
    target = FigureField(label="Target", help_text="Only where one was agreed.")
    target_by = DayField(label="To be reached by", required=False)
    target_agreed_on = DayField(label="Day on which the target was agreed", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = HighLevelOutcome.objects.filter(plan=plan)
        self.offer("outcomes", rows)
        if not rows:
            del self.fields["outcomes"]

    def layout(self) -> Sequence[Any]:
        number = [name for name in NUMBERED if name in self.fields]
        words = [name for name in super().layout() if name not in number]
        return [*words, HTML(NUMBER_HEAD), *number]

    def values(self) -> dict[str, Any]:
        """The words as they are; what is said of the number in one piece."""
        given = {"outcomes": [], **super().values()}
        given["good"] = given["good"] or Good.NEITHER.value
        counting = Counting(**{name: given.pop(name) for name in NUMBERED})
        return {**given, "counting": counting}


class EditMeasureForm(MeasureForm, VersionedForm):
    """A measure that stands, which somebody else may be writing too."""
