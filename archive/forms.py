"""What is asked of whoever asks for the file of an area, and of whoever confirms it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from archive.rules.locks import is_lock
from web.fields import TextField
from web.forms import PageForm


class AskForm(PageForm):
    button = "Ask for the file"

    reason = TextField(
        label="Why the whole area leaves in a file",
        max_length=2000,
        help_text="Whoever confirms it reads this, and it stays in the record.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    key_kept = forms.BooleanField(
        label="I have kept the key: nobody can open the file without it",
        error_messages={"required": "Keep the key first: it is shown once."},
    )
    # the half of the key that locks; the other one is not sent back
    lock = forms.CharField(widget=forms.HiddenInput, max_length=100)

    def clean_lock(self) -> str:
        lock: str = self.cleaned_data["lock"]
        if not is_lock(lock):
            raise ValidationError("This is no key of this page. Open the page again.")
        return lock

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {"reason": given["reason"], "lock": given["lock"]}


class ConfirmationForm(PageForm):
    button = "Have the file made"
    warning = True

    spoken = forms.BooleanField(
        label="I have spoken with who asked, and the reason is right",
        error_messages={"required": "Speak with who asked for it before you confirm."},
    )

    def values(self) -> dict[str, Any]:
        return {}
