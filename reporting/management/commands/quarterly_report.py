from __future__ import annotations

from documents.enums import ReportKind
from reporting.management.report_command import ReportCommand


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the quarterly progress report as PDF."
    kind = ReportKind.QUARTERLY.value
