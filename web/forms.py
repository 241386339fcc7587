"""Forms as this site asks them: what was typed survives, and a refusal stands beside its field."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from web.kept_text import TYPED_BY, KeptForm


class PageForm(KeptForm):
    """A form that fills one page. Its fields are named as the service's arguments."""

    button = "Save"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.add_input(Submit("save", self.button))

    def values(self) -> dict[str, Any]:
        """What the person gave, for the service: every field by its name."""
        return {name: value for name, value in self.cleaned_data.items() if name != TYPED_BY}

    def refuse(self, error: ValidationError) -> None:
        """Put a service's refusal beside the fields it names, or at the head of the form."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            field = name if name in self.fields and name != NON_FIELD_ERRORS else None
            self.add_error(field, errors)


class VersionedForm(PageForm):
    """A form for a row that somebody else may be writing at the same time."""

    expected = forms.IntegerField(widget=forms.HiddenInput)

    def take_over(self, current: models.Model) -> list[tuple[str, str]]:
        """After a conflict: aim at the row as it stands now, keeping what was typed.

        Returns label and present value of every field that differs from what was typed.
        """
        self.put("expected", str(current.row_version))  # type: ignore[attr-defined]
        theirs = {name: getattr(current, name) for name in self.fields if hasattr(current, name)}
        return [
            (str(self.fields[name].label), str(value or ""))
            for name, value in theirs.items()
            if value != self.cleaned_data.get(name)
        ]
