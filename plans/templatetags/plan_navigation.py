"""The ways through one plan, as far as this person may go."""

from typing import Any, NamedTuple

from django import template
from django.urls import NoReverseMatch, reverse

from accounts.roles import Permission
from committees.permissions import may
from plans.models import Plan

register = template.Library()

P = Permission


PLAN, QUARTER = "The plan", "The quarter"


class Way(NamedTuple):
    """One page of a plan: its key, label, name of address, permissions of which one is enough."""

    key: str
    label: str
    name: str
    permissions: tuple[Permission, ...]
    group: str = PLAN


# Pages of rooms above this one are known by the name of their address only.
WAYS = (
    Way("dashboard", "Dashboard", "plan_dashboard", (P.PLAN_READ,)),
    Way("actions", "Actions", "plan_actions", (P.PLAN_READ,)),
    Way("changes", "What changed", "plan_changes", (P.PLAN_READ,)),
    Way("text", "Plan text", "plan_text", (P.PLAN_READ,)),
    Way("page", "Plan on a page (PDF)", "plan_on_a_page", (P.PLAN_READ,)),
    Way("files", "Files", "plan_files", (P.PLAN_READ,)),
    Way("data_quality", "Data quality", "plan_data_quality", (P.PLAN_READ,)),
    Way("difference", "Difference made", "plan_difference", (P.PLAN_READ,)),
    Way("voices", "Who was heard", "plan_voices", (P.PLAN_READ,)),
    Way("versions", "Versions", "plan_versions", (P.PLAN_READ,)),
    Way("history", "History", "plan_history", (P.HISTORY_READ,)),
    Way("edit", "Edit plan", "plan_outline", (P.PLAN_EDIT,)),
    Way("windows", "Update windows", "plan_windows", (P.PLAN_READ,), QUARTER),
    Way("recurring", "Recurring work", "plan_recurring", (P.PLAN_READ,), QUARTER),
    Way("owing", "Who owes what", "plan_owing", (P.PLAN_READ,), QUARTER),
    Way("mail", "E-mail sent", "plan_mail", (P.WINDOW_MANAGE,), QUARTER),
    Way("checking", "Checking", "plan_checking", (P.UPDATE_CHECK,), QUARTER),
    Way("decisions", "Decisions", "plan_decisions", (P.DATE_DECIDE, P.COMPLETION_VERIFY), QUARTER),
    Way("meetings", "Meetings", "plan_meetings", (P.PLAN_READ,), QUARTER),
)


@register.simple_tag(takes_context=True)
def plan_ways(context: template.Context, plan: Plan, current: str = "") -> dict[str, Any]:
    """Links by group, and the label of the page itself, whose key is `current`."""
    user = context["request"].user
    groups: dict[str, list[dict[str, Any]]] = {}
    for way in WAYS:
        if not any(may(user, permission, plan.area_id) for permission in way.permissions):
            continue
        try:
            url = reverse(way.name, args=[plan.slug])
        except NoReverseMatch:
            continue
        link = {"label": way.label, "url": url, "current": way.key == current}
        groups.setdefault(way.group, []).append(link)
    here = next((way.label for way in WAYS if way.key == current), "")
    return {"groups": groups, "here": here}
