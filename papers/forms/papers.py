"""Forms of papers that people write and others agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from committees.models import Meeting
from figures.forms.prose import ProseForm
from papers.models import Paper, PaperPart
from reporting.enums import Marking
from voices.enums import Relation
from web.fields import DayField, WordsField
from web.forms import PageForm, VersionedForm


class PartForm(ProseForm, VersionedForm):
    """Words under one part; `quotes` whether people's own words may stand there."""

    button = "Save the words"

    words = WordsField(
        label="Your words", limit=8000, rows=10, required=False,
        help_text="“# ” begins a heading, “- ” an item of a list. Never a child’s name, or what "
        "only one family has lived through.",
    )  # fmt: skip
    consent_from = forms.ChoiceField(
        label="If you quote somebody: from whom was consent had?",
        choices=[("", "Nobody is quoted"), *Relation.choices],
        required=False,
    )
    consent_on = DayField(label="On which day was consent had?", required=False)

    def said_by(self, row: models.Model) -> dict[str, Any]:
        assert isinstance(row, PaperPart)
        return {
            "expected": row.row_version if row.pk else 0,
            "words": row.words,
            "consent_from": row.consent_from,
            "consent_on": row.consent_on,
        }


class AgreeForm(VersionedForm):
    button = "Agree it as it stands"

    marking = forms.ChoiceField(
        label="How is it marked?", choices=Marking.choices, widget=forms.RadioSelect
    )
    agreed_meeting = forms.ChoiceField(label="Which meeting agreed them?", required=False)

    def __init__(self, *args: Any, meetings: Sequence[Meeting] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(row.pk): row for row in meetings or ()}
        if meetings is None:
            del self.fields["agreed_meeting"]
        else:
            offered = [(key, row.name) for key, row in self.meetings.items()]
            self.offer("agreed_meeting", [("", "Choose a meeting"), *offered])

    def said_by(self, row: models.Model) -> dict[str, Any]:
        assert isinstance(row, Paper)
        return {"expected": row.row_version}

    def values(self) -> dict[str, Any]:
        given = super().values()
        given["marking"] = Marking(given["marking"])
        if "agreed_meeting" in given:
            given["agreed_meeting"] = self.meetings.get(given["agreed_meeting"])
        return given


class WithdrawForm(PageForm):
    button = "Take it back"
    warning = True

    reason = WordsField(label="Why is it taken back?", limit=2000, rows=3)
