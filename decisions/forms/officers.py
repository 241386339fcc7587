"""What the chief officers group decides about new dates: their own answer, or what they decided."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.models import DeadlineRevision
from committees.models import Meeting
from figures.forms.prose import ProseForm
from timescales.date_format import day_range, long_day
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm

YES, NO, LATER = "yes", "no", ""
BY_LETTER = "correspondence"
OTHER = "other"
NONE_ANSWERED = "Decide on one of the dates at least."


class OfficersForm(ProseForm):
    """An answer to each date, and one note for all: a chief officer's own decision."""

    button = "Record the decision"
    shows_optional = False
    yes = "Approve"
    no = "Decline: the present date stands"
    later = "Leave it for now"
    meeting_label = "Was it decided at a meeting?"
    no_meeting = "No, I decide it now"

    decided_at = forms.ChoiceField(required=False)
    note = WordsField(
        label="Why is it decided so?",
        limit=4000,
        rows=3,
        help_text="One note for all that is decided here. It is printed in the next report.",
        error_messages={"required": "Say why it is decided so. It is printed in the next report."},
    )

    def __init__(
        self,
        *args: Any,
        revisions: Sequence[DeadlineRevision],
        meetings: Sequence[Meeting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        kept = kwargs.get("kept") or {}
        self.revisions = revisions
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        self.fields["decided_at"].label = self.meeting_label
        known = [(key, str(meeting)) for key, meeting in self.meetings.items()]
        self.offer("decided_at", [("", self.no_meeting), *known])
        for row in revisions:
            name = _answer(row)
            self.fields[name] = forms.ChoiceField(
                label=_dates(row), help_text=_why(row), widget=forms.RadioSelect, required=False
            )
            self.offer(name, self._answers())
            if typed := kept.get(name):
                self.initial[name] = typed[-1]

    def _answers(self) -> list[tuple[str, str]]:
        later = [(LATER, self.later)] if len(self.revisions) > 1 else []
        return [(YES, self.yes), (NO, self.no), *later]

    def clean(self) -> dict[str, Any]:
        if not self.answers():
            only = self.revisions[0] if len(self.revisions) == 1 else None
            self.add_error(_answer(only) if only else None, NONE_ANSWERED)
        return self.cleaned_data

    def answers(self) -> dict[int, bool]:
        """What is approved, by the key of the date; those left for later are not among them."""
        said = {row.pk: self.cleaned_data.get(_answer(row)) for row in self.revisions}
        return {key: answer == YES for key, answer in said.items() if answer in (YES, NO)}

    def values(self) -> dict[str, Any]:
        """What decide_as_officer takes."""
        return {
            "answers": self.answers(),
            "note": self.cleaned_data["note"],
            "meeting": self.meetings.get(self.cleaned_data["decided_at"]),
        }

    def layout(self) -> Sequence[Any]:
        shown = [field.name for field in self.visible_fields()]
        asked = [_answer(row) for row in self.revisions]
        return [*asked, *(name for name in shown if name not in asked)]


class RecordedDecision(PageForm):
    """Where the chief officers group decided, and which post: written down by somebody else."""

    no_meeting = "Choose one"

    decided_at = forms.ChoiceField(
        label="At which of their meetings was it decided?", required=False
    )
    correspondence_on = DayField(
        label="Day of the correspondence",
        required=False,
        help_text="Only where they decided by correspondence, between their meetings.",
    )
    decider = forms.ChoiceField(
        label="Who decided?",
        required=False,
        help_text="The post, and who holds it. It is printed with the decision.",
    )
    other_decider = TextField(
        label="Another post",
        max_length=300,
        required=False,
        help_text="Where it is not in the list, for example Chief Executive.",
    )
    meetings: dict[str, Meeting]

    def offer_where(self, meetings: Sequence[Meeting], seats: Sequence[str]) -> None:
        """The meetings and the posts to choose from."""
        self.meetings = {str(meeting.pk): meeting for meeting in meetings}
        known = [(key, str(meeting)) for key, meeting in self.meetings.items()]
        by_letter = (BY_LETTER, "None: they decided by correspondence")
        self.offer("decided_at", [("", self.no_meeting), *known, by_letter])
        self.offer("decider", [("", "Choose a post"), *((seat, seat) for seat in seats)])
        if not seats:
            del self.fields["decider"]
            self.fields["other_decider"].label = "Which post decided?"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not said.get("decided_at"):
            self.add_error("decided_at", "Say at which meeting, or that it was by correspondence.")
        no_day = not said.get("correspondence_on") and "correspondence_on" not in self.errors
        if said.get("decided_at") == BY_LETTER and no_day:
            self.add_error("correspondence_on", "Give the day, for example 31 July 2026.")
        if not said.get("decider") and not said.get("other_decider"):
            where = "decider" if "decider" in self.fields else "other_decider"
            self.add_error(where, "Say which post decided.")
        return said

    def where(self) -> dict[str, Any]:
        """Decider, meeting and day of correspondence, as the services take them."""
        said = self.cleaned_data
        by_letter = said["decided_at"] == BY_LETTER
        return {
            "decider": said["other_decider"] or said.get("decider", ""),
            "meeting": self.meetings.get(said["decided_at"]),
            "correspondence_on": said["correspondence_on"] if by_letter else None,
        }


class RecordedOfficersForm(RecordedDecision, OfficersForm):
    """What the group decided, written down by somebody else: when, where and which post."""

    yes = "They approved it"
    no = "They declined it: the present date stands"
    later = "They have not decided on it"
    meeting_label = "At which of their meetings was it decided?"

    field_order = ("decided_at", "correspondence_on", "decider", "other_decider", "note")

    def __init__(self, *args: Any, seats: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_where(kwargs["meetings"], seats)

    def values(self) -> dict[str, Any]:
        """What record_officers_decision takes."""
        return {**super().values(), **self.where()}


def _answer(row: DeadlineRevision) -> str:
    return f"answer-{row.pk}"


def _dates(row: DeadlineRevision) -> SafeString:
    moved = day_range(row.from_due, row.proposed_due)
    return format_html("Action {}: {}", row.action.reference, moved)


def _why(row: DeadlineRevision) -> SafeString:
    """What the action is, and why the date is asked for."""
    asked = f"{row.requested_by}, {long_day(row.requested_on)}"
    text = " ".join(row.action.text.split())
    return format_html(
        "{} First agreed: {}. Why: {} What the delay means: {} Asked for by {}.",
        text, _first(row), row.reason, row.impact or "not said.", asked,
    )  # fmt: skip


def _first(row: DeadlineRevision) -> str:
    return long_day(row.action.first_due) if row.action.first_due else "none"
