"""The form of the sign-in page."""

from typing import Any

from allauth.account.forms import LoginForm
from django.core.exceptions import ValidationError

from gatehouse.queries.agencies import sign_in_for
from gatehouse.rules.words import only_through, or_through


class SignInForm(LoginForm):  # type: ignore[misc]
    """An address and a password. With the address alone one is shown the way of one's agency."""

    def clean(self) -> Any:
        agency = sign_in_for(str(self.data.get("login", "")))
        if agency is None:
            return super().clean()
        if agency.only_way or not self.data.get("password"):
            self.errors.pop("password", None)
            words = only_through if agency.only_way else or_through
            raise ValidationError(words(str(agency.agency)), code="agency")
        return super().clean()
