"""The ways through one plan, as far as this person may go."""

from typing import Any, NamedTuple

from django import template
from django.urls import NoReverseMatch, reverse

from accounts.roles import Permission
from committees.permissions import may
from plans.models import Plan

register = template.Library()

P = Permission


class Way(NamedTuple):
    """One page of a plan: its key, label, name of address, permissions of which one is enough."""

    key: str
    label: str
    name: str
    permissions: tuple[Permission, ...]


# Pages of rooms above this one are known by the name of their address only.
WAYS = (
    Way("dashboard", "Dashboard", "plan_dashboard", (P.PLAN_READ,)),
    Way("actions", "Actions", "plan_actions", (P.PLAN_READ,)),
    Way("changes", "What changed", "plan_changes", (P.PLAN_READ,)),
    Way("text", "Plan text", "plan_text", (P.PLAN_READ,)),
    Way("data_quality", "Data quality", "plan_data_quality", (P.PLAN_READ,)),
    Way("checking", "Checking", "plan_checking", (P.UPDATE_CHECK,)),
    Way("decisions", "Decisions", "plan_decisions", (P.DATE_DECIDE, P.COMPLETION_VERIFY)),
    Way("meetings", "Meetings", "plan_meetings", (P.PLAN_READ,)),
    Way("windows", "Update windows", "plan_windows", (P.PLAN_READ,)),
    Way("owing", "Who owes what", "plan_owing", (P.PLAN_READ,)),
    Way("mail", "E-mail sent", "plan_mail", (P.WINDOW_MANAGE,)),
    Way("versions", "Versions", "plan_versions", (P.PLAN_READ,)),
    Way("edit", "Edit plan", "plan_edit", (P.PLAN_EDIT,)),
)


@register.simple_tag(takes_context=True)
def plan_ways(context: template.Context, plan: Plan, current: str = "") -> list[dict[str, Any]]:
    """Links for components/subnav.html; `current` is the key of the page itself."""
    user = context["request"].user
    found = []
    for way in WAYS:
        if not any(may(user, permission, plan.area_id) for permission in way.permissions):
            continue
        try:
            url = reverse(way.name, args=[plan.slug])
        except NoReverseMatch:
            continue
        found.append({"label": way.label, "url": url, "current": way.key == current})
    return found
