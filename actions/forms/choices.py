"""To choose an action of an area: wherever something belongs to one, or came of one."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.text import Truncator

from actions.models import Action
from web.forms import PageForm

NO_ACTION_YET: Final = "No plan of this area has an action yet."


class ActionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Actions as their plan refers to them."""

    def __init__(self, **kwargs: Any) -> None:
        given = {"label": "Which action?", "empty_label": "Choose an action", **kwargs}
        super().__init__(Action.objects.none(), **given)

    def label_from_instance(self, obj: Action) -> str:
        words = Truncator(obj.text).chars(90)
        return f"{obj.reference}: {words} ({obj.plan.title})"


class WhichActionForm(PageForm):
    """On what belongs to an action, or made one come about: which action. `actions` are offered."""

    button = "Save"

    action = ActionField()

    def __init__(self, *args: Any, actions: Iterable[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("action", actions)
