from __future__ import annotations

from datetime import date

from documents.enums import ReportKind
from plans.models import Plan
from reporting.management.commands._report import ReportCommand
from reporting.queries.reports import period_for
from timescales.quarters import Period


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the annual report as PDF."
    kind = ReportKind.ANNUAL.value

    def period(self, plan: Plan, as_of: date) -> Period:
        return period_for(plan, as_of, self.kind)

    def next_plan(self, plan: Plan) -> Plan | None:
        """The plan that follows this one, when it has been begun: its successor, or the next."""
        later = Plan.objects.filter(area=plan.area_id, period_start__gt=plan.period_start)
        return plan.successors.first() or later.order_by("period_start", "pk").first()
