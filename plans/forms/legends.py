"""An entry of a plan's legend: what one of its statuses is called and means."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from documents.enums import Canonical
from documents.statuses import DEFAULTS
from plans.models import LegendEntry, Plan
from web.fields import TextField
from web.forms import PageForm, VersionedForm


class LegendEntryForm(VersionedForm):
    button = "Save"

    label = TextField(label="Label", max_length=80)
    definition = TextField(
        label="Definition",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        help_text="Leads see it beside the choice; reports print it with the legend.",
    )


STATES = [choice for choice in Canonical.choices if choice[0] != Canonical.WITHDRAWN]
HEX = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits or letters a to f: #1f5a96."
)


class NewLegendEntryForm(PageForm):
    """A status that a plan's legend gets beside those that it has."""

    button = "Add to the legend"

    code = TextField(
        label="Code",
        max_length=10,
        help_text="One or two letters, as you print it: B.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
    )
    label = TextField(label="Label", max_length=80)
    definition = TextField(
        label="Definition",
        widget=forms.Textarea,
        max_length=1000,
        required=False,
        help_text="Leads see it beside the choice; reports print it with the legend.",
    )
    canonical = forms.ChoiceField(
        label="What it means for the counts",
        choices=STATES,
        widget=forms.RadioSelect,
        help_text="Where two entries mean the same, counts stand under the label of the first.",
    )
    colour = TextField(
        label="Colour",
        max_length=7,
        required=False,
        validators=[HEX],
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        help_text="As # and six digits. Left empty, it is the usual colour of what it means; it is "
        "made dark enough to be read.",
    )
    symbol = TextField(
        label="Symbol",
        max_length=4,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        help_text="Printed beside the word, so that grey paper can be read. Left empty, it is the "
        "usual one.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        if LegendEntry.objects.filter(legend__plan=self.plan, code__iexact=code).exists():
            raise forms.ValidationError(f"The legend has an entry {code} already.")
        return code

    def values(self) -> dict[str, Any]:
        """What add_legend_entry takes."""
        values = super().values()
        usual = DEFAULTS[values["canonical"]]
        return {
            **values,
            "canonical": Canonical(values["canonical"]),
            "colour": values["colour"] or usual.colour,
            "symbol": values["symbol"] or usual.symbol,
        }
