from __future__ import annotations

from typing import Any

from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot
from short_papers.services import refuse_unwritten


class Command(ReportCommand):
    help = (
        "Freezes a plan as it stood on a day and writes the council's cover report: as Word where "
        "--out ends in .docx, else as PDF. Its own words come with --section."
    )
    kind = ReportKind.QUARTERLY.value

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        refuse_unwritten(content)
        word = options["out"].suffix.lower() == ".docx"
        make = short_papers.cover_report_word if word else short_papers.cover_report
        return make(content, snapshot.fingerprint)
