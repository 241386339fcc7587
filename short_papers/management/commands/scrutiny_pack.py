from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes ten questions of an inspector, answered."
    kind = ReportKind.QUARTERLY.value

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--workbook", action="store_true", help="as a workbook, not as PDF")

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        book = options["workbook"]
        make = short_papers.scrutiny_pack_workbook if book else short_papers.scrutiny_pack
        return make(content, snapshot.fingerprint)
