"""How people come in: by invitation, never by signing up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """An administrator makes every account; the sign-up page says so."""

    def is_open_for_signup(self, request: HttpRequest, *args: Any) -> bool:
        return False
