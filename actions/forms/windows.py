"""A new update window."""

from collections.abc import Container, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from actions.forms.fields import ConflictingForm, DayField, plain_helper
from committees.models import Meeting

# domain.md, "The quarter": days before the committee's meeting
OPENS: Final = timedelta(days=28)
CLOSES: Final = timedelta(days=14)


class WindowForm(ConflictingForm):
    """The days in which leads are asked, and the meeting it is for."""

    label = forms.CharField(
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
        meeting: Any = self.fields["meeting"]
        meeting.choices = [("", "No meeting yet"), *((k, str(m)) for k, m in self.meetings.items())]
        self.helper = plain_helper(self, "Open the window")

    def values(self) -> dict[str, Any]:
        """What open_window takes."""
        names = ("label", "opens_on", "closes_on")
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return found | {"meeting": self.meetings.get(self.cleaned_data["meeting"])}


def proposed(
    meetings: Sequence[Meeting], taken: Container[int | None], today: date
) -> dict[str, Any]:
    """A window for the next meeting that has none: from four to two weeks before, none of it past.

    `taken` are the keys of the meetings that have a window.
    """
    ahead = [row for row in meetings if row.held_on - CLOSES >= today and row.pk not in taken]
    if not ahead:
        return {}
    held_on = ahead[0].held_on
    return {
        "label": f"For the meeting of {held_on:%-d %B %Y}",
        "opens_on": max(held_on - OPENS, today),
        "closes_on": held_on - CLOSES,
        "meeting": str(ahead[0].pk),
    }
