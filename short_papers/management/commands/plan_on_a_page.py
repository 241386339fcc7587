from __future__ import annotations

from typing import Any

from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes it on one page of landscape A4 as PDF."
    kind = ReportKind.QUARTERLY.value

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        return short_papers.plan_page(content, snapshot.fingerprint)
