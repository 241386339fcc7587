"""A line of a plan that a page is about."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from outline.queries.tree import Outline, outline_of
from outline.rules.lines import Line
from plans.models import Plan
from plans.views.scope import plan_crumbs
from web.form_page import Crumbs


def outline_today(plan: Plan) -> Outline:
    return outline_of(plan, timezone.localdate())


def line_or_404(outline: Outline, key: str) -> Line:
    line = outline.line(key)
    if line is None:
        raise Http404(key)
    return line


def outline_address(plan: Plan, key: str = "") -> str:
    """The plan's tree, a line chosen. With a fragment a browser would focus nothing."""
    own = reverse("plan_outline", args=[plan.slug])
    return f"{own}?line={key}" if key else own


def outline_crumbs(plan: Plan, here: str = "") -> Crumbs:
    if not here:
        return plan_crumbs(plan, ("Edit the plan", ""))
    return plan_crumbs(plan, ("Edit the plan", outline_address(plan)), (here, ""))
