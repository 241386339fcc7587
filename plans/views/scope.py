"""What a page of a plan is about, and what stands round it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import permitted
from plans.models import Plan
from plans.querysets import PlanQuerySet
from web.form_page import Crumbs, FormPage


def plans_in_scope(request: HttpRequest) -> PlanQuerySet[Plan]:
    return _plans().visible_to(request.user)


def plan_in_scope(request: HttpRequest, slug: str, permission: Permission | None = None) -> Plan:
    """The plan at this address. 404 where the person may not read it, 403 without `permission`."""
    rows = plans_in_scope(request)
    return permitted(request.user, get_object_or_404(rows, slug=slug), rows, permission)


def plan_page(
    request: HttpRequest, plan: Plan, template: str, here: str, **context: Any
) -> HttpResponse:
    """A page of the plan that is called `here` among the breadcrumbs."""
    crumbs = plan_crumbs(plan, (here, ""))
    return render(request, template, {"plan": plan, "breadcrumbs": crumbs, **context})


def plan_crumbs(plan: Plan, *rest: tuple[str, str]) -> Crumbs:
    """From the list of plans over the plan to `rest`."""
    return [*plan.breadcrumbs(), *rest]


def text_page(
    plan: Plan, heading: str, done: str, *, back: str = "plan_edit", lead: str = ""
) -> FormPage:
    """A form about the plan's text, below the page that `back` names."""
    edit = ("Edit the plan", reverse("plan_outline", args=[plan.slug]))
    return FormPage(
        heading=heading,
        caption=plan.title,
        back=reverse(back, args=[plan.slug]),
        done=done,
        lead=lead,
        breadcrumbs=plan_crumbs(plan, edit, (heading, "")),
    )


def _plans() -> PlanQuerySet[Plan]:
    return Plan.objects.with_agreement().select_related("area", "body", "legend")
