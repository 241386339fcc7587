"""Forms of directions: recorded, answered, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Required, TypedDict

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError

from actions.models import Action
from committees.models import Meeting, Post
from decisions.forms.officers import RecordedDecision
from figures.forms.prose import ProseForm
from plans.forms.headings import heading_choices
from plans.models import Plan
from plans.queries import Branch
from reporting.models import Direction
from reporting.models.new_action import NewAction
from timescales.date_format import long_day
from web.fields import DayField, TextField
from web.forms import BothTexts, VersionedForm

WORDS, NEW, EXISTING = "words", "new", "existing"
HOW = {
    WORDS: ("In words", "What was done, or why nothing will be."),
    NEW: ("By a new action in the plan", "It is added with this direction as its origin."),
    EXISTING: ("By an action that is in the plan", "The direction is linked to it."),
}
LONG = 4000


def _words(label: str, *, limit: int = LONG, rows: int = 5, **kwargs: Any) -> TextField:
    return TextField(
        label=label, max_length=limit, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


class DirectionForm(ProseForm):
    """What chief officers directed, as they gave it."""

    button = "Record the direction"

    text = _words(
        "What was directed",
        help_text="As the chief officers gave it. It is not reworded afterwards.",
        error_messages={"required": "Write what was directed."},
    )
    given_by = TextField(
        label="Given by",
        max_length=200,
        help_text="The body, in words.",
        error_messages={"required": "Say which body gave it."},
    )
    given_on = DayField(
        label="Given on", error_messages={"required": "Give the day, for example 31 July 2026."}
    )
    due_on = DayField(label="To be answered by", required=False)


class Offered(TypedDict, total=False):
    """What an answer may be of: actions of the plan, and a new one to those who edit it."""

    plan: Required[Plan | None]
    adds: bool
    branches: Sequence[Branch]
    posts: Sequence[Post]
    actions: Sequence[Action]


class AnswerForm(ProseForm):
    """What was done about a direction: words, a new action, or an action that is there."""

    button = "Save the answer"
    shows_optional = False  # what is asked depends on how it is answered

    how = forms.ChoiceField(
        label="How is it answered?",
        widget=forms.RadioSelect,
        initial=WORDS,
        error_messages={"required": "Choose how it is answered."},
    )
    text = _words(
        "The answer",
        required=False,
        help_text="Asked when it is answered in words; with an action you may add a sentence.",
    )
    action_text = _words(
        "The action: what will be done",
        limit=8000,
        rows=3,
        required=False,
        help_text="Asked when a new action is added.",
    )
    heading = forms.ChoiceField(label="Where it stands in the plan", required=False)
    accountable = forms.ChoiceField(label="Accountable lead", required=False)
    timescale_words = TextField(
        label="Timescale",
        max_length=500,
        required=False,
        help_text="In the committee’s own words: “31 July 2027”, “quarterly”.",
    )
    action = forms.ChoiceField(
        label="The action in the plan",
        required=False,
        help_text="Asked when an action of the plan answers it.",
    )

    def __init__(
        self,
        *args: Any,
        plan: Plan | None,
        branches: Sequence[Branch] = (),
        posts: Sequence[Post] = (),
        actions: Sequence[Action] = (),
        adds: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.headings = {str(one.heading.pk): one.heading for top in branches for one in top.walk()}
        self.posts = {str(post.pk): post for post in posts}
        self.actions = {str(action.pk): action for action in actions}
        offered = [WORDS, *([NEW] if adds and plan else []), *([EXISTING] if actions else [])]
        self.offer("how", [(key, HOW[key][0]) for key in offered])
        self.choice_hints = {"how": {key: HOW[key][1] for key in offered}}
        self.offer("heading", heading_choices(branches))
        leads = [(key, row.title) for key, row in self.posts.items()]
        self.offer("accountable", [("", "No lead named"), *leads])
        known = [(key, _named(row)) for key, row in self.actions.items()]
        self.offer("action", [("", "Choose an action"), *known])
        self.offered = offered

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        how = given.get("how")
        if how == WORDS and not given.get("text"):
            raise ValidationError({"text": "Say what was done."})
        if how == NEW and not given.get("action_text"):
            raise ValidationError({"action_text": "Write what will be done."})
        if how == EXISTING and not given.get("action"):
            raise ValidationError({"action": "Choose the action that answers it."})
        return given

    def values(self) -> dict[str, Any]:
        """What answer_direction takes; fields of another way of answering are left out."""
        given, how = self.cleaned_data, self.cleaned_data["how"]
        values: dict[str, Any] = {"text": given["text"]}
        if how == EXISTING:
            values["action"] = self.actions[given["action"]]
        if how == NEW and self.plan:
            values["new"] = NewAction(
                plan=self.plan,
                text=given["action_text"].replace("\r\n", "\n"),
                heading=self.headings.get(given["heading"]),
                accountable=self.posts.get(given["accountable"]),
                timescale_words=given["timescale_words"],
            )
        return values

    def layout(self) -> Sequence[Any]:
        new = ("action_text", "heading", "accountable", "timescale_words")
        parts: list[Any] = ["how"]
        if EXISTING in self.offered:
            parts.append(Div("action", data_shown_when=f"how:{EXISTING}"))
        if NEW in self.offered:
            parts.append(Div(*new, data_shown_when=f"how:{NEW}"))
        return [*parts, "text"]


class CloseDirectionForm(ProseForm, VersionedForm):
    """Why a direction is closed, seen with its answers."""

    button = "Close the direction"

    closing_note = _words(
        "Why is it closed?",
        help_text="For example what settled it, or that it was recorded by mistake. "
        "The note is printed in the next report.",
        error_messages={"required": "Say why it is closed."},
    )

    def both_texts(self) -> BothTexts:
        """What came in between is an answer or a closing."""
        assert isinstance(self.conflict, Direction)
        answers = [
            (f"Answer of {long_day(row.answered_on)}", row.text or f"Action {row.action}", "")
            for row in self.conflict.answers.select_related("action")
        ]
        return [*answers, *super().both_texts()]


class RecordedClosingForm(RecordedDecision, CloseDirectionForm):
    """What chief officers decided about a direction, written down by somebody else."""

    button = "Record that they closed it"
    shows_optional = False

    field_order = ("decided_at", "correspondence_on", "decider", "other_decider", "closing_note")

    def __init__(
        self, *args: Any, meetings: Sequence[Meeting], seats: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer_where(meetings, seats)

    def values(self) -> dict[str, Any]:
        """What record_closing takes."""
        said = self.cleaned_data
        note = {name: said[name] for name in ("expected", "closing_note")}
        return {**note, **self.where()}


def _named(action: Action) -> str:
    words = action.text if len(action.text) <= 90 else f"{action.text[:90].rstrip()} …"
    return f"{action.reference} {words}"
