from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import agency_extract
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot
from short_papers.services import refuse_agency


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes all that one agency leads as PDF."
    kind = ReportKind.QUARTERLY.value

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("agency", help="the agency by its name")

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        name, known = str(options["agency"]), agency_extract.agencies(content)
        refuse_agency(agency_extract.knows_agencies(content), name, known)
        return short_papers.agency_extract(content, snapshot.fingerprint, name)
