"""The calendar of themes: in which quarters a report tells of each."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from plans.models import Heading, Plan
from plans.queries import themes_of
from plans.rules.calendar import Quarter
from web.forms import VersionedForm


class CalendarForm(VersionedForm):
    """For each theme the quarters in which it is reported; with none at all there is no calendar.

    Saved by the plan's version: who changes the calendar changes the plan.
    """

    button = "Save the calendar"
    shows_optional = False

    def __init__(
        self,
        *args: Any,
        row: Plan,
        themes: Sequence[Heading],
        quarters: Sequence[Quarter],
        **kwargs: Any,
    ) -> None:
        self.plan = row
        self.themes = {f"theme_{heading.pk}": heading for heading in themes}
        super().__init__(*args, row=row, **kwargs)
        choices = [(str(one.number), one.name[:1].upper() + one.name[1:]) for one in quarters]
        for name, heading in self.themes.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=heading.title,
                choices=choices,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def said_by(self, row: models.Model) -> dict[str, Any]:
        said = super().said_by(row)
        assert isinstance(row, Plan)
        # somebody else's, after a conflict, are read again
        now = {} if row is self.plan else {heading.pk: heading for heading in themes_of(row)}
        for name, heading in self.themes.items():
            said[name] = list(now.get(heading.pk, heading).quarters)
        return said

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        chosen = {name: given.get(name) for name in self.themes}
        if any(chosen.values()):
            for name, quarters in chosen.items():
                if not quarters and name not in self.errors:
                    self.add_error(name, ValidationError("Choose when this is reported."))
        return given

    def values(self) -> dict[str, Any]:
        given = super().values()
        chosen = {
            heading.pk: "".join(sorted(given.pop(name))) for name, heading in self.themes.items()
        }
        return {**given, "quarters": chosen}
