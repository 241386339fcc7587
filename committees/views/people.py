"""People and their roles in an area."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.services import send_invitation
from audit.models import Verification
from committees import services
from committees.forms.people import (
    AddressForm,
    DeactivateForm,
    EndForm,
    GrantForm,
    InvitationForm,
    ReturnForm,
)
from committees.models import AccessChange, RoleGrant
from committees.queries.groups import grants_of
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from web.form_page import ask, opened, pressed

LEAD = "Nothing changes before a second person confirms it."
_page = partial(area_form, below=("People and roles", "area_people"))


@require_safe
def area_people(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    today = timezone.localdate()
    grants = list(grants_of(area))
    present = [grant for grant in grants if not grant.is_over(today)]
    context = area_page(
        request,
        area,
        "area_people",
        grants=present,
        former=[grant for grant in grants if grant.is_over(today)],
        today=today,
        proposed=AccessChange.objects.filter(area=area).waiting(today).count(),
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
        "It waits for a second person. Who is new to cpcplan is sent a link once it is confirmed.",
        LEAD,
    )
    form = opened(InvitationForm, request)
    return ask(request, form, page, partial(services.propose_person, area=area))


@require_http_methods(["GET", "POST"])
def role_grant(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    page = _page(area, "Give a role", "It waits for a second person.", LEAD)
    form = opened(GrantForm, request, area=area)
    return ask(request, form, page, partial(services.propose_role, area=area))


@require_http_methods(["GET", "POST"])
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "End this role",
        "The role has an end.",
        f"{grant.user}, {grant.get_role_display().lower()}.",
    )
    form = opened(EndForm, request, row=grant)
    return ask(request, form, page, partial(services.end_role, grant=grant))


@require_http_methods(["GET", "POST"])
def address_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Another e-mail address, where mail came back."""
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "Correct an e-mail address",
        "It waits for a second person. Until then they sign in with the present address.",
        f"{grant.user}, {grant.get_role_display().lower()}, has {grant.user.email}. {LEAD}",
    )
    form = opened(AddressForm, request)
    write = partial(services.propose_address, area=grant.area, user=grant.user)
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def person_deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close somebody's sign-in now, with all that hangs on it."""
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "Deactivate this person",
        "The person can no longer sign in. They, the chair and the lead officer are told.",
        f"{grant.user}. Their sessions, calendar addresses and time in posts end now, and what "
        "waits about them is void. Two people can let them in again.",
    )
    write = partial(services.deactivate, area=grant.area, user=grant.user)
    return ask(request, opened(DeactivateForm, request), page, write)


@require_http_methods(["GET", "POST"])
def person_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that somebody who was deactivated signs in again."""
    grant = _grant(request, pk)
    page = _page(
        grant.area,
        "Let this person in again",
        "It waits for a second person.",
        f"{grant.user}. They get the roles back that they have here, and no post. {LEAD}",
    )
    write = partial(services.propose_return, area=grant.area, user=grant.user)
    return ask(request, opened(ReturnForm, request), page, write)


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send somebody who never chose a password a fresh link."""
    grant = _grant(request, pk)
    write = partial(send_invitation, user=grant.user, area_id=grant.area_id)
    pressed(request, write, f"A link to choose a password is on its way to {grant.user}.")
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
