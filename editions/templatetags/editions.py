"""A report's editions on its own page, which stands in a room below."""

from typing import Any

from django import template

from accounts.roles import Permission
from committees.permissions import may
from reporting.models import Report

register = template.Library()


@register.inclusion_tag("editions/components/of_report.html", takes_context=True)
def editions_of(context: dict[str, Any], report: Report) -> dict[str, Any]:
    """The way to the editions of a report. Nothing is asked for it: a report's page asks its twelve
    queries already."""
    prepares = may(context["request"].user, Permission.REPORT_PREPARE, report.area_id)
    return {"report": report, "prepares": prepares}
