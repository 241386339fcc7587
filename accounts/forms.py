"""Forms about the person who is signed in."""

from django import forms

from accounts.models import Weekday
from web.forms import PageForm


class MailDayForm(PageForm):
    """The weekday on which a person wants to be asked."""

    shows_optional = False

    day = forms.TypedChoiceField(
        label="On which day do you want to be asked?",
        choices=[("", "The day it is due"), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text="You get one e-mail on that day. If the window closes before it, you are asked "
        "on the day it is due.",
    )
