"""Fields, refusals and conflicts that the forms of actions share."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from audit.services.edits import EditConflict
from web.kept_text import KeptForm


class DayField(forms.DateField):
    """A day typed as people write it (cpcplan.formats says how)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            error_messages={
                "required": "Give a date, for example 31 July 2026.",
                "invalid": "Write the day, month and year, for example 31 July 2026.",
            },
            **kwargs,
        )


class WordsField(forms.CharField):
    """Some lines of text; the limit is said only when it is passed.

    Line ends come back as they are stored, so that a text which nobody changed stays the same.
    """

    def __init__(self, *, limit: int, rows: int = 3, **kwargs: Any) -> None:
        said = f"This is longer than {limit:,} characters. Please shorten it."
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[MaxLengthValidator(limit, message=said)],
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if text and text.strip() else ""


class ConflictingForm(KeptForm):
    """A form that shows both texts when somebody else saved first, and loses neither."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    conflict: models.Model | None = None
    helper: FormHelper
    choice_hints: dict[str, dict[str, str]]
    choice_statuses: dict[str, dict[str, str]]

    def take_conflict(self, refusal: EditConflict) -> None:
        """Keep what was typed, and let the next press save it over what is there now."""
        self.conflict = refusal.current
        self.put("version", str(getattr(refusal.current, "row_version", "")))
        self.add_error(None, refusal.message)
        self.helper.form_show_errors = False  # the page's own section says it, with both texts

    @property
    def expected(self) -> int:
        """The version of the row that the form was drawn from; none is as good as an old one."""
        return self.cleaned_data.get("version") or 0

    def typed(self, name: str) -> str:
        """The text of a field as the person sent it."""
        return str(self.data.get(self.add_prefix(name), "")).strip()


class AnsweringForm(ConflictingForm):
    """A form that answers one row, `about`: what was said since it was drawn is read first."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, about: models.Model, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": about.pk}, **kwargs)
        self.about = about

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("seen") not in (None, self.about.pk):
            self.put("seen", str(self.about.pk))
            raise ValidationError("Something new was said about this. Read it, then send again.")
        return self.cleaned_data


def plain_helper(
    form: forms.Form, button: str, *shown: str | Div, warning: bool = False
) -> FormHelper:
    """Fields one under the other, in the order `shown` or else their own, and a button."""
    helper = FormHelper()
    hidden = [field.name for field in form.hidden_fields()]
    helper.layout = Layout(*shown, *hidden) if shown else Layout(*form.fields)
    css = "govuk-button--warning" if warning else ""
    helper.add_input(Submit("save", button, css_class=css))
    return helper


def place_errors(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Put what a service refused beside the fields it names; the rest stands above the form."""
    named = getattr(refusal, "error_dict", None) or {NON_FIELD_ERRORS: refusal.error_list}
    for name, errors in named.items():
        form.add_error(name if name in form.fields else None, errors)
