"""Forms of people: the roles they have in an area, their addresses, their last days."""

from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from committees.forms.groups import AreaForm
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm


class LastDayForm(VersionedForm):
    """The last day of a role, a seat or somebody's time in a post: today, where none is set."""

    button = "End it"

    ends = DayField(label="Last day")

    def said_by(self, row: Model) -> dict[str, Any]:
        said = super().said_by(row)
        return {**said, "ends": said["ends"] or timezone.localdate()}


class GrantForm(AreaForm):
    """A role for somebody who has, or had, a place in the area."""

    button = "Give this role"

    user = forms.ModelChoiceField(
        User.objects.none(), label="Person", empty_label="Choose a person"
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    starts = DayField(label="From", initial=timezone.localdate)
    ends = DayField(label="Last day", required=False, help_text="Always needed for an inspector.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ever = User.objects.filter(is_active=True, role_grants__area=self.area)
        self.offer("user", ever.order_by("name").distinct())


class InvitationForm(PageForm):
    """A person who is new to the area, with their first role in it."""

    button = "Add this person"

    name = TextField(label="Name", max_length=120)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="We send a link to it by which they choose a password.",
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    starts = DayField(label="From", initial=timezone.localdate)
    ends = DayField(label="Last day", required=False, help_text="Always needed for an inspector.")


class AddressForm(VersionedForm):
    """Another e-mail address for somebody."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it from now on, and are asked at it.",
        error_messages={
            "required": "Give the e-mail address, for example name@example.org.",
            "invalid": "Write the whole e-mail address, for example name@example.org.",
        },
    )
