"""Forms of other plans, and of which action serves which."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from django import forms

from connections.models import OtherPlan
from connections.rules.facts import OtherPlanFacts
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm

FACTS = tuple(one.name for one in fields(OtherPlanFacts))


class OtherPlanForm(PageForm):
    name = TextField(
        label="Name", max_length=200, help_text="For example: Children’s services plan."
    )
    owner = TextField(label="Who keeps it?", max_length=200, required=False)
    starts = DayField(label="First day of its period", required=False)
    ends = DayField(label="Last day of its period", required=False)
    edition = TextField(
        label="Edition", max_length=100, required=False, help_text="As it is printed on it."
    )
    address = TextField(
        label="Where it can be read",
        max_length=1000,
        required=False,
        help_text="The address of its page, with https://",
    )

    def values(self) -> dict[str, Any]:
        given = super().values()
        facts = OtherPlanFacts(**{name: given.pop(name) for name in FACTS})
        return {**given, "facts": facts}


class EditOtherPlanForm(OtherPlanForm, VersionedForm):
    """Another plan that stands in the list, which somebody else may be writing too."""


class ActionConnectionForm(PageForm):
    """On an action: which other plan it serves."""

    other_plan = forms.ModelChoiceField(
        OtherPlan.objects.none(), label="Which other plan?", empty_label="Choose a plan"
    )

    def __init__(self, *args: Any, plans: Iterable[OtherPlan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("other_plan", plans)
