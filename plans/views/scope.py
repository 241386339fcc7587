"""What a page of a plan is about, and what stands round it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import require
from plans.models import Plan
from web.form_page import Crumbs, FormPage


def plans_in_scope(request: HttpRequest) -> QuerySet[Plan]:
    rows = Plan.objects.visible_to(request.user).with_agreement()
    return rows.select_related("area", "body", "legend")


def plan_in_scope(request: HttpRequest, slug: str, permission: Permission | None = None) -> Plan:
    """The plan at this address. 404 where the person may not read it, 403 without `permission`."""
    plan = get_object_or_404(plans_in_scope(request), slug=slug)
    if permission is not None:
        require(request.user, permission, plan.area_id)
    return plan


def plan_crumbs(plan: Plan, *rest: tuple[str, str]) -> Crumbs:
    """From the list of plans over the plan to `rest`."""
    return [*plan.breadcrumbs(), *rest]


def text_page(
    plan: Plan, heading: str, done: str, *, back: str = "plan_edit", lead: str = ""
) -> FormPage:
    """A form about the plan's text, below the page that `back` names."""
    edit = ("Edit plan", reverse("plan_edit", args=[plan.slug]))
    return FormPage(
        heading=heading,
        caption=plan.title,
        back=reverse(back, args=[plan.slug]),
        done=done,
        lead=lead,
        breadcrumbs=plan_crumbs(plan, edit, (heading, "")),
    )
