"""Pages of returns: the list by quarter, one return with its sendings, its words, its check."""

from functools import partial
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may
from committees.queries.interests import why_not_theirs
from committees.rules.interests import Matter
from committees.views.register_files import register_download
from committees.views.scope import area_crumbs, area_in_scope, area_page
from returns import services
from returns.enums import ReturnKind
from returns.forms.returns import CheckForm, CorrectionForm, ReturnForm
from returns.models import Duty, Return
from returns.queries.files import return_file
from returns.queries.interests import of_return
from returns.queries.pages import Parts, return_parts
from returns.queries.register import quarters, shared_quarters
from returns.rules.facts import ONE
from returns.views.scope import (
    day_of,
    duty_in_scope,
    require_writes,
    return_address,
    return_form,
    return_in_scope,
    returns_crumbs,
    writes,
)
from web.form_page import ask, opened, pressed

P = Permission
SHOWN: Final = 8


@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """The returns of the person's area, or the areas to choose from."""
    areas = list(Area.objects.with_permission(request.user, P.PLAN_READ))
    if len(areas) == 1:
        return redirect("return_list", areas[0].slug)
    links = [(area.name, reverse("return_list", args=[area.slug])) for area in areas]
    return render(request, "committees/choose_area.html", {"heading": "Returns", "links": links})


@require_safe
def return_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every quarter of the last two years, or those before a day, the latest first."""
    area = area_in_scope(request, slug, P.PLAN_READ)
    user, today = person(request), timezone.localdate()
    inside = may(user, P.PLAN_READ_DRAFT, area)
    rows = quarters(area, today) if inside else shared_quarters(area, today)
    before = day_of(request.GET["before"]) if request.GET.get("before") else None
    wanted = [row for row in rows if before is None or row.period.end < before]
    context = area_page(
        request,
        area,
        "return_list",
        quarters=wanted[:SHOWN],
        earlier=wanted[SHOWN - 1].period.end if len(wanted) > SHOWN else None,
        inside=inside,
        keeps=may(user, P.RETURN_KEEP, area),
        breadcrumbs=area_crumbs(area, ("Returns", "")),
    )
    return render(request, "returns/list.html", context)


def _parts(request: HttpRequest, pk: int, day: str) -> tuple[Duty, Parts, bool]:
    """The return of one quarter as the person sees it, and whether they see how it stands."""
    duty, user = duty_in_scope(request, pk), person(request)
    seen = Return.objects.visible_to(user).filter(duty=duty, period_end=day_of(day))
    parts = return_parts(duty, seen, day_of(day), timezone.localdate())
    inside = may(user, P.PLAN_READ_DRAFT, duty.area_id)
    if parts is None or not (inside or parts.sendings):
        raise Http404("No return is owed for this quarter.")
    return duty, parts, inside


@require_safe
def file(request: HttpRequest, pk: int, day: str, form: str) -> HttpResponse:
    """What was sent of one quarter: as a PDF, or as a workbook."""
    duty, parts, inside = _parts(request, pk, day)
    return register_download(return_file(duty, parts, timezone.localtime(), inside=inside), form)


@require_safe
def return_page(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """The return of one quarter: how it stands, what was sent, and the draft for its writers."""
    duty, parts, inside = _parts(request, pk, day)
    user = person(request)
    context = {
        "area": duty.area,
        "duty": duty,
        "parts": parts,
        "inside": inside,
        "one_of": ONE[ReturnKind(duty.kind)],
        "writes": writes(request, duty),
        "keeps": may(user, P.RETURN_KEEP, duty.area_id),
        "breadcrumbs": returns_crumbs(duty.area, (duty.title, "")),
    }
    return render(request, "returns/return.html", context)


@require_POST
def begin(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    duty = duty_in_scope(request, pk)
    require_writes(request, duty)
    end = day_of(day)
    write = partial(services.begin_return, duty=duty, period_end=end, today=timezone.localdate())
    pressed(request, write, "A draft was begun. Only those who write it see it.")
    return redirect("return_page", duty.pk, end.isoformat())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = return_in_scope(request, pk)
    page = return_form(
        row,
        "What was done this quarter",
        "The draft was saved. It is not sent yet.",
        why_not="" if row.is_draft else services.SENT,
    )
    return ask(
        request,
        opened(ReturnForm, request, row=row),
        page,
        partial(services.edit_return, row=row),
    )


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    row = return_in_scope(request, pk)
    write = partial(services.send_return, row=row)
    pressed(request, write, "The return was sent. It stays as it is from now on.")
    return redirect(return_address(row))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was sent: a draft that says the same, with the reason."""
    row = return_in_scope(request, pk)
    page = return_form(
        row,
        "Correct this return",
        "A draft was begun that says what was sent. Put it right, then send it.",
        why_not="This return was not sent yet: change the draft." if row.is_draft else "",
    )
    form = opened(CorrectionForm, request, sent_back=services.was_sent_back(row))
    return ask(request, form, page, partial(services.correct_return, row=row))


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    row = return_in_scope(request, pk, P.RETURN_KEEP)
    page = return_form(
        row,
        "Check this return",
        "Your answer was saved.",
        why_not=partial(_why_not, request, row),
    )
    form = opened(CheckForm, request)
    return ask(request, form, page, partial(services.check_return, row=row))


def _why_not(request: HttpRequest, row: Return) -> str:
    if row.is_draft:
        return "This return was not sent yet."
    return why_not_theirs(
        Matter.GROUP_RETURN,
        request.user,
        of_return(row),
        area_id=row.duty.area_id,
        permissions=[P.RETURN_KEEP],
        today=timezone.localdate(),
    )
