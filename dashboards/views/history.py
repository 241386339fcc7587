"""The record in words of one plan, and of one action."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from actions.views.scope import action_crumbs, action_in_scope
from committees.queries.history import events_seen, of_action, of_plan
from committees.views.history import history_page
from plans.views.scope import plan_crumbs, plan_in_scope


@require_safe
def plan_history(request: HttpRequest, slug: str) -> HttpResponse:
    """All that was done to a plan and to what stands in it."""
    plan = plan_in_scope(request, slug, Permission.HISTORY_READ)
    events = events_seen(request.user, plan.area).filter(of_plan(plan.pk))
    shown = {
        "plan": plan,
        "of": f"of {plan.title}",
        "breadcrumbs": plan_crumbs(plan, ("History", "")),
    }
    return history_page(request, plan.area, events, "dashboards/plan_history.html", shown)


@require_safe
def action_history(request: HttpRequest, pk: int) -> HttpResponse:
    """All that was done to an action, said of it and decided about it."""
    action = action_in_scope(request, pk, Permission.HISTORY_READ)
    events = events_seen(request.user, action.plan.area).filter(of_action(action.pk))
    shown = {
        "action": action,
        "of": f"of action {action.reference}",
        "breadcrumbs": action_crumbs(action, "History"),
    }
    return history_page(request, action.plan.area, events, "dashboards/action_history.html", shown)
