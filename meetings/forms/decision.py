"""One decision of a meeting: few fields, those of its kind."""

from collections.abc import Mapping, Sequence
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.db.models import Model

from actions.rules.overdue import CLOSED
from actions.rules.record import EntryState
from committees.models import Post
from figures.forms.prose import ProseForm
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.queries.decisions import SAID
from plans.forms.headings import heading_choices
from plans.models import LegendEntry
from plans.queries import Branch
from web.fields import DayField, TextField, WordsField
from web.forms import VersionedForm

BUTTONS = {
    DecisionKind.COMPLETE: "Record: complete",
    DecisionKind.EXTEND: "Record the new date",
    DecisionKind.ADD: "Record the new action",
    DecisionKind.WITHDRAW: "Record: withdraw",
    DecisionKind.LEAD: "Record the new lead",
    DecisionKind.RATING: "Record the rating",
    DecisionKind.ESCALATE: "Record the question",
    DecisionKind.NOTED: "Record the note",
}
LABELS = {
    DecisionKind.WITHDRAW: {"reason": "Why is it withdrawn?"},
    DecisionKind.LEAD: {"lead": "Who leads it from now on?", "reason": "Why, in a few words"},
    DecisionKind.RATING: {"reason": "Why did the committee agree on it?"},
    DecisionKind.ESCALATE: {"reason": "What are the chief officers asked?"},
    DecisionKind.NOTED: {"reason": "What did the meeting note?"},
}


STANDS_FOR = (
    '<p class="govuk-body">Whoever saves it stands for its words. A new date is approved by '
    "somebody else when it is applied.</p>"
)


class MeetingForm(ProseForm, VersionedForm):
    """Which fields there are depends on `decision`, the kind. The server says what is missing."""

    shows_optional = False

    kind = TextField(widget=forms.HiddenInput)
    action = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = WordsField(label="What will be done?", limit=8000, rows=2, required=False)
    heading = forms.ChoiceField(label="Where it stands in the plan", required=False)
    lead = forms.ChoiceField(label="Accountable lead", required=False)
    entry = forms.ChoiceField(
        label="Rating that was agreed",
        required=False,
        help_text="It stands beside the lead’s own rating and counts until the lead’s next update.",
    )
    timescale_words = WordsField(label="Timescale", limit=500, rows=1, required=False)
    proposed_due = DayField(label="New date", required=False)
    evidence = WordsField(label="What shows it?", limit=8000, rows=2, required=False)
    difference = WordsField(
        label="What difference did it make?", limit=4000, rows=2, required=False
    )
    reason = WordsField(label="Why is a new date needed?", limit=4000, rows=2, required=False)
    impact = WordsField(
        label="What does the delay mean for children and families?",
        limit=4000, rows=2, required=False,
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        decision: DecisionKind,
        branches: Sequence[Branch] = (),
        posts: Sequence[Post] = (),
        entries: Sequence[LegendEntry | EntryState] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.decision, self.button = decision, BUTTONS[decision]
        wanted = {*SAID[decision], *(name for name, one in self.fields.items() if _hidden(one))}
        for name in [name for name in self.fields if name not in wanted]:
            del self.fields[name]
        for name, label in LABELS.get(decision, {}).items():
            self.fields[name].label = label
        self.headings = {str(one.heading.pk): one.heading for top in branches for one in top.walk()}
        self.posts = {str(post.pk): post for post in posts}
        self.entries = {str(one.pk): one for one in entries if one.canonical not in CLOSED}
        self._offer(branches)
        for name in SAID[decision]:
            widget = self.fields[name].widget
            widget.attrs.setdefault("class", CLASSES.get(type(widget), "govuk-input"))

    def said_by(self, row: Model) -> dict[str, Any]:
        assert isinstance(row, MeetingDecision)
        said = {name: getattr(row, name) for name in SAID[DecisionKind(row.kind)]}
        keys = {"heading": row.heading_id, "lead": row.lead_id, "entry": row.entry_id}
        said |= {name: str(key or "") for name, key in keys.items() if name in said}
        return {**said, "kind": row.kind, "expected": row.row_version}

    def values(self) -> dict[str, Any]:
        """What record_decision takes of this kind."""
        given = {name: self.cleaned_data[name] for name in SAID[self.decision]}
        rows: dict[str, Mapping[str, Any]] = {
            "heading": self.headings, "lead": self.posts, "entry": self.entries,
        }  # fmt: skip
        return given | {name: rows[name].get(given[name]) for name in rows if name in given}

    def _offer(self, branches: Sequence[Branch]) -> None:
        """The choices of the fields that there are."""
        adds = self.decision == DecisionKind.ADD
        leads = [(key, row.title) for key, row in self.posts.items()]
        ratings = [(key, row.label) for key, row in self.entries.items()]
        self.offer("heading", heading_choices(branches))
        self.offer("lead", [("", "No lead named" if adds else "Choose a lead"), *leads])
        self.offer("entry", [("", "Choose a rating"), *ratings])
        if adds:
            self.fields["timescale_words"].help_text = "For example “31 July 2027”, “quarterly”."


class ChangedForm(MeetingForm):
    """Other words for a decision that is recorded and not applied yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = "Save the decision"

    def layout(self) -> Sequence[Any]:
        return [*super().layout(), HTML(STANDS_FOR)]

    def values(self) -> dict[str, Any]:
        """What change_decision takes."""
        return {**super().values(), "expected": self.cleaned_data["expected"]}


def _hidden(field: Any) -> bool:
    return isinstance(field.widget, forms.HiddenInput)


CLASSES: dict[Any, str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.DateInput: "govuk-input govuk-input--width-10",
}
