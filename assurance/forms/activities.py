"""Forms of the assurance register."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.db import models

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
        return obj.named


class AddActivityForm(ProseForm):
    button = "Save"

    kind = forms.ChoiceField(label="What was it?", choices=ActivityKind, widget=forms.RadioSelect)
    title = TextField(
        label="Name",
        max_length=200,
        help_text="As its report is called. Never the name of a child or a family, and no case "
        "review that is not published: those stand under learning reviews, which few may know of.",
    )
    looked_by = TextField(
        label="Who looked",
        max_length=200,
        required=False,
        help_text="For example the Care Inspectorate, HMICS, Ofsted, or the group that did the "
        "audit.",
    )
    starts = DayField(label="Day on which it began", required=False)
    reported_on = DayField(
        label="Day of its report", required=False, help_text="Leave it empty where it is not known."
    )
    dated = TextField(
        label="Or what is known of when it was",
        max_length=60,
        required=False,
        help_text="For example: 2019, or spring 2021.",
    )
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

    def said_by(self, row: models.Model) -> dict[str, Any]:
        said = super().said_by(row)
        if isinstance(row, Activity):
            said["reported_on"] = row.facts().reported_on
        return said

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
        label="Grade on the six-point scale",
        choices=[("", "Not graded on it"), *Grade.choices],
        coerce=lambda value: Grade(int(value)),
        empty_value=None,
        required=False,
    )
    in_words = TextField(
        label="Or its grade in the report’s own words",
        max_length=100,
        required=False,
        help_text="Where another scale was used, for example: Requires improvement.",
    )


def _facts(given: Mapping[str, Any]) -> ActivityFacts:
    keys = {name: given[name].pk if given[name] else None for name in ("follows", "action_plan")}
    return ActivityFacts(**{**given, **keys, "kind": ActivityKind(given["kind"])})
