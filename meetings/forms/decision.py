"""One decision of a meeting: few fields, those of its kind."""

from collections.abc import Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms

from committees.models import Post
from meetings.enums import DecisionKind
from meetings.models import MeetingDecision
from meetings.queries.decisions import SAID
from plans.queries import Branch
from web.conflict_forms import ConflictingForm, DayField, WordsField

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


class MeetingForm(ConflictingForm):
    """Which fields there are depends on `decision`, the kind. The server says what is missing."""

    kind = forms.CharField(widget=forms.HiddenInput)
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
        self.decision = decision
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
        self.helper = FormHelper()
        self.helper.show_optional = False

    @property
    def button(self) -> str:
        return BUTTONS[self.decision]

    def values(self) -> dict[str, Any]:
        """What record_decision and change_decision take of this kind."""
        found = {name: self.cleaned_data[name] for name in SAID[self.decision]}
        if "heading" in found:
            found["heading"] = self.headings.get(found["heading"])
            found["lead"] = self.posts.get(found["lead"])
        return found

    def both_texts(self) -> list[tuple[str, str, str]]:
        """Label, the words as they are now and this person's, where they differ."""
        theirs = said_by(self.conflict) if isinstance(self.conflict, MeetingDecision) else {}
        rows = [
            (str(self.fields[name].label), str(self._shown(name, now)), self.typed(name))
            for name, now in theirs.items()
        ]
        return [(label, now, self._shown_typed(mine)) for label, now, mine in rows if now != mine]

    def _shown(self, name: str, value: Any) -> str:
        return f"{value:%-d %B %Y}" if name == "proposed_due" and value else str(value or "")

    def _shown_typed(self, words: str) -> str:
        post, heading = self.posts.get(words), self.headings.get(words)
        return str(post or heading or words)

    def _offer_places(self, branches: Sequence[Branch]) -> None:
        heading: Any = self.fields["heading"]
        heading.choices = [("", "Under no heading"), *_titles(branches)]
        lead: Any = self.fields["lead"]
        lead.choices = [
            ("", "No lead named"),
            *((key, row.title) for key, row in self.posts.items()),
        ]
        self.fields["timescale_words"].help_text = "For example “31 July 2027”, “quarterly”."


def said_by(row: MeetingDecision) -> dict[str, Any]:
    """The fields of a recorded decision, as a form shows them first."""
    found = {name: getattr(row, name) for name in SAID[row.kind]}
    if "heading" in found:
        found |= {"heading": str(row.heading_id or ""), "lead": str(row.lead_id or "")}
    return found


def _titles(branches: Sequence[Branch]) -> list[tuple[str, str]]:
    return [
        (str(one.heading.pk), f"{'– ' * one.depth}{one.heading.title}")
        for top in branches
        for one in top.walk()
    ]


def _hidden(field: Any) -> bool:
    return isinstance(field.widget, forms.HiddenInput)


CLASSES: dict[Any, str] = {
    forms.Textarea: "govuk-textarea",
    forms.Select: "govuk-select",
    forms.DateInput: "govuk-input govuk-input--width-10",
}
