"""What the pages of actions share: rows in scope, the person, and writes that may be refused."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.keeping import forget, kept
from accounts.models import User
from actions.forms.fields import ConflictingForm, place_errors
from actions.models import Action
from audit.versions import EditConflict
from plans.models import Plan

Crumbs = list[tuple[str, str]]
RESTORED = (
    "This is not saved yet, because your session had ended. What you typed is below. "
    "Look it over and save it."
)


def person(request: HttpRequest) -> User:
    """Who is signed in; LoginRequiredMiddleware has seen to it that somebody is."""
    return cast(User, request.user)


def today() -> date:
    return timezone.localdate()


def action_in_scope(request: HttpRequest, pk: int) -> Action:
    """The action, or 404 for those who do not see its plan."""
    rows = Action.objects.visible_to(request.user).with_agreement()
    return get_object_or_404(rows.select_related("plan__area", "heading__level"), pk=pk)


def plan_in_scope(request: HttpRequest, slug: str) -> Plan:
    """The plan, or 404 for those who do not see it."""
    return get_object_or_404(
        Plan.objects.visible_to(request.user).select_related("area"), slug=slug
    )


def saved(request: HttpRequest, form: ConflictingForm, write: Callable[[], object]) -> bool:
    """Whether the service took it. What it refused stands beside the form's fields; on somebody
    else's edit the form also holds the row as it is now (`form.conflict`)."""
    try:
        write()
    except EditConflict as conflict:
        form.take_conflict(conflict)
    except ValidationError as refusal:
        place_errors(form, refusal)
    else:
        forget(request)
        return True
    return False


def sent(request: HttpRequest) -> dict[str, Any]:
    """What a form is made of: what was sent now, or kept from before the person had to sign in."""
    posted = request.method == "POST"
    return {
        "data": request.POST if posted else None,
        "user": person(request),
        "kept": restored(request),
    }


def restored(request: HttpRequest) -> dict[str, list[str]]:
    """What was typed before the person had to sign in, with a message that says so."""
    typed = kept(request) if request.method == "GET" else {}
    if typed:
        messages.warning(request, RESTORED)
    return typed


def action_crumbs(action: Action, here: str = "") -> Crumbs:
    """Plan, action and, below them, the page itself."""
    own = "" if not here else reverse("action_detail", args=[action.pk])
    crumbs = [*plan_crumbs(action.plan, "-"), (f"Action {action.reference}", own)]
    return [*crumbs, (here, "")] if here else crumbs


def plan_crumbs(plan: Plan, here: str = "") -> Crumbs:
    """Plans, the plan and the page; "-" leaves the page to the caller."""
    crumbs = [
        ("Plans", reverse("plan_list")),
        (plan.title, reverse("plan_dashboard", args=[plan.slug])),
    ]
    return crumbs if here == "-" else [*crumbs, (here, "")]
