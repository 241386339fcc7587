from __future__ import annotations

from datetime import date

from documents.enums import ReportKind
from plans.models import Plan
from reporting.management.commands._report import ReportCommand
from reporting.queries.reports import period_for
from timescales.quarters import Period


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the quarterly progress report as PDF."
    kind = ReportKind.QUARTERLY.value

    def period(self, plan: Plan, as_of: date) -> Period:
        return period_for(plan, as_of, self.kind)
