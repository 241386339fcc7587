from __future__ import annotations

from typing import Any

from committees.queries.logos import image_of
from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes slides of it as a presentation (.pptx)."
    kind = ReportKind.QUARTERLY.value

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        logo = image_of(content, snapshot.plan.area_id)
        return short_papers.slides(content, snapshot.fingerprint, logo)
