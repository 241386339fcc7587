from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError

from documents.enums import ReportKind
from documents.files.made import Made
from documents.schema.content import SnapshotContent
from handouts import files as short_papers
from reporting.management.report_command import ReportCommand
from reporting.models import Snapshot
from short_papers.queries import earlier


class Command(ReportCommand):
    help = "Freezes a plan as it stood on a day and writes the sheet of one of its actions as PDF."
    kind = ReportKind.QUARTERLY.value

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("action", help="the action as the plan calls it: 3.5, or “no. 7”")

    def made(self, snapshot: Snapshot, content: SnapshotContent, options: dict[str, Any]) -> Made:
        wanted = str(options["action"])
        keys = [row["id"] for row in content["actions"] if row["reference"] == wanted]
        if len(keys) != 1:
            number = len(keys) or "No"
            raise ValidationError(f"{number} actions of this plan are called {wanted!r}.")
        return short_papers.action_sheet(content, snapshot.fingerprint, keys[0], earlier(snapshot))
