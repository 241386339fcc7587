"""Making a plan by hand, and changing what stands round its headings."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may, require
from plans import services
from plans.forms import LegendEntryForm, LevelForm, NewPlanForm, PlanForm
from plans.models import LegendEntry, Level, Plan
from plans.queries import legend_entries, levels_of, plan_tree
from plans.views.scope import plan_crumbs, plan_in_scope, text_page
from web.form_page import FormPage, ask, opened


@require_http_methods(["GET", "POST"])
def plan_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = get_object_or_404(Area.objects.visible_to(request.user), slug=slug)
    require(request.user, Permission.PLAN_EDIT, area)
    page = FormPage(
        heading="Make a plan",
        caption=area.name,
        back=reverse("plan_list"),
        done="The plan was made as a draft. Add its headings here.",
        lead="A plan has the levels that you give it, by your own names. Leave them empty for a "
        "plan that is a plain list of actions.",
        breadcrumbs=[("Plans", reverse("plan_list")), ("Make a plan", "")],
    )
    form = opened(NewPlanForm, request, area=area)
    return ask(request, form, page, partial(services.create_plan, area=area), onward=_hub)


@require_safe
def plan_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything of the plan's text that can be changed, with the way to each part."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    context = {
        "plan": plan,
        "levels": levels_of(plan),
        "entries": legend_entries(plan),
        "branches": [branch for top in plan_tree(plan) for branch in top.walk()],
        "agrees": may(person(request), Permission.PLAN_AGREE, plan.area_id),
        "breadcrumbs": plan_crumbs(plan, ("Edit plan", "")),
    }
    return render(request, "plans/edit.html", context)


@require_http_methods(["GET", "POST"])
def plan_words(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    form = opened(PlanForm, request, area=plan.area, plan=plan, row=plan)
    page = text_page(plan, "Title, period and introduction", "The plan's text was saved.")
    return ask(request, form, page, partial(services.edit_plan, plan=plan))


@require_http_methods(["GET", "POST"])
def level_edit(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Level.objects.visible_to(request.user).select_related("plan__area")
    level = get_object_or_404(seen, pk=pk)
    require(request.user, Permission.PLAN_EDIT, level.plan.area_id)
    form = opened(LevelForm, request, row=level)
    page = text_page(level.plan, "Name of a level", "The level was saved.")
    return ask(request, form, page, partial(services.edit_level, level=level))


@require_http_methods(["GET", "POST"])
def legend_edit(request: HttpRequest, pk: int) -> HttpResponse:
    plans = Plan.objects.visible_to(request.user)
    entries = LegendEntry.objects.filter(legend__plan__in=plans)
    entry = get_object_or_404(entries.select_related("legend__plan__area"), pk=pk)
    plan = entry.legend.plan
    require(request.user, Permission.PLAN_EDIT, plan.area_id)
    form = opened(LegendEntryForm, request, row=entry)
    page = text_page(
        plan,
        f"Words of “{entry.label}”",
        "The legend was saved. Updates already made keep the words of their day.",
        lead=f"Behind this entry stands the state “{entry.get_canonical_display()}”.",
    )
    return ask(request, form, page, partial(services.edit_legend_entry, entry=entry))


def _hub(plan: Plan) -> str:
    return reverse("plan_edit", args=[plan.slug])
