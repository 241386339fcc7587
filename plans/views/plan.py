"""Making a plan by hand, and changing what stands round its headings."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Area
from committees.permissions import may, require
from plans import services
from plans.forms.legends import LegendEntryForm, NewLegendEntryForm
from plans.forms.levels import LevelForm, NewLevelForm
from plans.forms.plan import NewPlanForm, PlanForm
from plans.models import LegendEntry, Level, Plan
from plans.queries import calendar_of, import_of, legend_entries, levels_of
from plans.views.scope import plan_crumbs, plan_in_scope, text_page, wording_notice
from web.form_page import FormPage, ask, opened, pressed


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
    """What stands round the plan's tree, with the way to change each part."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    context = {
        "plan": plan,
        "notice": wording_notice(plan, request.path),
        "levels": levels_of(plan),
        "used": set(plan.headings.values_list("level", flat=True)),
        "entries": legend_entries(plan),
        "calendar": calendar_of(plan),
        "takes_back": may(person(request), Permission.PLAN_IMPORT, plan.area_id)
        and import_of(plan) is not None,
        "agrees": may(person(request), Permission.PLAN_AGREE, plan.area_id),
        "breadcrumbs": plan_crumbs(
            plan,
            ("Edit the plan", reverse("plan_outline", args=[plan.slug])),
            ("Title, levels and legend", ""),
        ),
    }
    return render(request, "plans/edit.html", context)


@require_http_methods(["GET", "POST"])
def plan_words(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    form = opened(PlanForm, request, area=plan.area, plan=plan, row=plan)
    page = text_page(plan, "Title, period and introduction", "The plan's text was saved.")
    return ask(request, form, page, partial(services.edit_plan, plan=plan))


@require_http_methods(["GET", "POST"])
def level_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    page = text_page(plan, "Add a level", "The level was added. Headings can be put on it now.")
    form = opened(NewLevelForm, request, plan=plan)
    return ask(request, form, page, partial(services.add_level, plan=plan))


@require_POST
def level_remove(request: HttpRequest, pk: int) -> HttpResponse:
    level = _level(request, pk)
    pressed(request, partial(services.remove_level, level=level), "The level was removed.")
    return redirect("plan_edit", level.plan.slug)


@require_http_methods(["GET", "POST"])
def legend_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    page = text_page(
        plan,
        "Add to the legend",
        "The legend has one entry more. Leads can choose it from now on.",
        lead="What was said so far keeps the entry under which it was said.",
    )
    form = opened(NewLegendEntryForm, request, plan=plan)
    return ask(request, form, page, partial(services.add_legend_entry, plan=plan))


@require_http_methods(["GET", "POST"])
def level_edit(request: HttpRequest, pk: int) -> HttpResponse:
    level = _level(request, pk)
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


def _level(request: HttpRequest, pk: int) -> Level:
    seen = Level.objects.visible_to(request.user).select_related("plan__area")
    level = get_object_or_404(seen, pk=pk)
    require(request.user, Permission.PLAN_EDIT, level.plan.area_id)
    return level


def _hub(plan: Plan) -> str:
    return reverse("plan_outline", args=[plan.slug])
