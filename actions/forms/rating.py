"""The choice of a rating: one entry of the plan's legend."""

from collections.abc import Sequence
from typing import Any

from django import forms

from actions.rules.record import EntryState
from plans.models import LegendEntry
from web.forms import PageForm


class RatingField(forms.ChoiceField):
    """One entry of the plan's legend, with its definition beside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)


class RatingForm(PageForm):
    """A form with a rating in it."""

    def offer_ratings(
        self, name: str, entries: Sequence[LegendEntry | EntryState], hints: dict[str, str]
    ) -> None:
        """Make field `name` a choice among the legend's `entries`, with a hint for each key."""
        self.offer(name, [(str(entry.pk), entry.label) for entry in entries])
        self.choice_hints = {name: hints}
        self.choice_statuses = {name: {str(row.pk): row.tag for row in entries}}
