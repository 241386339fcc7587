"""What a page of an action is about, and what stands round a form about it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.roles import Permission
from actions.models import Action
from committees.permissions import permitted
from web.form_page import Beside, Crumbs, FormPage


def action_in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Action:
    """The action. 404 for those who do not see its plan, 403 without `permission`."""
    rows = Action.objects.with_agreement().with_tie().select_related("plan__area", "heading__level")
    action = get_object_or_404(rows.visible_to(request.user), pk=pk)
    return permitted(request.user, action, rows, permission)


def action_crumbs(action: Action, here: str = "") -> Crumbs:
    """Plan, action and, below them, the page itself."""
    own = action_address(action) if here else ""
    page = [(here, "")] if here else []
    return [*action.plan.breadcrumbs(), (f"Action {action.reference}", own), *page]


def action_form(
    action: Action, heading: str, *, here: str = "", title: str = "", **more: Any
) -> FormPage:
    """A form about an action, below its page; `here` is its name among the breadcrumbs, and `more`
    as FormPage has it."""
    given = {"back": action_address(action), "leave": "", "template": "actions/form_page.html"}
    beside: Beside = more.pop("context", {})

    def context() -> dict[str, Any]:
        return {"action": action, **(beside() if callable(beside) else beside)}

    return FormPage(
        heading=heading,
        title=f"{title or heading} – {action.plan.title}",
        caption=f"Action {action.reference}",
        breadcrumbs=action_crumbs(action, here or heading),
        context=context,
        **{**given, **more},
    )


def number_sent(text: str) -> int:
    """A number as a page sends it; anything else is 0, which is the key of nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def action_address(action: Action) -> str:
    return reverse("action_detail", args=[action.pk])


def in_outline(action: Action) -> str:
    """The tree of the action's plan with the action chosen."""
    own = reverse("plan_outline", args=[action.plan.slug])
    return f"{own}?line={action.line}"
