"""What somebody asks for who answers a request for information, and why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from actions.models import Action
from committees.models import Area, Post
from dashboards.queries.information import Subject
from plans.models import Plan
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm

ORDER = "This day is before the first one."


class InformationForm(PageForm):
    """The subject and the days; with `counted` also the request, once the counts were shown."""

    button = "Count what there is"
    shows_optional = False

    since = DayField(
        label="From", error_messages={"required": "Give the first day, for example 1 April 2026."}
    )
    until = DayField(
        label="To", error_messages={"required": "Give the last day, for example 31 July 2026."}
    )
    plan = forms.ChoiceField(label="Plan", required=False)
    action = forms.ChoiceField(label="Action", required=False)
    post = forms.ChoiceField(
        label="A post: what was said of the actions that it leads", required=False
    )
    words = TextField(
        label="Words",
        max_length=100,
        required=False,
        help_text="Only what holds these words, in any part of it.",
    )
    request = WordsField(
        label="Which request is it for?",
        limit=300,
        rows=2,
        required=False,
        help_text="Its reference and who asked, for example “FOI 2026/114, a journalist”. It is "
        "kept in the record with your name.",
    )
    previewed = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        area: Area,
        plans: Sequence[Plan],
        actions: Sequence[Action],
        posts: Sequence[Post],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.area = area
        self.plans = {str(row.pk): row for row in plans}
        self.actions = {str(row.pk): row for row in actions}
        self.posts = {str(row.pk): row for row in posts}
        plan_names = [(key, row.title) for key, row in self.plans.items()]
        self.offer("plan", [("", "All plans"), *plan_names])
        action_names = [(key, _named(row)) for key, row in self.actions.items()]
        self.offer("action", [("", "All actions"), *action_names])
        post_names = [(key, row.title) for key, row in self.posts.items()]
        self.offer("post", [("", "All posts"), *post_names])

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", ORDER)
        return said

    @property
    def subject(self) -> Subject:
        """What is asked for, after `is_valid`."""
        said = self.cleaned_data
        return Subject(
            area=self.area,
            since=said["since"],
            until=said["until"],
            plan=self.plans.get(said["plan"]),
            action=self.actions.get(said["action"]),
            post=self.posts.get(said["post"]),
            words=said["words"],
        )

    @property
    def seen(self) -> str:
        """By what the press is known to be for what was counted."""
        names = ("since", "until", "plan", "action", "post", "words")
        return "|".join(str(self.cleaned_data.get(name) or "") for name in names)

    @property
    def confirmed(self) -> bool:
        """Whether the counts of just this were shown."""
        return bool(self.cleaned_data.get("previewed") == self.seen)

    def ask_for_request(self) -> None:
        """The second step: the same subject, what it is for, and the press that takes it."""
        self.put("previewed", self.seen)
        self.button = "Take the file"

    def layout(self) -> Sequence[Any]:
        asked = ["since", "until", "plan", "action", "post", "words"]
        return [*asked, *(["request"] if self.button == "Take the file" else [])]


def _named(action: Action) -> str:
    words = action.text if len(action.text) <= 80 else f"{action.text[:80].rstrip()} …"
    return f"{action.reference} {words}"
