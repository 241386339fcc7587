"""What the coordinator looks for among the e-mails that were sent."""

from django import forms

from letters.enums import LetterState
from reminders.enums import ReminderKind
from web.fields import TextField


class MailFilterForm(forms.Form):
    """All three may be left open."""

    person = TextField(label="Name or address", required=False, max_length=100)
    state = forms.ChoiceField(
        label="What became of it",
        required=False,
        choices=[
            ("", "Anything"),
            (LetterState.SENT.value, "Sent"),
            (LetterState.BOUNCED.value, "Came back"),
            (LetterState.WAITING.value, "Not sent"),
        ],
    )
    kind = forms.ChoiceField(
        label="Step", required=False, choices=[("", "Any step"), *ReminderKind.choices]
    )
