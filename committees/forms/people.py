"""Forms of people: the roles they have in an area, their addresses, their last days."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from committees.forms.groups import AreaForm
from committees.models import AccessChange
from committees.queries.access import Proposed
from web.fields import DayField, TextField
from web.forms import PageForm, VersionedForm


class LastDayForm(VersionedForm):
    """The last day of a seat: today, where none is set."""

    button = "End it"

    ends = DayField(label="Last day")

    def said_by(self, row: Model) -> dict[str, Any]:
        said = super().said_by(row)
        return {**said, "ends": said["ends"] or timezone.localdate()}


class EndForm(LastDayForm):
    """The last day of a role or of somebody's time in a post. Today ends it now."""

    ends = DayField(
        label="Last day",
        help_text="Today ends it now. Of a later day, it ends at midnight, London time, when that "
        "day is over.",
    )


class GrantForm(AreaForm):
    """A role for somebody who has, or had, a place in the area."""

    button = "Propose this role"

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

    button = "Propose this person"

    name = TextField(label="Name", max_length=120)
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="Once a second person confirmed it, we send a link by which they choose a "
        "password.",
    )
    role = forms.ChoiceField(label="Role", choices=Role.choices, widget=forms.RadioSelect)
    starts = DayField(label="From", initial=timezone.localdate)
    ends = DayField(label="Last day", required=False, help_text="Always needed for an inspector.")


class AddressForm(PageForm):
    """Another e-mail address for somebody."""

    button = "Propose it"

    email = forms.EmailField(
        label="New e-mail address",
        max_length=254,
        help_text="They sign in with it, and are asked at it, once a second person confirmed it.",
        error_messages={
            "required": "Give the e-mail address, for example name@example.org.",
            "invalid": "Write the whole e-mail address, for example name@example.org.",
        },
    )


class OwnAddressForm(AddressForm):
    """Another e-mail address for oneself."""

    button = "Change address"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "We send a link to it, which you open there."


class VerifyForm(PageForm):
    button = "Yes, this address is mine"


class DeactivateForm(PageForm):
    button = "Deactivate now"
    warning = True


class ReturnForm(PageForm):
    button = "Propose it"


class AccessForm(PageForm):
    """Changes that wait, and what this person says to those that they tick."""

    button = "Send the answer"
    shows_optional = False

    changes = forms.ModelMultipleChoiceField(
        AccessChange.objects.none(),
        label="Waiting for you",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    everything = forms.BooleanField(label="All of them", required=False)
    accepted = forms.TypedChoiceField(
        label="Your answer",
        choices=[
            ("yes", "I confirm it: I know the person and have asked them"),
            ("no", "I refuse it"),
        ],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Confirm or refuse."},
    )

    def __init__(self, *args: Any, waiting: Sequence[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {row.change.pk: f"{row.words} {row.said}" for row in waiting if not row.why_not}
        field = cast("forms.ModelMultipleChoiceField[AccessChange]", self.fields["changes"])
        field.queryset = AccessChange.objects.filter(pk__in=own).order_by("proposed_at", "pk")
        self.fields["everything"].label = f"All of them: {len(own)} changes"
        if len(own) < 2:
            del self.fields["everything"]
        field.label_from_instance = lambda row: own[row.pk]  # type: ignore[method-assign,assignment]

    def values(self) -> dict[str, Any]:
        given = super().values()
        return {"changes": list(given["changes"]), "accepted": given["accepted"]}

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("everything"):
            field = cast("forms.ModelMultipleChoiceField[AccessChange]", self.fields["changes"])
            self.cleaned_data["changes"] = field.queryset
        elif not self.cleaned_data.get("changes") and not self.has_error("changes"):
            self.add_error("changes", "Tick what you confirm or refuse.")
        return self.cleaned_data
