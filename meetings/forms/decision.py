"""One decision of a meeting: few fields, those of its kind."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import HTML
from django import forms
from django.db.models import Model

from committees.models import Post
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.queries.decisions import SAID
from plans.forms import heading_choices
from plans.queries import Branch
from web.fields import DayField, TextField, WordsField
from web.forms import VersionedForm

BUTTONS = {
    DecisionKind.COMPLETE: "Record: complete",
    DecisionKind.EXTEND: "Record the new date",
    DecisionKind.ADD: "Record the new action",
    DecisionKind.WITHDRAW: "Record: withdraw",
    DecisionKind.ESCALATE: "Record the question",
    DecisionKind.NOTED: "Record the note",
}
LABELS = {
    DecisionKind.WITHDRAW: {"reason": "Why is it withdrawn?"},
    DecisionKind.ESCALATE: {"reason": "What are the chief officers asked?"},
    DecisionKind.NOTED: {"reason": "What did the meeting note?"},
}


STANDS_FOR = (
    '<p class="govuk-body">Whoever saves it stands for its words. A new date is approved by '
    "somebody else when it is applied.</p>"
)


class MeetingForm(VersionedForm):
    """Which fields there are depends on `decision`, the kind. The server says what is missing."""

    shows_optional = False

    kind = TextField(widget=forms.HiddenInput)
    action = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    text = WordsField(label="What will be done?", limit=8000, rows=2, required=False)
    heading = forms.ChoiceField(label="Where it stands in the plan", required=False)
    lead = forms.ChoiceField(label="Accountable lead", required=False)
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
        if decision == DecisionKind.ADD:
            self._offer_places(branches)
        for name in SAID[decision]:
            widget = self.fields[name].widget
            widget.attrs.setdefault("class", CLASSES.get(type(widget), "govuk-input"))

    def said_by(self, row: Model) -> dict[str, Any]:
        assert isinstance(row, MeetingDecision)
        said = {name: getattr(row, name) for name in SAID[DecisionKind(row.kind)]}
        if "heading" in said:
            said |= {"heading": str(row.heading_id or ""), "lead": str(row.lead_id or "")}
        return {**said, "kind": row.kind, "expected": row.row_version}

    def values(self) -> dict[str, Any]:
        """What record_decision takes of this kind."""
        given = {name: self.cleaned_data[name] for name in SAID[self.decision]}
        if "heading" in given:
            given["heading"] = self.headings.get(given["heading"])
            given["lead"] = self.posts.get(given["lead"])
        return given

    def _offer_places(self, branches: Sequence[Branch]) -> None:
        self.offer("heading", heading_choices(branches))
        leads = [(key, row.title) for key, row in self.posts.items()]
        self.offer("lead", [("", "No lead named"), *leads])
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
