"""Regional groups: offered to another area, answered there, and ended by either side."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from committees import services
from committees.enums import OfferState
from committees.forms.offers import AnswerForm, EndServingForm, OfferForm
from committees.models import Area, Body, GroupOffer
from committees.permissions import may, permissions_in, require
from committees.views.scope import area_crumbs, area_form, body_form, body_in_scope
from web.form_page import FormPage, ask, opened

OFFER_LEAD = (
    "Somebody who manages people and groups in that area accepts it or declines. Neither area sees "
    "more of the other than before: the name of the group, its chair and its next meeting."
)
ACCEPTED = (
    "The group serves this area. Add a post that stands for it, so that it can lead actions here."
)


@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    page = body_form(here, "Offer this group to another area", _offered, lead=OFFER_LEAD)
    form = opened(OfferForm, request, body=here)
    return ask(request, form, page, partial(services.offer_group, body=here))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The area that was asked answers; who belongs to the other side alone only sees the group."""
    rows = GroupOffer.objects.visible_to(request.user).select_related("area", "body__area")
    asked = get_object_or_404(rows, pk=pk)
    if not permissions_in(request.user, asked.area_id):
        raise PermissionDenied("The other area answers.")
    require(request.user, Permission.PEOPLE_MANAGE, asked.area_id)
    page = area_form(
        asked.area,
        f"{asked.body.name}, kept by {asked.body.area.name}",
        _answered,
        lead="A regional group can lead actions in the plans of every area that it serves.",
    )
    return ask(
        request, opened(AnswerForm, request), page, partial(services.answer_offer, offer=asked)
    )


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Either side ends it. 404 for who belongs to neither, and for an area that is not served."""
    body = get_object_or_404(Body.objects.select_related("area"), pk=pk)
    area = get_object_or_404(Area, slug=slug)
    serves = body.also_serves.filter(pk=area.pk)
    known = Area.objects.visible_to(request.user)
    sides = list(known.filter(Q(pk=body.area_id) | Q(pk__in=serves)))
    if not sides:
        raise Http404
    own = next((one for one in sides if may(request.user, Permission.PEOPLE_MANAGE, one)), None)
    if own is None:
        raise PermissionDenied("Your role does not manage groups.")
    heading = f"End that {body.name} serves {area.name}"
    page = FormPage(
        heading=heading,
        caption=own.name,
        back=reverse("area", args=[own.slug]),
        done=f"{body.name} serves {area.name} no longer.",
        lead="What it leads there stays with the posts that stand for it.",
        breadcrumbs=area_crumbs(own, (heading, "")),
    )
    write = partial(services.end_serving, body=body, area=area)
    return ask(request, opened(EndServingForm, request), page, write)


def _offered(offer: GroupOffer) -> str:
    if offer.state == OfferState.ACCEPTED:
        return f"The group serves {offer.area} too, as you manage both areas."
    return f"The group is offered to {offer.area}. It serves that area once somebody there accepts."


def _answered(offer: GroupOffer) -> str:
    return ACCEPTED if offer.state == OfferState.ACCEPTED else "The offer is declined."
