"""High-level outcomes and measures of a plan."""

from functools import partial
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from committees.permissions import may, require
from outcomes import services
from outcomes.forms import EditMeasureForm, EditOutcomeForm, MeasureForm, OutcomeForm
from outcomes.models import HighLevelOutcome, Measure
from outcomes.queries import measured
from plans.views.scope import plan_crumbs, plan_in_scope, text_page
from web.form_page import ask, opened, pressed


@require_safe
def outcome_list(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    rows = list(plan.high_level_outcomes.prefetch_related("headings__level", "measures"))
    those = {row.pk: row for outcome in rows for row in outcome.measures.all()}
    said = measured(those.values(), timezone.localdate(), exact=True)
    shown = {one.measure.pk: one for one in said}
    context = {
        "plan": plan,
        "rows": [(row, [shown[one.pk] for one in row.measures.all()]) for row in rows],
        "breadcrumbs": plan_crumbs(plan, ("Outcomes", "")),
    }
    return render(request, "outcomes/outcome_list.html", context)


@require_http_methods(["GET", "POST"])
def outcome_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    last = plan.high_level_outcomes.aggregate(last=Max("position"))["last"] or 0
    form = opened(OutcomeForm, request, plan=plan, initial={"number": f"{last + 1:02}"})
    page = text_page(
        plan, "Add a high-level outcome", "The outcome was added.", back="outcome_list"
    )
    return ask(request, form, page, partial(services.add_outcome, plan=plan))


@require_http_methods(["GET", "POST"])
def outcome_edit(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = _row(request, HighLevelOutcome, pk)
    form = opened(EditOutcomeForm, request, plan=outcome.plan, row=outcome)
    page = text_page(
        outcome.plan, "Change this outcome", "The outcome was saved.", back="outcome_list"
    )
    return ask(request, form, page, partial(services.edit_outcome, outcome=outcome))


@require_POST
def outcome_remove(request: HttpRequest, pk: int) -> HttpResponse:
    outcome = _row(request, HighLevelOutcome, pk)
    pressed(request, partial(services.remove_outcome, outcome=outcome), "The outcome was removed.")
    return redirect("outcome_list", outcome.plan.slug)


@require_safe
def measure_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All measures of a plan: who may not change it sees no small number of children."""
    plan = plan_in_scope(request, slug)
    edits = may(request.user, Permission.PLAN_EDIT, plan.area_id)
    rows = plan.measures.prefetch_related("actions", "outcomes")
    said = measured(rows, timezone.localdate(), exact=edits)
    context = {
        "plan": plan,
        "measures": [one for one in said if not one.measure.ended_on],
        "ended": [one for one in said if one.measure.ended_on],
        "edits": edits,
        "breadcrumbs": plan_crumbs(plan, ("Measures", "")),
    }
    return render(request, "outcomes/measure_list.html", context)


@require_http_methods(["GET", "POST"])
def measure_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    page = text_page(plan, "Add a measure", "The measure was added.", back="measure_list")
    form = opened(MeasureForm, request, plan=plan)
    return ask(request, form, page, partial(services.add_measure, plan=plan))


@require_http_methods(["GET", "POST"])
def measure_edit(request: HttpRequest, pk: int) -> HttpResponse:
    measure = _row(request, Measure, pk)
    page = text_page(
        measure.plan, "Change this measure", "The measure was saved.", back="measure_list"
    )
    form = opened(EditMeasureForm, request, plan=measure.plan, row=measure)
    return ask(request, form, page, partial(services.edit_measure, measure=measure))


@require_POST
def measure_remove(request: HttpRequest, pk: int) -> HttpResponse:
    measure = _row(request, Measure, pk)
    pressed(request, partial(services.remove_measure, measure=measure), "The measure was removed.")
    return redirect("measure_list", measure.plan.slug)


def _row(request: HttpRequest, model: Any, pk: int) -> Any:
    """The row, where the person may read its plan and edit it."""
    seen = model.objects.visible_to(request.user).select_related("plan__area")
    row = get_object_or_404(seen, pk=pk)
    require(request.user, Permission.PLAN_EDIT, row.plan.area_id)
    return row
