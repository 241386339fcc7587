"""On an action: which risk it belongs to."""

from collections.abc import Iterable
from typing import Any

from django import forms

from risks.models import Risk
from web.forms import PageForm


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
