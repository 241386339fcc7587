"""People and their roles in an area."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.services import send_invitation
from accounts.views import person
from audit.models import Verification
from committees import services
from committees.forms.people import AddressForm, GrantForm, InvitationForm, LastDayForm
from committees.models import RoleGrant
from committees.queries.groups import grants_of
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from web.form_page import ask, opened, pressed

_page = partial(area_form, below=("People and roles", "area_people"))


@require_safe
def area_people(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    today = timezone.localdate()
    grants = list(grants_of(area))
    present = [grant for grant in grants if grant.ends is None or grant.ends >= today]
    context = area_page(
        request,
        area,
        "area_people",
        grants=present,
        former=[grant for grant in grants if grant.ends is not None and grant.ends < today],
        today=today,
        strangers=len({g.user_id for g in present if not g.user.has_usable_password()}),
        verified=Verification.objects.first(),
        breadcrumbs=area_crumbs(area, ("People and roles", "")),
    )
    return render(request, "committees/people.html", context)


@require_http_methods(["GET", "POST"])
def person_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    page = _page(
        area,
        "Add a person",
        "The person was added. Somebody new to cpcplan is sent a link to choose a password.",
    )
    form = opened(InvitationForm, request)
    return ask(request, form, page, partial(services.welcome_person, area=area))


@require_http_methods(["GET", "POST"])
def role_grant(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    page = _page(area, "Give a role", "The role was given.")
    form = opened(GrantForm, request, area=area)
    return ask(request, form, page, partial(services.grant_role, area=area))


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "End this role",
        "The role has an end.",
        f"{grant.user}, {grant.get_role_display().lower()}. They keep the role on its last day.",
    )
    form = opened(LastDayForm, request, row=grant)
    return ask(request, form, page, partial(services.end_role, grant=grant))


@require_http_methods(["GET", "POST"])
def address_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Another e-mail address, where mail came back."""
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "Correct an e-mail address",
        "The address is saved. The next e-mail goes to it.",
        f"{grant.user}, {grant.get_role_display().lower()}.",
    )
    form = opened(AddressForm, request, row=grant.user)
    return ask(request, form, page, partial(services.correct_email, grant=grant))


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send somebody who never chose a password a fresh link."""
    grant = _grant(request, pk)
    send_invitation(by=person(request), user=grant.user, area_id=grant.area_id)
    messages.success(request, f"A link to choose a password is on its way to {grant.user}.")
    return redirect("area_people", grant.area.slug)


@require_POST
def invite_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Send everybody here who never chose a password a link, all together."""
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    pressed(request, partial(services.invite_all, area=area), _invited)
    return redirect("area_people", area.slug)


def _invited(people: int) -> str:
    if not people:
        return "Everybody has chosen a password already."
    them = "one person" if people == 1 else f"{people} people"
    return f"A link to choose a password is on its way to {them}."


def _grant(request: HttpRequest, pk: int) -> RoleGrant:
    rows = RoleGrant.objects.select_related("area", "user")
    return row_in_scope(request, rows, Permission.ROLE_GRANT, pk=pk)
