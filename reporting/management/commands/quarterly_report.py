from __future__ import annotations

from datetime import date

from plans.models import Plan
from reporting.enums import ReportKind
from reporting.management.commands._report import ReportCommand
from reporting.quarters import Period
from reporting.queries import quarter_of


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the quarterly progress report as PDF."
    kind = ReportKind.QUARTERLY.value

    def period(self, plan: Plan, as_of: date) -> Period:
        return quarter_of(plan, as_of)
