"""Forms of regional actions: offered by one area, answered by each other one."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator

from actions.models import Action
from committees.models import Area, Body, Post
from plans.models import Plan
from web.fields import WordsField
from web.forms import PageForm

DECLINE: Final = "no"
MOST_WORDS = 12


class MoreAreasForm(PageForm):
    """A regional action is offered to more areas, in the same words."""

    button = "Offer it"

    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label="Areas that are asked",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the areas that are asked."},
    )

    def __init__(self, *args: Any, areas: Iterable[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("areas", areas)

    def values(self) -> dict[str, Any]:
        return {**super().values(), "areas": list(self.cleaned_data["areas"])}


class ShareForm(MoreAreasForm):
    """An action becomes one of a regional group, and is offered to other areas."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label="Regional group", empty_label="Choose a group"
    )
    text = WordsField(
        label="In these words",
        limit=8000,
        help_text="The other areas read these words, and nothing else of your plan.",
        error_messages={"required": "Write what is offered."},
    )
    field_order = ("body", "text", "areas")

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("body", bodies)


class TieAnswerForm(PageForm):
    """What an area makes of a regional action that it is offered."""

    button = "Send the answer"

    answer = forms.ChoiceField(
        label="What becomes of it here?", error_messages={"required": "Choose what becomes of it."}
    )
    accountable = forms.ChoiceField(
        label="Accountable lead, where it is added",
        required=False,
        help_text="A post or group of this area. Whoever holds it answers for the action here.",
    )
    timescale_words = WordsField(
        label="Timescale, where it is added",
        limit=500,
        rows=1,
        required=False,
        help_text="In the committee’s own words: “31 July 2027”, “quarterly”, “ongoing”.",
    )

    def __init__(
        self,
        *args: Any,
        plans: Iterable[Plan],
        actions: Iterable[Action],
        posts: Iterable[Post],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {f"plan:{row.pk}": row for row in plans}
        self.actions = {f"action:{row.pk}": row for row in actions}
        self.posts = {str(row.pk): row for row in posts}
        self.offer("answer", self._answers())
        titles = [(key, post.title) for key, post in self.posts.items()]
        self.offer("accountable", [("", "No lead named"), *titles])

    def _answers(self) -> Sequence[Any]:
        added = [(key, f"Added to {plan.title}") for key, plan in self.plans.items()]
        tied = [(key, _named(action)) for key, action in self.actions.items()]
        return [
            ("", "Choose"),
            ("It becomes a new action", added),
            ("It is tied to an action that stands", tied),
            (DECLINE, "It is declined"),
        ]

    def clean(self) -> dict[str, Any]:
        """What is said of a new action is not lost unseen where none is added."""
        added = self.cleaned_data.get("answer") in self.plans
        if not added and self.cleaned_data.get("timescale_words"):
            said = "An action that stands keeps its own timescale. Clear this text."
            self.add_error("timescale_words", ValidationError(said))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What answer_tie takes."""
        values = super().values()
        answer = values.pop("answer")
        plan = self.plans.get(answer)
        lead = self.posts.get(values["accountable"]) if plan else None
        return {**values, "plan": plan, "action": self.actions.get(answer), "accountable": lead}


class UntieForm(PageForm):
    button = "Untie the action"
    warning = True


def _named(action: Action) -> str:
    return f"{action.reference} {Truncator(action.text).words(MOST_WORDS, truncate=' …')}"
