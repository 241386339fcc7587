"""Parts of reports on pages of rooms below."""

from typing import Any

from django import template
from django.utils import timezone

from narratives.queries.to_do import parts_everywhere

register = template.Library()


@register.inclusion_tag("dashboards/components/home_parts.html", takes_context=True)
def parts_to_do(context: dict[str, Any]) -> dict[str, Any]:
    """The parts that wait for whoever reads the page, as their first page lists them; nothing where
    none do. One query where nothing is prepared, and two for each part to read."""
    user = context["request"].user
    return {"parts": parts_everywhere(user, timezone.localdate())}
