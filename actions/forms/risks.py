"""Forms of which actions belong to which risk."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actions.forms.indicators import ActionField
from actions.models import Action
from risks.models import Risk
from web.forms import PageForm


class RiskActionForm(PageForm):
    """On a risk: which action."""

    button = "Save"

    action = ActionField(
        Action.objects.none(), label="Which action?", empty_label="Choose an action"
    )

    def __init__(self, *args: Any, actions: Iterable[Action], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("action", actions)


class RiskField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Risks as their register has them."""

    def label_from_instance(self, obj: Risk) -> str:
        return f"{obj}: {obj.event}"


class ActionRiskForm(PageForm):
    """On an action: which risk."""

    button = "Save"

    risk = RiskField(Risk.objects.none(), label="Which risk?", empty_label="Choose a risk")

    def __init__(self, *args: Any, risks: Iterable[Risk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("risk", risks)
