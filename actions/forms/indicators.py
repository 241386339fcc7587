"""Forms of which figure an action came of."""

from collections.abc import Iterable
from typing import Any

from django import forms

from actions.enums import IndicatorKind
from actions.forms.choices import WhichActionForm
from figures.models import Indicator
from web.fields import TextField
from web.forms import PageForm

CAME_OF_HINT = "The committee saw the figure, asked, and agreed this action."
MEASURED_BY_HINT = "The figure shows whether the action makes a difference."


class _JoinForm(PageForm):
    button = "Save"

    kind = forms.ChoiceField(
        label="How do they belong together?",
        choices=IndicatorKind.choices,
        widget=forms.RadioSelect,
    )
    origin = TextField(
        label="Where was that decided?",
        max_length=300,
        required=False,
        help_text="The meeting, or the question that it answers.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choice_hints = {
            "kind": {
                IndicatorKind.CAME_OF: CAME_OF_HINT,
                IndicatorKind.MEASURED_BY: MEASURED_BY_HINT,
            }
        }

    def clean_kind(self) -> IndicatorKind:
        return IndicatorKind(self.cleaned_data["kind"])


class ActionOfIndicatorForm(_JoinForm, WhichActionForm):
    """On an indicator's page: which action."""

    field_order = ("action", "kind", "origin")


class IndicatorOfActionForm(_JoinForm):
    """On an action's page: which indicator."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label="Which indicator?", empty_label="Choose an indicator"
    )
    field_order = ("indicator", "kind", "origin")

    def __init__(self, *args: Any, indicators: Iterable[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("indicator", indicators)
