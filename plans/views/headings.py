"""Headings of a plan: added and written. They are moved and removed in the plan's tree."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from committees.permissions import require
from plans import services
from plans.forms.headings import HeadingForm, NewHeadingForm
from plans.models import Heading, Plan
from plans.rules.numbers import next_number
from plans.views.scope import plan_in_scope, text_page
from web.form_page import ask, opened


@require_http_methods(["GET", "POST"])
def heading_add(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    if not plan.levels.exists():
        messages.error(request, "This plan has no levels, so it has no headings either.")
        return redirect("plan_edit", slug)
    initial = _proposed(plan, request.GET.get("parent", ""))
    form = opened(NewHeadingForm, request, plan=plan, initial=initial)
    page = text_page(plan, "Add a heading", "The heading was added.", back="plan_outline")
    write = partial(services.add_heading, plan=plan)
    return ask(request, form, page, write, onward=_in_outline)


@require_http_methods(["GET", "POST"])
def heading_edit(request: HttpRequest, pk: int) -> HttpResponse:
    heading = _heading(request, pk)
    form = opened(HeadingForm, request, heading=heading)
    page = text_page(
        heading.plan,
        f"Change this {heading.level.singular.lower()}",
        "The heading was saved.",
        back="plan_outline",
    )
    write = partial(services.edit_heading, heading=heading)
    return ask(request, form, page, write, onward=_in_outline)


def _in_outline(heading: Heading) -> str:
    """The plan's tree with the heading chosen."""
    return f"{reverse('plan_outline', args=[heading.plan.slug])}?line=h{heading.pk}"


def _heading(request: HttpRequest, pk: int) -> Heading:
    seen = Heading.objects.visible_to(request.user)
    heading = get_object_or_404(seen.select_related("plan__area", "level", "parent"), pk=pk)
    require(request.user, Permission.PLAN_EDIT, heading.plan.area_id)
    return heading


def _proposed(plan: Plan, parent_pk: str) -> dict[str, Any]:
    """Level and number that a new heading most likely has under this parent."""
    headings = plan.headings.select_related("level")
    parent = headings.filter(pk=parent_pk).first() if parent_pk.isdigit() else None
    above = parent.level.position if parent else 0
    level = plan.levels.filter(position__gt=above).first()
    siblings = headings.filter(parent=parent, level=level).values_list("number", flat=True)
    numbered = level is not None and level.numbered
    within = parent.number if parent else ""
    number = next_number(siblings, within=within) if numbered else ""
    return {"level": level, "parent": parent, "number": number}
