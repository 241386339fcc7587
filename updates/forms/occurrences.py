"""Recurring work answered in one line: how many were done, and why not the others."""

from collections.abc import Sequence
from typing import Any

from django import forms

from actions.rules.occurrences import FellDue
from actions.rules.overdue import needs_reason, needs_recovery
from actions.rules.record import EntryState
from documents.enums import Canonical
from figures.forms.prose import ProseForm
from web.fields import NumberField, WordsField
from web.forms import VersionedForm

WHOLE = "Give a whole number, for example 9."


class OccurrencesForm(ProseForm, VersionedForm):
    """One line for all that fell due; nothing is ticked."""

    button = "Save the answer"
    shows_optional = False

    done = NumberField(said=WHOLE, min_value=0, max_value=9999)
    why = WordsField(label="Why were the others not done?", limit=4000, rows=2, required=False)
    entry = forms.ChoiceField(
        label="How is it going?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it is going."},
    )
    recovery = WordsField(
        label="What will be done about it?",
        limit=4000,
        rows=2,
        required=False,
        help_text="Needed when it is off track: who will do what, and by when.",
    )

    def __init__(
        self, *args: Any, entries: Sequence[EntryState], fell: FellDue, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        open_ = [row for row in entries if row.canonical != Canonical.COMPLETE]
        self.entries, self.fell = {str(row.pk): row for row in open_}, fell
        self.offer_statuses("entry", open_)
        self.fields["done"].label = f"How many of the {fell.due} were done?"
        if not any(needs_recovery(Canonical(row.canonical)) for row in open_):
            del self.fields["recovery"]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        entry, done = self.entries.get(said.get("entry", "")), said.get("done")
        rating = Canonical(entry.canonical) if entry else None
        if done is not None and not said.get("why"):
            if done < self.fell.due:
                self.add_error("why", "Say why the others were not done.")
            elif rating and needs_reason(rating):
                self.add_error("why", "Say why it is not on track.")
        if rating and needs_recovery(rating) and not said.get("recovery"):
            self.add_error("recovery", "Say what will be done to bring it back.")
        return said

    def values(self) -> dict[str, Any]:
        """What answer_occurrences takes."""
        said = self.cleaned_data
        return {
            "expected": said["expected"],
            "entry": self.entries[said["entry"]],
            "done": said["done"],
            "why": said["why"],
            "recovery": said.get("recovery", ""),
        }
