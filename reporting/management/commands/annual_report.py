from __future__ import annotations

from documents.enums import ReportKind
from plans.models import Plan
from reporting.management.report_command import ReportCommand


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the annual report as PDF."
    kind = ReportKind.ANNUAL.value

    def next_plan(self, plan: Plan) -> Plan | None:
        """The plan that follows this one, when it has been begun: its successor, or the next."""
        later = Plan.objects.standing().filter(
            area=plan.area_id, period_start__gt=plan.period_start
        )
        return plan.successors.first() or later.order_by("period_start", "pk").first()
