"""The way from a page on which words were seen to the form that takes them out."""

from typing import Any

from django import template

from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may

register = template.Library()


@register.inclusion_tag("redactions/components/way.html", takes_context=True)
def way_to_redaction(context: dict[str, Any], area: Area, seen_in: str) -> dict[str, Any]:
    """A link for those who may propose it, nothing for others. No query of its own."""
    user = context["request"].user
    return {
        "area": area,
        "seen_in": seen_in,
        "proposes": may(user, Permission.REDACTION_PROPOSE, area),
    }
