"""The logo at the head of an area's papers."""

from dataclasses import replace
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from committees import services
from committees.forms.logos import LogoForm
from committees.models import Area, Logo
from committees.queries.logos import committee_of, image, logo_of
from committees.views.scope import area_form, area_in_scope, row_in_scope
from web.form_page import ask, opened, pressed

SET = "The logo stands at the head of papers that are frozen from now on."
AWAY = (
    "The logo was taken away. Papers that are frozen from now on are headed by the name alone; "
    "those that were frozen with it keep it."
)
LEAD = (
    "It is printed on the first page of reports, editions and slides, beside the committee’s name. "
    "A report that is frozen already stays as it is."
)


@require_http_methods(["GET", "POST"])
def area_logo(request: HttpRequest, slug: str) -> HttpResponse:
    """The head of a paper as it would be printed, and the form for another logo."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    now, name = logo_of(area), committee_of(area)
    stands = now if now and now.sha256 else None
    first = {} if stands else {"alt": f"Logo of {name}"}
    form = opened(LogoForm, request, row=now, initial=first)
    context = {"area": area, "logo": stands, "committee": name}
    page = replace(
        area_form(area, "Logo", SET, LEAD), template="committees/logo.html", context=context
    )
    return ask(request, form, page, partial(services.set_logo, area=area))


@require_POST
def logo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Logo.objects.select_related("area").filter(width__gt=0)
    logo = row_in_scope(request, rows, Permission.PEOPLE_MANAGE, pk=pk)
    pressed(request, partial(services.take_logo_away, area=logo.area, logo=logo), AWAY)
    return redirect("area_logo", logo.area.slug)


@require_safe
def logo_image(request: HttpRequest, slug: str, mark: str) -> HttpResponse:
    """The picture, for the pages of whoever has any role in the area."""
    area = get_object_or_404(Area.objects.known_to(request.user), slug=slug)
    data = image(area.pk, mark)
    if not data:
        raise Http404("This area has and had no such logo.")
    return picture(data)


def picture(data: bytes) -> HttpResponse:
    """A logo as a page's browser asks for it."""
    png = data.startswith(b"\x89PNG")
    return HttpResponse(data, content_type="image/png" if png else "image/jpeg")
