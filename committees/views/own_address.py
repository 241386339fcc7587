"""One's own address for signing in: opened there, then confirmed by a second person."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views import person
from committees import services
from committees.forms.people import OwnAddressForm, VerifyForm
from committees.models import AccessChange
from committees.queries.access import waiting_address
from committees.queries.address_links import change_at
from web.form_page import FormPage, ask, opened, pressed

HEADING = "Your e-mail address"
SENT = (
    "A link is on its way to the new address. Open it there; after that a second person of your "
    "area confirms the change. Until then you sign in with the present address."
)
VERIFIED = "The address is yours. Somebody of your area confirms the change now."


@require_http_methods(["GET", "POST"])
def own_address(request: HttpRequest) -> HttpResponse:
    user = person(request)
    here = reverse("account_email")
    page = FormPage(
        heading=HEADING,
        back=here,
        done=SENT,
        lead=f"You sign in with {user.email}.",
        leave="",
        template="committees/own_address.html",
        context=lambda: {"waiting": waiting_address(user, timezone.localdate())},
    )
    return ask(request, opened(OwnAddressForm, request), page, services.change_own_address)


@require_POST
def own_address_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """The present address stays: what waits about one's own address is withdrawn."""
    user = person(request)
    rows = AccessChange.objects.select_related("area", "user", "post")
    change = get_object_or_404(rows.filter(user=user, email__gt=""), pk=pk)
    write = partial(services.withdraw_access, change=change)
    pressed(request, write, "Your address stays as it is.")
    return redirect("account_email")


@require_http_methods(["GET", "POST"])
def address_verify(request: HttpRequest, token: str) -> HttpResponse:
    """The link that was sent to the new address. 404 for anybody else's, and for none."""
    change = change_at(token, person(request))
    if change is None:
        raise Http404
    page = FormPage(
        heading="Is this your address?",
        back=reverse("account_email"),
        done=VERIFIED,
        lead=f"You are to sign in with {change.email} instead of {change.former_email}.",
    )
    write = partial(services.verify_address, change=change)
    return ask(request, opened(VerifyForm, request), page, write)
