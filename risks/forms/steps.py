"""Forms of what happens to a risk, and of what scores mean."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from figures.forms.prose import ProseForm
from risks.rules.facts import Rating
from risks.rules.heat import IMPACTS, LIKELIHOODS
from web.fields import DayField, NumberField, WordsField
from web.forms import AnsweringForm

SCORES: Final = ("likelihood", "impact", "likelihood_after", "impact_after")


def _score(label: str, words: dict[int, str]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Choose one"), *((key, f"{key} {word}") for key, word in words.items())],
        coerce=int,
        error_messages={"required": "Choose one, from 1 to 5."},
    )


class _StandingForm(AnsweringForm):
    """A form that is drawn with what holds now; what came meanwhile is told by the service too,
    where both are sent in one instant."""

    def __init__(self, *args: Any, stands: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**stands, **self.initial}

    def values(self) -> dict[str, Any]:
        return {**super().values(), "seen": self.cleaned_data["seen"]}


class RateForm(ProseForm, _StandingForm):
    """A review: likelihood × impact before and after mitigation, and why. `about` is the last step
    that was taken when the form was drawn."""

    button = "Save review"

    likelihood = _score("Likelihood before mitigation", LIKELIHOODS)
    impact = _score("Impact before mitigation", IMPACTS)
    likelihood_after = _score("Likelihood after mitigation", LIKELIHOODS)
    impact_after = _score("Impact after mitigation", IMPACTS)
    reason = WordsField(
        label="Why is it rated so?",
        limit=2000,
        rows=4,
        help_text="What has changed since the last review, or why nothing has.",
    )
    review_by = DayField(label="Review it next by")

    def values(self) -> dict[str, Any]:
        given = super().values()
        rating = Rating(**{name: given.pop(name) for name in SCORES})
        return {**given, "rating": rating}


class ReasonForm(ProseForm):
    """Why a step is taken."""

    reason = WordsField(label="Why?", limit=2000, rows=4)

    def __init__(self, *args: Any, button: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.button = button


class ScaleForm(_StandingForm):
    """From which scores on a risk is medium and high; `about` is the scale that holds."""

    button = "Save the thresholds"

    medium_from = NumberField(
        label="A risk is medium from a score of",
        said="Write a whole number from 2 to 24.",
        min_value=2,
        max_value=24,
    )
    high_from = NumberField(
        label="A risk is high from a score of",
        said="Write a whole number from 3 to 25.",
        min_value=3,
        max_value=25,
    )
    reason = WordsField(
        label="Where was that agreed?",
        limit=2000,
        rows=2,
        help_text="For example the committee’s meeting, or the council’s own risk policy.",
    )
