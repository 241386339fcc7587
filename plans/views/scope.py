"""What a page of a plan is about, and what stands round it."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.roles import Permission
from committees.permissions import permitted
from plans.enums import OVER, PlanState
from plans.models import Plan
from plans.queries import wording_of
from plans.querysets import PlanQuerySet
from plans.rules.versions import why_over
from timescales.date_format import long_day
from web.form_page import Crumbs, FormPage, Notice

REVIEWED = "What you change shows at once and belongs to it, until it is agreed."
NOT_BEGUN = (
    "Its words change only in a version. Begin the next one first; updates, new dates and who "
    "leads an action need none."
)


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
    plan: Plan,
    heading: str,
    done: str | Callable[[Any], str],
    *,
    back: str = "plan_edit",
    lead: str = "",
) -> FormPage:
    """A form about the plan's text, below the page that `back` names; where the plan is published
    it says to which version a change belongs."""
    edit = ("Edit the plan", reverse("plan_outline", args=[plan.slug]))
    return FormPage(
        heading=heading,
        caption=plan.title,
        back=reverse(back, args=[plan.slug]),
        done=done,
        lead=lead,
        notice=partial(wording_notice, plan) if back != "plan_versions" else None,
        breadcrumbs=plan_crumbs(plan, edit, (heading, "")),
    )


def wording_notice(plan: Plan, then: str = "") -> Notice | None:
    """What has to be known before the plan's words are changed; None while they are free.

    `then` is the page to go on with once the next version is begun.
    """
    if plan.state in OVER:
        follows = plan.followed_by()
        url = reverse("plan_dashboard", args=[follows.slug]) if follows else ""
        return Notice("This plan is closed.", why_over(follows), "Go to that plan", url)
    if plan.state != PlanState.PUBLISHED:
        return None
    known = wording_of(plan)
    if known.reviewed_since:
        since = long_day(known.reviewed_since)
        title = f"Version {known.next_number} is under review since {since}."
        compared = f"{reverse('version_compare', args=[plan.slug])}?after=now"
        return Notice(title, REVIEWED, "See what has been changed so far", compared)
    on = f", dated {long_day(known.last.dated)}" if known.last else ""
    title = f"This plan is published as version {known.number}{on}."
    begin = reverse("version_begin", args=[plan.slug])
    url = f"{begin}?{urlencode({'then': then})}" if then else begin
    return Notice(title, NOT_BEGUN, f"Begin version {known.next_number}", url)


def _plans() -> PlanQuerySet[Plan]:
    return Plan.objects.with_agreement().select_related("area", "body", "legend")
