"""The first page, by what a person may do."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import User
from dashboards.queries.home import home_of


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What needs this person now, then what they can read."""
    user = cast(User, request.user)
    page = home_of(user, timezone.localdate(), request.GET.get("area", ""))
    return render(request, "dashboards/home.html", {"home": page})
