"""Fields as this site asks them: text, a day, several files."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator


class TextField(forms.CharField):
    """Text of one line, or of several where its widget is a Textarea.

    Every text that a person types into a form of this site comes through `to_python` here.
    """


class WordsField(TextField):
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


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The field is only drawn by its form: a file is kept before the form is looked at
    (`actions.views.drafts`), so that it outlives what is wrong with the words."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["multiple"] = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        return None
