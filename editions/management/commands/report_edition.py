"""What an audience would be told of a frozen report, as a file; or an edition's own files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents import hash
from documents.schema.content import SnapshotContent
from documents.schema.indicators import NO_FIGURES, FigureFields
from editions.enums import AUDIENCES
from editions.queries.figures import stand_already
from editions.rules.audience import Choice, for_audience
from editions.rules.parts import asked_for, parts_of
from editions.tasks import MAKERS
from figures.enums import Audience
from plans.queries.plan_argument import plan_called
from reporting.models import Report
from reporting.queries.reports import content_of

FORMATS = {".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".json": "json"}
NO_FIGURES_HERE = (
    "Its figures are told to other readers: prepare the edition on the site, where they are worked "
    "out for this audience and kept. They are left out here."
)


class Command(BaseCommand):
    help = (
        "Writes what an audience would be told of a plan's newest issued report: nothing is kept, "
        "issued or recorded. PDF, Word, spreadsheet or the record as JSON, by how --out ends."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="the plan's title, its short name in addresses, or number")
        parser.add_argument("--audience", required=True, choices=[row.value for row in AUDIENCES])
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--marking", required=True, choices=["OFFICIAL", "OFFICIAL-SENSITIVE"])
        parser.add_argument("--large", action="store_true", help="the PDF at 18 points")
        parser.add_argument(
            "--without", metavar="PART", action="append", default=[], help="leave a part out"
        )
        parser.add_argument(
            "--with", dest="more", metavar="PART", action="append", default=[],
            help="tell a part that is left out otherwise",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        to, out = Audience(options["audience"]), options["out"]
        if to == Audience.PUBLIC and options["marking"] != "OFFICIAL":
            raise CommandError("What the public reads can only be OFFICIAL.")
        report, source = _newest(options["plan"])
        parts = parts_of(report.kind, to, report.contents)
        try:
            kept = asked_for(parts, without=options["without"], more=options["more"])
        except ValueError as fault:
            raise CommandError(str(fault)) from fault
        choice = Choice(to, options["marking"], 0, kept)
        content = for_audience(source, choice, self._figures(source, to))
        facts = {
            "path": str(out),
            "report": report.title,
            "record": hash.digest(content),
            "pages": _write(content, out, large=options["large"]),
            "left_out": content["told_to"]["left_out"],
        }
        lines = [f"Edition  {out}", f"Report   {report.title}", f"Record   {facts['record']}"]
        lines += content["told_to"]["left_out"]
        self.stdout.write(json.dumps(facts) if options["json"] else "\n".join(lines))

    def _figures(self, source: SnapshotContent, to: Audience) -> FigureFields:
        """Those of the report where they were worked out for these readers, or for more."""
        if stand_already(source, to):
            return {
                "told": source["told"],
                "indicators": source["indicators"],
                "together": source["together"],
                "figure_changes": source["figure_changes"],
            }
        if source["told"]:
            self.stderr.write(NO_FIGURES_HERE)
        return NO_FIGURES


def _newest(named: str) -> tuple[Report, SnapshotContent]:
    """A plan's newest report that was issued and still counts, with its record."""
    rows = Report.objects.filter(plan=plan_called(named), state="issued", withdrawn_at=None)
    report = rows.order_by("-as_of", "-version", "-pk").first()
    if report is None or report.snapshot is None:
        raise CommandError("No report of this plan was issued yet.")
    return report, content_of(report.snapshot)


def _write(content: SnapshotContent, out: Path, *, large: bool) -> int:
    """The file of the kind that its name says; its pages, where it has any."""
    kind = FORMATS.get(out.suffix.lower())
    if kind is None:
        raise CommandError(f"--out ends in one of: {', '.join(FORMATS)}.")
    out.parent.mkdir(parents=True, exist_ok=True)
    if kind == "json":
        out.write_bytes(hash.canonical_bytes(content))
        return 0
    made = MAKERS["large" if large else kind](content, hash.digest(content))
    out.write_bytes(made.data)
    return made.pages
