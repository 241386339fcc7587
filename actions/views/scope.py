"""What the pages of actions share: rows in scope, the person, and writes that may be refused."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from actions.models import Action
from plans.views.scope import plan_crumbs

Crumbs = list[tuple[str, str]]


def action_in_scope(request: HttpRequest, pk: int) -> Action:
    """The action, or 404 for those who do not see its plan."""
    rows = Action.objects.visible_to(request.user).with_agreement()
    return get_object_or_404(rows.select_related("plan__area", "heading__level"), pk=pk)


def action_crumbs(action: Action, here: str = "") -> Crumbs:
    """Plan, action and, below them, the page itself."""
    own = "" if not here else reverse("action_detail", args=[action.pk])
    crumbs = [*plan_crumbs(action.plan, "-"), (f"Action {action.reference}", own)]
    return [*crumbs, (here, "")] if here else crumbs
