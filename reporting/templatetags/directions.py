"""The directions that answered a report, for its page."""

from typing import Any

from django import template
from django.utils import timezone

from accounts.roles import Permission
from committees.permissions import may
from reporting.enums import ReportState
from reporting.models import Report
from reporting.queries.directions import rows

register = template.Library()


@register.inclusion_tag("reporting/components/report_directions.html", takes_context=True)
def report_directions(context: dict[str, Any], report: Report) -> dict[str, Any]:
    """Nothing for a report that was not issued; else its directions, for those who read them."""
    user = context["request"].user
    issued = report.state == ReportState.ISSUED
    reads = issued and may(user, Permission.REPORT_READ_ISSUED, report.area_id)
    return {
        "report": report,
        "reads": reads,
        "rows": rows(report.directions.all(), timezone.localdate()) if reads else [],
        "records": issued and may(user, Permission.DIRECTION_RECORD, report.area_id),
    }
