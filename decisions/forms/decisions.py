"""A challenge, a new date asked for, and what others decide about dates and completion."""

from collections.abc import Sequence
from typing import Any

from django import forms

from figures.forms.prose import ProseForm
from plans.models import LegendEntry
from web.fields import DayField, WordsField
from web.forms import AnsweringForm

YES, NO = "yes", "no"


class ChallengeForm(ProseForm, AnsweringForm):
    """The chair's own rating and why."""

    button = "Record the challenge"
    shows_optional = False

    entry = forms.ChoiceField(
        label="How do you rate it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the rating you give."},
    )
    reason = WordsField(
        label="Why do you rate it differently?",
        limit=4000,
        rows=4,
        error_messages={"required": "Say why you rate it differently."},
        help_text="Both ratings and this reason are printed in the report.",
    )

    def __init__(self, *args: Any, entries: Sequence[LegendEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        self.offer_statuses("entry", entries)

    def values(self) -> dict[str, Any]:
        """What challenge_rating takes."""
        chosen = self.cleaned_data["entry"]
        entry = next(row for row in self.entries if str(row.pk) == chosen)
        return {"entry": entry, "reason": self.cleaned_data["reason"]}


class NewDateForm(ProseForm):
    """A new date, with the reason for it."""

    button = "Ask for this date"
    shows_optional = False

    proposed_due = DayField(label="New date", help_text="For example, 31 July 2027.")
    reason = WordsField(
        label="Why is a new date needed?",
        limit=4000,
        rows=4,
        error_messages={"required": "Say why a new date is needed."},
    )
    impact = WordsField(
        label="What does the delay mean for children and families?",
        limit=4000,
        rows=3,
        error_messages={"required": "Say what the delay means for children and families."},
    )

    def values(self) -> dict[str, Any]:
        """What request_new_date takes."""
        return {
            "proposed": self.cleaned_data["proposed_due"],
            "reason": self.cleaned_data["reason"],
            "impact": self.cleaned_data["impact"],
        }


class DecisionForm(ProseForm, AnsweringForm):
    """Yes or no, with a note. Subclasses say to what."""

    answer: str = ""
    question: str = ""
    yes: str = ""
    no: str = ""
    note_hint: str = ""
    button = "Record the decision"
    shows_optional = False

    decision = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages={"required": "Choose one of the two."}
    )
    note = WordsField(label="Note", limit=4000, rows=4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].label = self.question
        self.offer("decision", [(YES, self.yes), (NO, self.no)])
        self.fields["note"].help_text = self.note_hint

    def values(self) -> dict[str, Any]:
        """What the service takes: the answer under `answer`'s name, and the note."""
        said_yes = self.cleaned_data["decision"] == YES
        return {self.answer: said_yes, "note": self.cleaned_data["note"]}


class DateDecisionForm(DecisionForm):
    answer = "approved"
    question = "Is the new date approved?"
    yes = "Approve the new date"
    no = "Decline: the present date stands"
    note_hint = "Needed when you decline."


class ReopenForm(ProseForm, AnsweringForm):
    """Why an action that was complete is opened again."""

    button = "Reopen the action"
    shows_optional = False

    reason = WordsField(
        label="Why is it opened again?",
        limit=4000,
        rows=4,
        required=False,
        help_text="It is printed with the action’s history.",
    )


class CompletionDecisionForm(DecisionForm):
    answer = "verified"
    question = "Is the action complete?"
    yes = "Verify: it is complete"
    no = "Return it to the lead"
    note_hint = "Needed when you return it: say what is still wanted."
