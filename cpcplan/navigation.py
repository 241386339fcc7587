"""What the head of every page offers the person who is signed in."""

from typing import Any

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Entries of the navigation, those the person may use."""
    return {"nav": []}
