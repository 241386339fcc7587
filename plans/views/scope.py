"""What a page of a plan's text is about, and what stands round it."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import require
from plans.models import Plan
from web.form_page import FormPage

Breadcrumbs = list[tuple[str, str]]


def plan_here(request: HttpRequest, slug: str, permission: Permission) -> Plan:
    """The plan at this address. 404 where the person may not read it, 403 without `permission`."""
    seen = Plan.objects.visible_to(request.user).select_related("area", "body")
    plan = get_object_or_404(seen, slug=slug)
    require(request.user, permission, plan.area_id)
    return plan


def trail(plan: Plan, *rest: tuple[str, str]) -> Breadcrumbs:
    """From the list of plans to `rest`."""
    first = ("Plans", reverse("plan_list"))
    return [first, (plan.title, reverse("plan_dashboard", args=[plan.slug])), *rest]


def text_page(
    plan: Plan, heading: str, done: str, *, back: str = "plan_edit", lead: str = ""
) -> FormPage:
    """A form about the plan's text, below the page that `back` names."""
    url = reverse(back, args=[plan.slug])
    return FormPage(
        heading=heading,
        caption=plan.title,
        back=url,
        done=done,
        lead=lead,
        breadcrumbs=trail(
            plan, ("Edit plan", reverse("plan_edit", args=[plan.slug])), (heading, "")
        ),
    )


def plan_crumbs(plan: Plan, here: str = "") -> Breadcrumbs:
    """Plans, the plan and the page; "-" leaves the page to the caller."""
    crumbs = [
        ("Plans", reverse("plan_list")),
        (plan.title, reverse("plan_dashboard", args=[plan.slug])),
    ]
    return crumbs if here == "-" else [*crumbs, (here, "")]


def plans_in_scope(request: HttpRequest) -> QuerySet[Plan]:
    rows = Plan.objects.visible_to(request.user).with_agreement()
    return rows.select_related("area", "body", "legend")


def plan_in_scope(request: HttpRequest, slug: str) -> Plan:
    """The plan, or 404 when the person may not read it."""
    return get_object_or_404(plans_in_scope(request), slug=slug)
