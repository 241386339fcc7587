"""The forms by which a default catalogue and a published set of indicators come in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalogue.rules.entries import SetFile
from catalogue.rules.set_files import set_in, set_sent
from guard.outside.files import read_outside
from guard.refusals import Refusal
from sheets.rules.source import MAX_BYTES
from web.fields import DayField
from web.forms import PageForm


class CatalogueForm(PageForm):
    button = "Add these indicators"

    nation = forms.ChoiceField(
        label="Whose catalogue?",
        choices=[("scotland", "Scotland"), ("england", "England")],
        widget=forms.RadioSelect,
    )
    starts = DayField(
        label="First day for which figures are asked",
        help_text="Go back as far as you have figures to give.",
    )


class IndicatorSetForm(PageForm):
    button = "Bring this set in"

    file = forms.FileField(
        label="File of the set",
        help_text=f"A workbook (.xlsx), a .csv or a .json file of up to "
        f"{MAX_BYTES // 1024 // 1024} MB, filled in from the empty frame.",
        error_messages={"required": "Choose the file.", "empty": "The file is empty."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.json"}),
    )
    starts = DayField(
        label="First day for which figures are asked", help_text="Of the indicators that are new."
    )

    def clean_file(self) -> SetFile:
        """Read at once, so that what is wrong with the file stands beside its field."""
        file = self.cleaned_data["file"]
        if file.size and file.size > MAX_BYTES:
            raise ValidationError(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
        try:
            return set_in(read_outside(set_sent, file.name or "", file.read()))
        except (Refusal, ValueError) as refusal:
            raise ValidationError(str(refusal)) from refusal

    def values(self) -> dict[str, Any]:
        return {"sent": self.cleaned_data["file"], "starts": self.cleaned_data["starts"]}
