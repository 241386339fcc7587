"""Forms of self-evaluation."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet

from actions.forms.choices import ActionField
from actions.models import Action, ProgressUpdate
from assurance.enums import Grade
from assurance.models import Activity
from evaluation.models import Evaluation
from evaluation.queries.evidence import Figure
from evaluation.rules.facts import EvaluationFacts
from figures.forms.prose import ProseForm
from timescales.date_format import long_day
from voices.models import Voice
from web.fields import DayField, WordsField
from web.forms import PageForm, VersionedForm

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


class UpdateField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Checked updates by action and day."""

    def label_from_instance(self, obj: ProgressUpdate) -> str:
        words = " ".join(obj.what_happened.split())
        short = words if len(words) < 80 else f"{words[:78].rstrip()}…"
        return f"{obj.action.reference}, {long_day(obj.as_at)}: {short}"


class EvidenceForm(PageForm):
    """What else a draft rests on; one of each kind at a time."""

    button = "Add"

    figure = forms.TypedChoiceField(
        label="A figure, as an edition told it", required=False, empty_value=None
    )
    update = UpdateField(
        ProgressUpdate.objects.none(),
        label="A checked update",
        required=False,
        empty_label="No update",
    )
    voice = forms.ModelChoiceField(
        Voice.objects.none(),
        label="What children and families said",
        required=False,
        empty_label="No voice",
    )

    def __init__(
        self,
        *args: Any,
        figures: Sequence[Figure],
        updates: QuerySet[ProgressUpdate],
        voices: QuerySet[Voice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.figures = {str(one.indicator): one for one in figures}
        labels = [
            (key, f"{one.name}: {one.words} ({one.edition})") for key, one in self.figures.items()
        ]
        self.offer("figure", [("", "No figure"), *labels])
        self.offer("update", updates)
        self.offer("voice", voices)
        for name, rows in (("figure", labels), ("update", updates), ("voice", voices)):
            if not rows:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {**given, "figure": self.figures.get(given.get("figure") or "")}
