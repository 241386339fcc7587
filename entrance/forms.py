"""Forms about the way in."""

from typing import Any

from django import forms

from accounts.roles import Role
from web.forms import PageForm, VersionedForm


class PolicyForm(VersionedForm):
    """Which roles of an area need a second factor."""

    shows_optional = False

    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever has one of these roles here shows a one-time code or a security key "
        "beside the password, wherever else they work. A new area begins with every role that "
        "reads plans, manages people or gives roles.",
    )


class EndSessionsForm(PageForm):
    """A button: there is nothing to fill in."""

    button = "End every session"
    warning = True

    def values(self) -> dict[str, Any]:
        return {}
