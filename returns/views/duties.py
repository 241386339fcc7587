"""Pages of which sub-committee owes which return."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees.models import Area
from committees.views.scope import area_in_scope, area_page
from returns import services
from returns.forms.duties import AddDutyForm, EditDutyForm
from returns.models import Duty
from returns.queries.writers import writers_of
from returns.views.scope import duty_in_scope, returns_crumbs
from web.form_page import FormPage, ask, opened

P = Permission
LIST = "Which returns are asked for"


@require_safe
def duty_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What each sub-committee owes, when it is asked, and who would be."""
    area = area_in_scope(request, slug, P.RETURN_KEEP)
    duties = list(Duty.objects.filter(area=area).select_related("body"))
    writers = writers_of(duties, timezone.localdate())
    context = area_page(
        request,
        area,
        "return_list",
        rows=[(duty, writers[duty.pk].first) for duty in duties],
        breadcrumbs=returns_crumbs(area, (LIST, "")),
    )
    return render(request, "returns/duties.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.RETURN_KEEP)
    page = _page(area, "Ask a sub-committee for returns", "It is asked for every quarter from now.")
    form = opened(AddDutyForm, request, area=area)
    return ask(request, form, page, partial(services.add_duty, area=area))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    duty = duty_in_scope(request, pk, P.RETURN_KEEP)
    page = _page(duty.area, "Change when it is asked", "The change was saved.", caption=str(duty))
    form = opened(EditDutyForm, request, area=duty.area, row=duty)
    return ask(request, form, page, partial(services.edit_duty, duty=duty))


def _page(area: Area, heading: str, done: str, caption: str = "") -> FormPage:
    back = reverse("return_duties", args=[area.slug])
    return FormPage(
        heading=heading,
        caption=caption or area.name,
        back=back,
        done=done,
        breadcrumbs=returns_crumbs(area, (LIST, back), (heading, "")),
    )
