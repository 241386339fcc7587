"""Forms of what children, young people and families said, and of what became of it."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.db import models

from actions.forms.choices import WhichActionForm
from committees.models import Area
from figures.forms.prose import ProseForm
from outcomes.models import HighLevelOutcome
from plans.models import Heading
from voices.enums import Answer, Feedback, Method, Relation, Who
from voices.models import Place, VoiceGroup
from voices.rules.facts import AnswerFacts, FeedbackFacts, VoiceFacts
from web.fields import DayField, NumberField, TextField, WordsField
from web.forms import PageForm, VersionedForm

IN_OTHER_WORDS = (
    "In other words than theirs, so that nobody is known by them. Never a name, an age beside a "
    "place, or what only one family has lived through."
)
OWN = "own-"


class AddVoiceForm(ProseForm):
    button = "Save"

    speakers = forms.ChoiceField(label="Who said it?", widget=forms.RadioSelect)
    method = forms.ChoiceField(
        label="How were they heard?", choices=Method.choices, widget=forms.RadioSelect
    )
    method_words = TextField(
        label="How, in a few words",
        max_length=200,
        required=False,
        help_text="For example the name of the survey, or that drawings were talked about.",
    )
    heard_on = DayField(label="Day on which they were heard", help_text="Of several, the last.")
    starts = DayField(
        label="First day", required=False, help_text="Only if they were heard over some time."
    )
    took_part = NumberField(
        label="How many took part",
        required=False,
        min_value=0,
        max_value=100_000,
        said="Write a whole number.",
        help_text="If somebody counted. 0 says that they were asked and nobody answered.",
    )
    said = WordsField(
        label="What they said", limit=4000, rows=6, required=False, help_text=IN_OTHER_WORDS
    )

    def __init__(self, *args: Any, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = VoiceGroup.objects.filter(area=area)
        self.offer("speakers", [*Who.choices, *((f"{OWN}{row.pk}", row.name) for row in own)])

    def values(self) -> dict[str, Any]:
        given = super().values()
        facts = {one.name: given.pop(one.name) for one in fields(VoiceFacts) if one.name in given}
        speakers = given.pop("speakers")
        own = speakers.startswith(OWN)
        facts["method"] = Method(facts["method"])
        facts["group" if own else "who"] = int(speakers[len(OWN) :]) if own else Who(speakers)
        return {**given, "facts": VoiceFacts(**facts)}


class EditVoiceForm(AddVoiceForm, VersionedForm):
    """A voice that stands, which somebody else may be writing about too."""


class VoiceGroupForm(PageForm):
    button = "Add to the list"

    name = TextField(
        label="Who are they?",
        max_length=80,
        help_text="A group of people, wide enough that nobody is known by it.",
    )
    of_children = forms.BooleanField(label="They are children or young people", required=False)


class AnswerForm(ProseForm, VersionedForm):
    button = "Save"

    answer = forms.ChoiceField(
        label="What was decided because of it?",
        choices=Answer.choices,
        widget=forms.RadioSelect,
    )
    words = WordsField(
        label="What was decided, or why it was not taken up", limit=2000, rows=4, required=False
    )
    on = DayField(label="Day on which that was decided", required=False)

    def said_by(self, row: models.Model) -> dict[str, Any]:
        facts: AnswerFacts = row.answer_facts()  # type: ignore[attr-defined]
        known = {"answer": str(facts.answer), "words": facts.words, "on": facts.on}
        return {**super().said_by(row), **known}

    def values(self) -> dict[str, Any]:
        given = super().values()
        answer, words, on = (given.pop(name) for name in ("answer", "words", "on"))
        return {**given, "facts": AnswerFacts(Answer(answer), words, on)}


class FeedbackForm(ProseForm, VersionedForm):
    button = "Save"

    feedback = forms.ChoiceField(
        label="Were they told what became of it?",
        choices=Feedback.choices,
        widget=forms.RadioSelect,
    )
    words = TextField(
        label="How, or why nobody can be told",
        max_length=300,
        required=False,
        help_text="By whom in which way. That a survey had no names is a reason.",
    )
    on = DayField(
        label="Day on which they were told, or somebody was asked to tell them", required=False
    )

    def said_by(self, row: models.Model) -> dict[str, Any]:
        facts: FeedbackFacts = row.feedback_facts()  # type: ignore[attr-defined]
        known = {"feedback": str(facts.feedback), "words": facts.words, "on": facts.on}
        return {**super().said_by(row), **known}

    def values(self) -> dict[str, Any]:
        given = super().values()
        feedback, words, on = (given.pop(name) for name in ("feedback", "words", "on"))
        return {**given, "facts": FeedbackFacts(Feedback(feedback), words, on)}


class QuotationForm(ProseForm):
    button = "Save with the consent"

    words = WordsField(
        label="What was said, word for word",
        limit=1000,
        rows=3,
        help_text="Words by which others could know who spoke are none that can be printed.",
    )
    consent_from = forms.ChoiceField(
        label="Who gave consent that it is printed?",
        choices=Relation.choices,
        widget=forms.RadioSelect,
    )
    consent_on = DayField(label="Day on which consent was given")

    def clean_consent_from(self) -> Relation:
        return Relation(self.cleaned_data["consent_from"])


class VoicePlaceForm(PageForm):
    """What a voice is about."""

    button = "Save"

    place = forms.ChoiceField(label="Which priority, outcome or action?")

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {_key(row): row for row in places}
        plans = dict.fromkeys(row.plan.title for row in places)
        groups = [
            (plan, [(key, _label(row)) for key, row in self.rows.items() if row.plan.title == plan])
            for plan in plans
        ]
        self.offer("place", [("", "Choose one"), *groups])

    def values(self) -> dict[str, Any]:
        return {"to": self.rows[super().values()["place"]]}


class VoiceActionForm(WhichActionForm):
    """Which action came of a voice."""

    def values(self) -> dict[str, Any]:
        return {"to": super().values()["action"]}


def _key(row: Place) -> str:
    if isinstance(row, Heading):
        return f"h{row.pk}"
    return f"o{row.pk}" if isinstance(row, HighLevelOutcome) else f"a{row.pk}"


def _label(row: Place) -> str:
    if isinstance(row, Heading):
        words = row.title
    elif isinstance(row, HighLevelOutcome):
        words = f"Outcome {row}"
    else:
        words = f"Action {row.reference}: {row.text}"
    return words if len(words) < 110 else f"{words[:108].rstrip()}…"
