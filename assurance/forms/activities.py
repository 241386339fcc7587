"""Forms of the assurance register."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms

from assurance.enums import ActivityKind, Grade
from assurance.models import Activity
from assurance.rules.facts import ActivityFacts
from committees.models import Area
from figures.forms.prose import ProseForm
from plans.models import Plan
from web.fields import DayField, NumberField, TextField, WordsField
from web.forms import PageForm, VersionedForm

MOST = 100_000
WHOLE = "Write a whole number."
FACTS = tuple(one.name for one in fields(ActivityFacts))


def _count(label: str, help_text: str = "") -> NumberField:
    """A number of things that were looked at."""
    return NumberField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=MOST, said=WHOLE
    )


class InspectionField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Activity) -> str:
        return f"{obj.title} ({obj.reported_on.year})"


class AddActivityForm(ProseForm):
    button = "Save"

    kind = forms.ChoiceField(label="What was it?", choices=ActivityKind, widget=forms.RadioSelect)
    title = TextField(
        label="Name",
        max_length=200,
        help_text="As its report is called. Never the name of a child or a family.",
    )
    looked_by = TextField(
        label="Who looked",
        max_length=200,
        required=False,
        help_text="For example the Care Inspectorate, or the group that did the audit.",
    )
    starts = DayField(label="Day on which it began", required=False)
    reported_on = DayField(label="Day of its report")
    follows = InspectionField(
        Activity.objects.none(),
        label="Which inspection’s progress does it review?",
        required=False,
        empty_label="It reviews no progress",
    )
    link_inspector = TextField(
        label="Link inspector", max_length=200, required=False, help_text="Of an inspection."
    )
    action_plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="The plan that answers it",
        required=False,
        empty_label="No plan answers it yet",
    )
    sample = _count("How many were looked at", "Of an audit: records or cases.")
    good_or_better = _count("How many of them were graded good or better")
    went_well = WordsField(label="What went well", limit=4000, rows=6, required=False)
    to_improve = WordsField(
        label="What to improve",
        limit=4000,
        rows=6,
        required=False,
        help_text="In short. Each finding is written down by itself afterwards.",
    )

    def __init__(
        self, *args: Any, area: Area, user: Any, row: Activity | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, user=user, row=row, **kwargs)
        seen = Activity.objects.visible_to(user).filter(area=area, kind=ActivityKind.INSPECTION)
        self.offer("follows", seen.exclude(pk=row.pk if row else 0))
        self.offer("action_plan", Plan.objects.visible_to(user).filter(area=area))

    def values(self) -> dict[str, Any]:
        given = super().values()
        facts = _facts({name: given.pop(name) for name in FACTS})
        return {**given, "facts": facts}


class EditActivityForm(AddActivityForm, VersionedForm):
    """An entry that stands, which somebody else may be writing too."""


class JudgementForm(PageForm):
    button = "Save"

    statement = TextField(
        label="Statement or quality indicator",
        max_length=300,
        help_text="As the report has it.",
    )
    grade = forms.TypedChoiceField(
        label="Grade",
        choices=[("", "Not graded"), *Grade.choices],
        coerce=lambda value: Grade(int(value)),
        empty_value=None,
        required=False,
    )


def _facts(given: Mapping[str, Any]) -> ActivityFacts:
    keys = {name: given[name].pk if given[name] else None for name in ("follows", "action_plan")}
    return ActivityFacts(**{**given, **keys, "kind": ActivityKind(given["kind"])})
