"""Pages of self-evaluation: a framework as an area stands by it, an indicator, the forms."""

from functools import partial

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from actions.models import Action
from assurance.models import Activity
from assurance.views.scope import register_crumbs
from committees.models import Area
from committees.permissions import may
from committees.views.register_files import register_download
from committees.views.scope import area_in_scope, area_page, row_in_scope
from evaluation import services
from evaluation.forms.evaluations import EvaluationForm, EvidenceForm, PlannedForm
from evaluation.models import Evaluation, Evidence, Framework, Planned, QualityIndicator
from evaluation.queries.evidence import checked_updates, figures_told
from evaluation.queries.files import programme_file
from evaluation.queries.programme import frameworks, line_of, programme
from plans.enums import OVER
from voices.models import Voice
from web.form_page import Crumbs, FormPage, ask, opened, pressed

P = Permission
HEADING = "Self-evaluation"
NOTHING_THERE = "No figure was told to members yet, no update checked, and no voice shared."
FOR_GOOD = "This evaluation was shared, and stays as it is. Begin another for what is new."
SHARED = "It is shared: everybody who reads plans here sees it."


@require_safe
def evaluation_list(request: HttpRequest, slug: str) -> HttpResponse:
    """By the framework whose edition is the newest."""
    area = area_in_scope(request, slug, P.PLAN_READ)
    every = frameworks(request.user, area)
    return _framework_page(request, area, every, every[0] if every else None)


@require_safe
def framework(request: HttpRequest, pk: int) -> HttpResponse:
    """By one framework, an earlier edition too."""
    row = row_in_scope(request, Framework.objects.select_related("area"), pk=pk)
    return _framework_page(request, row.area, frameworks(request.user, row.area), row)


@require_safe
def file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """A framework as the area stands by it: as a PDF, or as a workbook."""
    row = row_in_scope(request, Framework.objects.select_related("area"), pk=pk)
    now = timezone.localtime()
    return register_download(programme_file(programme(request.user, row, now.date()), now), form)


@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was said of one indicator."""
    row = _in_scope(request, pk)
    area = row.domain.framework.area
    context = {
        "area": area,
        "indicator": row,
        "line": line_of(request.user, row, timezone.localdate()),
        "edits": may(request.user, P.ASSURANCE_EDIT, area),
        "breadcrumbs": _crumbs(area, (str(row), "")),
    }
    return render(request, "evaluation/indicator.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of an indicator's evaluation."""
    row = _in_scope(request, pk, P.ASSURANCE_EDIT)
    area = row.domain.framework.area
    draft = Evaluation.objects.filter(indicator=row, shared_at=None).first()
    # what the draft rests on stays to be chosen, though it has ended since
    chosen = Action.objects.filter(
        pk__in=Evidence.objects.filter(evaluation=draft).values("action")
    )
    standing = Q(withdrawn_on=None) & ~Q(plan__state__in=OVER) | Q(pk__in=chosen)
    actions = Action.objects.visible_to(request.user).filter(standing, plan__area=area)
    form = opened(
        EvaluationForm,
        request,
        row=draft,
        activities=Activity.objects.visible_to(request.user).filter(area=area),
        actions=actions.select_related("plan"),
    )
    page = _form(row, "How good are we?", "It was saved as a draft. Share it when it is agreed.")
    service = partial(services.write_evaluation, indicator=row, today=timezone.localdate())
    return ask(request, form, page, service)


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """When an indicator is evaluated next."""
    row = _in_scope(request, pk, P.ASSURANCE_EDIT)
    planned = Planned.objects.filter(indicator=row).first()
    page = _form(row, "When is it evaluated next?", "The programme was saved.")
    form = opened(PlannedForm, request, row=planned)
    return ask(request, form, page, partial(services.plan_evaluation, indicator=row))


@require_http_methods(["GET", "POST"])
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """What else a draft rests on: a figure, a checked update, what somebody said."""
    rows = Evaluation.objects.select_related("indicator__domain__framework__area")
    row = row_in_scope(request, rows, P.ASSURANCE_EDIT, pk=pk)
    area, today = row.indicator.domain.framework.area, timezone.localdate()
    form = opened(
        EvidenceForm,
        request,
        figures=figures_told(area),
        updates=checked_updates(request.user, area, today),
        voices=Voice.objects.visible_to(request.user)
        .filter(area=area, shared_at__isnull=False)
        .select_related("group")
        .order_by("-heard_on", "-pk"),
    )
    page = _form(
        row.indicator,
        "What else shows it?",
        "It was added to the draft, with what it says today.",
        why_not=FOR_GOOD if row.shared_at else "" if form.fields else NOTHING_THERE,
    )
    return ask(request, form, page, partial(services.add_evidence, evaluation=row, today=today))


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Evidence.objects.select_related("evaluation__indicator__domain__framework__area")
    row = row_in_scope(request, rows, P.ASSURANCE_EDIT, pk=pk)
    write = partial(services.remove_evidence, evidence=row)
    pressed(request, write, "It was taken off. The record keeps that it stood there.")
    return redirect("evaluation_indicator", row.evaluation.indicator_id)


@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    row = row_in_scope(request, Evaluation.objects.all(), P.ASSURANCE_EDIT, pk=pk)
    pressed(request, partial(services.share_evaluation, evaluation=row), SHARED)
    return redirect("evaluation_indicator", row.indicator_id)


def _in_scope(
    request: HttpRequest, pk: int, permission: Permission | None = None
) -> QualityIndicator:
    rows = QualityIndicator.objects.select_related("domain__framework__area", "planned")
    return row_in_scope(request, rows, permission, pk=pk)


def _framework_page(
    request: HttpRequest, area: Area, every: list[Framework], row: Framework | None
) -> HttpResponse:
    context = area_page(
        request,
        area,
        "assurance_list",
        programme=programme(request.user, row, timezone.localdate()) if row else None,
        others=[one for one in every if one != row],
        edits=may(request.user, P.ASSURANCE_EDIT, area),
        breadcrumbs=register_crumbs(area, (HEADING, "")),
    )
    return render(request, "evaluation/list.html", context)


def _crumbs(area: Area, *rest: tuple[str, str]) -> Crumbs:
    own = (HEADING, reverse("evaluation_list", args=[area.slug]))
    return register_crumbs(area, own, *rest)


def _form(row: QualityIndicator, heading: str, done: str, why_not: str = "") -> FormPage:
    back = reverse("evaluation_indicator", args=[row.pk])
    return FormPage(
        heading=heading,
        caption=str(row),
        back=back,
        done=done,
        breadcrumbs=_crumbs(row.domain.framework.area, (str(row), back), (heading, "")),
        why_not=why_not,
    )
