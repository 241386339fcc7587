"""Pages of other plans: the list, one with the actions that serve it, its files, its ties."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from actions.forms.choices import NO_ACTION_YET, WhichActionForm
from actions.models import Action
from actions.views.scope import action_form, action_in_scope
from committees.models import Area
from committees.permissions import may
from committees.views.scope import area_crumbs, area_form, area_in_scope, area_page, row_in_scope
from connections import services
from connections.forms.other_plans import (
    ActionConnectionForm,
    EditOtherPlanForm,
    OtherPlanForm,
)
from connections.models import Connection, OtherPlan
from connections.queries.files import Extract, extract_pdf, extract_workbook
from connections.queries.served import other_plans, served_by, serving
from web.downloads import download
from web.form_page import Crumbs, FormPage, ask, opened, pressed

P = Permission
TOGETHER = "The action serves that plan now."


@require_safe
def other_plan_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.PLAN_READ)
    context = area_page(
        request,
        area,
        "other_plans",
        rows=other_plans(request.user, area, timezone.localdate()),
        edits=may(request.user, P.PLAN_EDIT, area),
        breadcrumbs=_crumbs(area),
    )
    return render(request, "connections/list.html", context)


@require_safe
def other_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Another plan with every action that serves it, as each stands today."""
    row = _in_scope(request, pk)
    context = area_page(
        request,
        row.area,
        "other_plans",
        extract=_extract(request, row),
        plan=row,
        edits=may(request.user, P.PLAN_EDIT, row.area_id),
        breadcrumbs=_crumbs(row.area, (str(row), "")),
    )
    return render(request, "connections/other_plan.html", context)


@require_safe
def extract_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The same as a PDF, or as a workbook."""
    row = _in_scope(request, pk)
    extract = _extract(request, row)
    if form not in ("pdf", "xlsx"):
        raise Http404("An extract goes out as .pdf or .xlsx.")
    data = extract_pdf(extract).data if form == "pdf" else extract_workbook(extract)
    name = slugify(f"actions that serve {row} {timezone.localdate(extract.at)}")
    return download(data, f"{name}.{form}")


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.PLAN_EDIT)
    page = area_form(
        area,
        "Add another plan",
        "The plan was added. Now say which actions serve it.",
        "A plan or programme that somebody else keeps and that actions of this area serve.",
        below=("Other plans", "other_plans"),
    )
    form = opened(OtherPlanForm, request)
    return ask(request, form, page, partial(services.add_other_plan, area=area), onward=_address)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _in_scope(request, pk, P.PLAN_EDIT)
    page = _form(row, "Change this plan", "The plan was saved.")
    form = opened(EditOtherPlanForm, request, row=row)
    return ask(request, form, page, partial(services.edit_other_plan, other_plan=row))


@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest, pk: int) -> HttpResponse:
    """An action that serves another plan."""
    row = _in_scope(request, pk, P.PLAN_EDIT)
    actions = Action.objects.visible_to(request.user).open_in(row.area_id)
    why_not = "" if actions else NO_ACTION_YET
    page = _form(row, "Which action serves this plan?", TOGETHER, why_not=why_not)
    form = opened(WhichActionForm, request, actions=actions)
    return ask(request, form, page, partial(services.connect_action, other_plan=row))


@require_http_methods(["GET", "POST"])
def of_action(request: HttpRequest, pk: int) -> HttpResponse:
    """The other plans that an action serves: those it has, and one more."""
    row = action_in_scope(request, pk, P.PLAN_EDIT)
    plans = OtherPlan.objects.visible_to(request.user).filter(area=row.plan.area_id)
    page = action_form(
        row,
        "Other plans that this serves",
        done=TOGETHER,
        leave="Back to the action",
        template="connections/of_action.html",
        why_not="" if plans else "The area has no other plans in its list yet.",
        context=lambda: {"served": served_by(request.user, row)},
    )
    form = opened(ActionConnectionForm, request, plans=plans)
    return ask(request, form, page, partial(services.connect_action, action=row))


@require_POST
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """An action does not serve another plan after all."""
    rows = Connection.objects.select_related("action__plan", "other_plan__area")
    row = row_in_scope(request, rows, P.PLAN_EDIT, pk=pk)
    write = partial(services.disconnect_action, connection=row)
    pressed(request, write, "It does not serve that plan any more. The record keeps that it did.")
    if request.POST.get("from") == "action":
        return redirect("action_detail", row.action_id)
    return redirect(_address(row.other_plan))


def _in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> OtherPlan:
    return row_in_scope(request, OtherPlan.objects.select_related("area"), permission, pk=pk)


def _extract(request: HttpRequest, row: OtherPlan) -> Extract:
    at = timezone.localtime()
    return Extract(row, serving(request.user, row, at.date()), at)


def _address(row: OtherPlan) -> str:
    return reverse("other_plan", args=[row.pk])


def _crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    own = reverse("other_plans", args=[area.slug]) if rest else ""
    return area_crumbs(area, ("Other plans", own), *rest)


def _form(row: OtherPlan, heading: str, done: str, why_not: str = "") -> FormPage:
    back = _address(row)
    return FormPage(
        heading=heading,
        caption=str(row),
        back=back,
        done=done,
        why_not=why_not,
        breadcrumbs=_crumbs(row.area, (str(row), back), (heading, "")),
    )
