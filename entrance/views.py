"""A person's own way in; and what an administrator of an area sets and ends."""

from dataclasses import replace
from functools import partial

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import RoleGrant
from committees.permissions import areas_with_factor
from committees.views.scope import area_form, area_in_scope, row_in_scope
from entrance import queries, services
from entrance.enums import ONWARD
from entrance.forms import EndSessionsForm, PolicyForm
from entrance.middleware import left_of
from entrance.permissions import proved
from entrance.services.store import hashed
from web.form_page import ask, opened, pressed

LATELY = 20
NOWHERE = "They are signed in nowhere at this moment: there is nothing to end."
BELOW = ("People and roles", "area_people")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Sign-in and security: password, second factor, sessions, and what happened lately."""
    user = person(request)
    areas = areas_with_factor(user)
    factors = queries.factors_of(user)
    context = {
        "factors": factors,
        "has_codes": any(row.type == Authenticator.Type.TOTP for row in factors),
        "spare_codes": queries.spare_codes_of(user),
        "areas": areas,
        "asked": bool(areas) and not proved(request.session),
        "onward": ONWARD in request.session and proved(request.session),
        "sessions": queries.sessions_of(user),
        "this_session": hashed(request.session.session_key or ""),
        "events": queries.sign_in_events(user, LATELY),
    }
    return render(request, "entrance/security.html", context)


@require_safe
def onward(request: HttpRequest) -> HttpResponse:
    """To the page that was asked for before the second factor was set up."""
    path = request.session.pop(ONWARD, "/")
    return redirect(path if url_has_allowed_host_and_scheme(path, None) else "/")


@require_POST
def session_end(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions, or all but the one in hand."""
    user = person(request)
    end = partial(
        services.end_sessions,
        user=user,
        only=request.POST.get("session", ""),
        but=request.session.session_key or "",
    )
    pressed(request, end, _ended)
    return redirect("security")


@require_POST
def session_stay(request: HttpRequest) -> HttpResponse:
    """Somebody is still there: asked by the page's script before the session ends."""
    return JsonResponse({"seconds": left_of(request)})


@require_http_methods(["GET", "POST"])
def factor_policy(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.ROLE_GRANT)
    page = area_form(
        area,
        "Who needs a second factor",
        "This holds from now on. Whoever needs a second factor and has none is led to set one up.",
        "A password can be guessed or given away. A second factor is something the person has: an "
        "app on their phone that shows a new code every half minute, or a security key.",
        below=BELOW,
    )
    form = opened(PolicyForm, request, row=queries.policy_of(area))
    return ask(request, form, page, partial(services.set_policy, area=area))


@require_http_methods(["GET", "POST"])
def member_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """End every session of somebody with a role here: a lost laptop, a leaver."""
    rows = RoleGrant.objects.select_related("area", "user")
    grant = row_in_scope(request, rows, Permission.ROLE_GRANT, pk=pk)
    signed_in = queries.sessions_of(grant.user).count()
    page = area_form(
        grant.area,
        f"Sessions of {grant.user}",
        _ended,
        _places(signed_in),
        below=BELOW,
    )
    page = replace(page, leave="Back to people and roles", why_not="" if signed_in else NOWHERE)
    end = partial(services.end_sessions, user=grant.user, area_id=grant.area_id)
    return ask(request, opened(EndSessionsForm, request), page, end)


def _ended(number: int) -> str:
    if not number:
        return "There was no session to end."
    return "One session was ended." if number == 1 else f"{number} sessions were ended."


def _places(number: int) -> str:
    if not number:
        return ""
    places = "one browser" if number == 1 else f"{number} browsers"
    return (
        f"They are signed in in {places}. They are asked to sign in again at their next press; "
        "what they are typing is kept for them."
    )
