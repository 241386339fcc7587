"""Fields as this site asks them: text, a day, several files."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from documents.text import line, lines, piece
from timescales.days import OUT_OF_REACH, plausible


def within_reach(day: date) -> None:
    """Raises ValidationError for a day that no plan is of: a slip of the finger."""
    if not plausible(day):
        raise forms.ValidationError(OUT_OF_REACH)


class TextField(forms.CharField):
    """Text of one line, or of several where its widget is a Textarea.

    Every text that a person types into a form of this site comes through `to_python` here: it is
    cleaned, and `notes` say in words what could not be kept of the text that came last.
    """

    notes: tuple[str, ...] = ()

    def to_python(self, value: Any) -> Any:
        shaped = lines if isinstance(self.widget, forms.Textarea) else line
        cleaned = shaped("" if value is None else str(value))
        self.notes = cleaned.notes
        return super().to_python(cleaned.text)


class WordsField(TextField):
    """Some lines of text; the limit is said only when it is passed."""

    def __init__(self, *, limit: int, rows: int = 3, **kwargs: Any) -> None:
        said = f"This is longer than {limit:,} characters. Please shorten it."
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}),
            validators=[MaxLengthValidator(limit, message=said)],
            **kwargs,
        )


class PasteField(WordsField):
    """A pasted table: a tab at its beginning is an empty first cell."""

    def to_python(self, value: Any) -> Any:
        cleaned = piece("" if value is None else str(value))
        self.notes = cleaned.notes
        return forms.CharField.to_python(self, cleaned.text)


class NumberField(forms.IntegerField):
    """A whole number of few digits; `said` is the one message for whatever else was typed."""

    def __init__(self, *, said: str, **kwargs: Any) -> None:
        faults = ("required", "invalid", "min_value", "max_value")
        super().__init__(
            widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
            error_messages=dict.fromkeys(faults, said),
            **kwargs,
        )


class DayField(forms.DateField):
    """A day typed as people write it (cpcplan.formats says how), in the years that plans are of."""

    default_validators = [within_reach]

    def __init__(self, **kwargs: Any) -> None:
        said = {
            "required": "Give a date, for example 31 July 2026.",
            "invalid": "Write the day, month and year, for example 31 July 2026.",
        }
        super().__init__(error_messages={**said, **kwargs.pop("error_messages", {})}, **kwargs)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The field is only drawn by its form: a file is kept before the form is looked at
    (`updates.views.drafts`), so that it outlives what is wrong with the words."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["multiple"] = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        return None
