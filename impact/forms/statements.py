"""The form in which somebody says what difference was made, and what shows it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from figures.forms.prose import ProseForm
from impact.models import Statement
from impact.rules.evidence import Evidence, Shown
from web.fields import WordsField
from web.forms import VersionedForm


class StatementForm(ProseForm, VersionedForm):
    button = "Save as a draft"

    text = WordsField(
        label="What difference was made?",
        limit=2000,
        rows=4,
        help_text="What is different in practice or in lives, not what was done.",
    )
    evidence = forms.MultipleChoiceField(
        label="What shows it?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what shows it. Without that none was made yet."},
    )

    def __init__(self, *args: Any, choices: Sequence[Shown], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {row.evidence.sent: row.evidence for row in choices}
        self.offer("evidence", [(row.evidence.sent, row.title) for row in choices])
        self.choice_hints = {"evidence": {row.evidence.sent: row.words[0] for row in choices}}

    def said_by(self, row: models.Model) -> dict[str, Any]:
        chosen = row.chosen.all() if isinstance(row, Statement) else ()
        return {**super().said_by(row), "evidence": [one.evidence.sent for one in chosen]}

    def clean_evidence(self) -> list[Evidence]:
        return [self.by_key[key] for key in self.cleaned_data["evidence"]]
