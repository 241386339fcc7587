"""A paper that somebody holds: as a file, or the mark at the foot of a page."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from provenance.rules.marks import mark_of
from web.fields import TextField
from web.forms import PageForm

MOST_BYTES: Final = 60 * 1024 * 1024
NEITHER: Final = "Choose the file, or copy the mark from the foot of a page."


class PaperForm(PageForm):
    """The file is read for its hash and not kept."""

    button = "Compare it"
    guarded = doubted = False  # nothing of it is kept
    shows_optional = False

    file = forms.FileField(
        label="The file",
        required=False,
        allow_empty_file=True,
        help_text=f"A PDF, Word file or workbook of up to {MOST_BYTES // 1024 // 1024} MB, as you "
        "got it. It is not kept.",
    )
    mark = TextField(
        label="Or the mark at the foot of a page",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
        help_text="For a paper in print: the characters after the version, such as 3f9c52aa07be.",
    )

    def clean_mark(self) -> str:
        try:
            return mark_of(self.cleaned_data["mark"])
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean_file(self) -> str:
        """The file's SHA-256; "" without a file."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > MOST_BYTES:
            most = MOST_BYTES // 1024 // 1024
            raise ValidationError(f"The file is larger than {most} MB. Use the mark of its pages.")
        hashed = sha256()
        for chunk in file.chunks():
            hashed.update(chunk)
        return hashed.hexdigest()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and not given.get("file") and not given.get("mark"):
            self.add_error("file", NEITHER)
        return given
