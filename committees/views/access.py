"""Changes of who sees what: what waits for a second person, and what became of it."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from accounts.views import person
from committees import services
from committees.forms.people import AccessForm
from committees.models import AccessChange, Area
from committees.permissions import may, permissions_in, require
from committees.queries.access import answered_in, proposed_in
from committees.views.scope import area_crumbs, area_in_scope, area_page, row_in_scope
from web.form_page import opened, pressed, saved

HEADING = "Changes of who sees what"
READERS = {Permission.ACCESS_CONFIRM, Permission.ROLE_GRANT}


@require_http_methods(["GET", "POST"])
def area_access(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits, with the form for the second person; below it what became of the others."""
    area = area_in_scope(request, slug)
    if not READERS & permissions_in(request.user, area.pk) or request.method == "POST":
        require(request.user, Permission.ACCESS_CONFIRM, area)
    today = timezone.localdate()
    waiting = proposed_in(area, person(request), today)
    form = opened(AccessForm, request, waiting=waiting)
    if done := saved(request, form, partial(services.answer_access, area=area)):
        several = "It is" if len(done.written) == 1 else f"{len(done.written)} changes are"
        said = "confirmed" if form.cleaned_data["accepted"] else "refused"
        messages.success(request, f"{several} {said}. Whoever is concerned is told.")
        return redirect("area_access", slug)
    able = any(not row.why_not for row in waiting)
    context = area_page(
        request,
        area,
        "area_access",
        form=form if able else None,
        others=[row for row in waiting if row.why_not],
        answered=answered_in(area, today),
        page_heading=HEADING,
        breadcrumbs=area_crumbs(area, *_above(request, area), (HEADING, "")),
    )
    return render(request, "committees/access.html", context)


def _above(request: HttpRequest, area: Area) -> list[tuple[str, str]]:
    """The page of people, for those who may open it."""
    if not may(request.user, Permission.PEOPLE_MANAGE, area):
        return []
    return [("People and roles", reverse("area_people", args=[area.slug]))]


@require_POST
def access_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Whoever proposed it takes it back."""
    rows = AccessChange.objects.select_related("area", "user", "post")
    change = row_in_scope(request, rows, Permission.ROLE_GRANT, pk=pk)
    pressed(request, partial(services.withdraw_access, change=change), "It is withdrawn.")
    return redirect("area_access", change.area.slug)
