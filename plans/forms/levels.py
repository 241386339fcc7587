"""A level of a plan: the committee's own name for it, and where it stands."""

from typing import Any

from django import forms

from plans.enums import LevelRole
from plans.models import Level, Plan
from web.fields import TextField
from web.forms import PageForm, VersionedForm


class LevelForm(VersionedForm):
    button = "Save level"

    singular = TextField(label="Name of one", max_length=80)
    plural = TextField(label="Name of several", max_length=80)
    role = forms.ChoiceField(label="What the level is", choices=LevelRole.choices)
    numbered = forms.BooleanField(label="Its headings are numbered", required=False)


class NewLevelForm(PageForm):
    """A level that a plan gets beside those that it has."""

    button = "Add level"

    singular = TextField(
        label="Name of one",
        max_length=80,
        help_text="One of them, as you print it: Priority, Theme, Outcome.",
    )
    plural = TextField(
        label="Name of several",
        max_length=80,
        required=False,
        help_text="Several: Priorities. Left empty, an s is put to the name of one.",
    )
    role = forms.ChoiceField(
        label="What the level is",
        choices=LevelRole.choices,
        initial=LevelRole.OBJECTIVE,
        help_text="So that “by outcome” means something on every dashboard.",
    )
    numbered = forms.BooleanField(label="Its headings are numbered", required=False, initial=True)
    above = forms.ModelChoiceField(
        Level.objects.none(),
        label="Where it stands among the levels",
        required=False,
        empty_label="Below all the others",
        help_text="Headings that are there already keep their place and their level.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = Level.objects.filter(plan=plan)
        self.offer("above", levels)
        if not levels.exists():
            del self.fields["above"]

    def values(self) -> dict[str, Any]:
        """What add_level takes."""
        values = super().values()
        return {"above": None, **values, "plural": values["plural"] or f"{values['singular']}s"}
