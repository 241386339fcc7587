"""The form that takes an import back."""

from django import forms

from web.fields import TextField
from web.forms import PageForm


class TakeBackForm(PageForm):
    button = "Take this import back"
    warning = True

    reason = TextField(
        label="Why it is taken back",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="It stands in the record. For example: the wrong file, or columns that were "
        "matched wrongly.",
    )
