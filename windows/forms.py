"""A new update window, and one that is opened again."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Model

from committees.models import Meeting, Offsets
from committees.rules.quarter import dates_of
from web.fields import DayField, TextField, WordsField
from web.forms import PageForm, VersionedForm
from windows.models import WindowReopening
from windows.rules import label_of


class WindowForm(PageForm):
    """The days in which leads are asked, and the meeting it is for."""

    button = "Open the window"

    label = TextField(
        label="Name",
        max_length=80,
        error_messages={"required": "Give it a name, for example “Quarter 2, 2026/27”."},
        help_text="Leads see it, for example “Quarter 2, 2026/27”.",
    )
    opens_on = DayField(label="Opens on")
    closes_on = DayField(label="Closes on")
    meeting = forms.ChoiceField(label="Meeting it is for", required=False)

    def __init__(self, *args: Any, meetings: Sequence[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {str(row.pk): row for row in meetings}
        known = [(key, str(row)) for key, row in self.meetings.items()]
        self.offer("meeting", [("", "No meeting yet"), *known])

    def values(self) -> dict[str, Any]:
        """What open_window takes."""
        values = super().values()
        return {**values, "meeting": self.meetings.get(values["meeting"])}


class ReopenForm(VersionedForm):
    """More days for a window, and why."""

    button = "Open it again"

    until = DayField(label="Open until", help_text="The last day, for example 31 July 2026.")
    reason = WordsField(
        label="Why it is opened again",
        limit=2000,
        help_text="It is kept with the window, for everybody who reads the plan.",
        error_messages={"required": "Say why the window is opened again."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # the days and the reason are asked anew: what was given before stands on the page
        super().__init__(*args, initial={"until": None, "reason": ""}, **kwargs)

    def said_by(self, row: Model) -> dict[str, Any]:
        last = WindowReopening.objects.filter(window=row.pk).last()
        given = {"until": last.until, "reason": last.reason} if last else {}
        return {**super().said_by(row), **given}


class OnForm(forms.Form):
    """The day that a page speaks of; today where none is given or it cannot be read."""

    on = DayField(required=False)

    def clean_on(self) -> date | None:
        chosen: date | None = self.cleaned_data["on"]
        if chosen and not 1990 <= chosen.year <= 2100:
            raise forms.ValidationError("Nothing is recorded about that year.")
        return chosen

    def day(self, today: date) -> date:
        chosen = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today


def proposed(
    meetings: Sequence[Meeting],
    taken: Container[int | None],
    offsets: Mapping[int, Offsets],
    today: date,
) -> dict[str, Any]:
    """A window for the next meeting that has none, on its committee's days, none of them past.

    `taken` are the keys of the meetings that have a window; `offsets` are by the body's key.
    """
    for row in meetings:
        quarter = dates_of(row.held_on, offsets[row.body_id])
        if row.pk not in taken and quarter.closes >= today:
            return {
                "label": label_of(row.held_on),
                "opens_on": max(quarter.opens, today),
                "closes_on": quarter.closes,
                "meeting": str(row.pk),
            }
    return {}
