"""Sending in the logo of an area's committee."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from committees.rules.logos import MEGABYTES, MOST_BYTES, SHAPES, LogoImage, logo_in
from guard.outside.files import read_outside
from guard.refusals import Refusal
from web.fields import TextField
from web.forms import VersionedForm

AGAIN = "Choose the picture once more: a browser does not keep it."


class LogoForm(VersionedForm):
    button = "Put it at the head of papers"
    shows_optional = False
    conflict_words = (
        "Another logo was put here, or it was taken away, since you opened this page: what stands "
        "now is shown on this page. Your words are still below. Choose your picture once more if "
        "it should take the place of theirs."
    )

    file = forms.FileField(
        label="Picture of the logo",
        required=False,
        help_text=f"PNG or JPEG, up to {MEGABYTES} MB, {SHAPES}, for white paper. It is drawn "
        "anew: nothing that the file holds besides is kept. Where a logo stands, the words can be "
        "changed without one.",
        error_messages={"empty": "The file is empty. Choose the picture of the logo."},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    alt = TextField(
        label="What it is, in words",
        max_length=200,
        help_text="Read out to who does not see it, in every paper. If the logo says something "
        "that is not the committee’s name, write that too.",
        error_messages={"required": "Say in words what the logo is."},
    )

    image: LogoImage | None = None

    def clean_file(self) -> Any:
        """Read at once, so that what is wrong with the file stands beside its field."""
        file = self.cleaned_data["file"]
        if not file:
            return None
        if file.size > MOST_BYTES:
            raise ValidationError(f"The file is larger than {MEGABYTES} MB. Save a smaller copy.")
        try:
            self.image = read_outside(logo_in, file.name or "", file.read())
        except Refusal as refusal:
            raise ValidationError(str(refusal)) from refusal
        return file

    def full_clean(self) -> None:
        super().full_clean()
        self._ask_again()

    def refuse(self, error: ValidationError) -> None:
        super().refuse(error)
        self._ask_again()

    def _ask_again(self) -> None:
        """What else is wrong costs the person the file that they chose."""
        if self.image and self.errors and "file" not in self.errors:
            self.add_error("file", AGAIN)

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {"expected": given["expected"], "alt": given["alt"], "image": self.image}
