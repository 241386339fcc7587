"""What part of the record to show."""

from collections.abc import Sequence
from typing import Any

from django import forms

from web.fields import DayField, TextField

# The rooms that an event's target can stand in, as people call them.
SUBJECTS = (
    ("accounts committees", "People and groups"),
    ("plans outcomes", "Plan text"),
    ("actions", "Actions and updates"),
    ("risks", "Risks"),
    ("assurance", "Assurance and findings"),
    ("voices", "What children and families said"),
    ("impact", "Difference made"),
    ("evaluation", "Self-evaluation"),
    ("returns", "Returns of sub-committees"),
    ("meetings windows", "Meetings and update windows"),
    ("governance", "The committee itself"),
    ("papers", "Minutes and summaries"),
    ("connections", "Other plans"),
    ("reporting", "Reports and directions"),
)


class HistoryForm(forms.Form):
    """A part of the record. A day that cannot be read is left out of account."""

    words = TextField(
        label="Words",
        max_length=100,
        required=False,
        help_text="What it was about: an action, a post, a report.",
    )
    who = forms.ChoiceField(label="Person", required=False)
    about = forms.ChoiceField(label="Kind", choices=[("", "Everything"), *SUBJECTS], required=False)
    since = DayField(label="From", required=False)
    until = DayField(label="To", required=False)

    def __init__(
        self, *args: Any, people: Sequence[tuple[int, str]] = (), whole: bool = True, **kwargs: Any
    ) -> None:
        """`people` are those of the record; without `whole` it is of one person already."""
        super().__init__(*args, **kwargs)
        choices = [("", "Everybody"), *((str(key), name) for key, name in people)]
        self.fields["who"] = forms.ChoiceField(label="Person", choices=choices, required=False)
        if not whole:
            del self.fields["who"]

    def chosen(self) -> dict[str, Any]:
        self.full_clean()
        return {name: self.cleaned_data.get(name) for name in self.fields}
