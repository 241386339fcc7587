"""A report's editions on its own page, which stands in a room below."""

from typing import Any

from django import template

from accounts.roles import Permission
from committees.permissions import may
from editions.models import ReportEdition
from editions.queries.pages import rows_of
from reporting.models import Report

register = template.Library()


@register.inclusion_tag("editions/components/of_report.html", takes_context=True)
def editions_of(context: dict[str, Any], report: Report) -> dict[str, Any]:
    """The editions of a report that its reader may read. One query, four where there are any."""
    user = context["request"].user
    seen = ReportEdition.objects.visible_to(user).filter(report=report)
    rows = list(seen.select_related("report__plan", "area").defer("content"))
    prepares = may(user, Permission.REPORT_PREPARE, report.area_id)
    return {"report": report, "rows": rows_of(rows), "prepares": prepares,
            "shown": bool(rows) or prepares}  # fmt: skip
