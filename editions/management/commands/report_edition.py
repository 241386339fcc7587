"""What an audience would be told of a frozen report, as a file; or an edition's own files."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents import hash
from documents.schema.indicators import NO_FIGURES, FigureFields
from editions.enums import AUDIENCES
from editions.queries.figures import stand_already
from editions.rules.audience import Choice, for_audience
from editions.rules.parts import parts_of
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
        plan, to = plan_called(options["plan"]), Audience(options["audience"])
        if to == Audience.PUBLIC and options["marking"] != "OFFICIAL":
            raise CommandError("What the public reads can only be OFFICIAL.")
        rows = Report.objects.filter(plan=plan, state="issued", withdrawn_at=None)
        report = rows.order_by("-as_of", "-version", "-pk").first()
        if report is None or report.snapshot is None:
            raise CommandError("No report of this plan was issued yet.")
        source = content_of(report.snapshot)
        known = {row.key: row.kept for row in parts_of(report.kind, to, report.contents)}
        if unknown := {*options["without"], *options["more"]} - known.keys():
            parts = ", ".join(known)
            raise CommandError(f"No such part: {', '.join(sorted(unknown))}. There are: {parts}.")
        kept = {key for key, stands in known.items() if stands or key in options["more"]}
        choice = Choice(to, options["marking"], 0, frozenset(kept - {*options["without"]}))
        figures: FigureFields = NO_FIGURES
        if stand_already(source, to):
            figures = {
                "told": source["told"],
                "indicators": source["indicators"],
                "together": source["together"],
                "figure_changes": source["figure_changes"],
            }
        elif source["told"]:
            self.stderr.write(NO_FIGURES_HERE)
        content = for_audience(source, choice, figures)
        sha256, pages = hash.digest(content), 0
        kind = FORMATS.get(options["out"].suffix.lower())
        if kind is None:
            raise CommandError(f"--out ends in one of: {', '.join(FORMATS)}.")
        options["out"].parent.mkdir(parents=True, exist_ok=True)
        if kind == "json":
            options["out"].write_bytes(hash.canonical_bytes(content))
        else:
            made = MAKERS["large" if options["large"] else kind](content, sha256)
            options["out"].write_bytes(made.data)
            pages = made.pages
        facts = {
            "path": str(options["out"]),
            "report": report.title,
            "record": sha256,
            "pages": pages,
            "left_out": content["told_to"]["left_out"],
        }
        lines = [f"Edition  {facts['path']}", f"Report   {report.title}", f"Record   {sha256}"]
        lines += content["told_to"]["left_out"]
        self.stdout.write(json.dumps(facts) if options["json"] else "\n".join(lines))
