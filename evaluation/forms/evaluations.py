"""Forms of self-evaluation."""

from dataclasses import fields
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet

from actions.forms.indicators import ActionField
from actions.models import Action
from assurance.enums import Grade
from assurance.models import Activity
from evaluation.models import Evaluation
from evaluation.rules.facts import EvaluationFacts
from figures.forms.prose import ProseForm
from web.fields import DayField, WordsField
from web.forms import VersionedForm

FACTS = tuple(one.name for one in fields(EvaluationFacts))


class ActivitiesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Activity) -> str:
        return obj.named


class ActionsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    widget = forms.CheckboxSelectMultiple
    label_from_instance = ActionField.label_from_instance


class EvaluationForm(ProseForm, VersionedForm):
    button = "Save as a draft"

    on = DayField(label="Day of the evaluation")
    grade = forms.TypedChoiceField(
        label="Judgement",
        choices=[("", "No judgement"), *Grade.choices],
        coerce=lambda value: Grade(int(value)),
        empty_value=None,
        required=False,
    )
    known = WordsField(
        label="What do we know?",
        limit=4000,
        rows=6,
        help_text="How good it is, and how we know. Never the story of a child.",
    )
    to_improve = WordsField(label="What is to improve?", limit=4000, rows=6, required=False)
    activities = ActivitiesField(
        Activity.objects.none(), label="What in the assurance register shows it?", required=False
    )
    actions = ActionsField(
        Action.objects.none(), label="Which actions show it, or answer it?", required=False
    )

    def __init__(
        self,
        *args: Any,
        activities: QuerySet[Activity],
        actions: QuerySet[Action],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("activities", activities), ("actions", actions)):
            self.offer(name, rows)
            if not rows:
                del self.fields[name]

    def said_by(self, row: models.Model) -> dict[str, Any]:
        shown = list(row.evidence.all()) if isinstance(row, Evaluation) else []
        return {
            **super().said_by(row),
            "activities": [one.activity_id for one in shown if one.activity_id],
            "actions": [one.action_id for one in shown if one.action_id],
        }

    def values(self) -> dict[str, Any]:
        given = {"activities": [], "actions": [], **super().values()}
        facts = EvaluationFacts(**{name: given.pop(name) for name in FACTS})
        return {**given, "facts": facts}


class PlannedForm(VersionedForm):
    on = DayField(
        label="In the month of which day?",
        required=False,
        help_text="Leave it empty where none is planned.",
    )
