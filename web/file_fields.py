"""Several files in one field."""

from typing import Any

from django import forms


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
