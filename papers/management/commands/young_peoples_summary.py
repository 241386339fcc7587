from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handouts.written import fingerprint
from papers.models import Paper
from papers.queries.records import record_of
from papers.services.agreement import made_of
from plans.queries.plan_argument import plan_called
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = (
        "Writes the young people's summary of an issued report: as Word where --out ends in .docx, "
        "else as PDF. Nobody but people write one, on the site; an unapproved one says so."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", help="the plan's title, its short name in addresses, or number")
        parser.add_argument("--as-of", type=day_argument, help="YYYY-MM-DD, or the newest")
        parser.add_argument("--snapshot", metavar="HASH", default="", help="of the report")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Paper.objects.filter(report__plan=plan_called(options["plan"]), withdrawn_at=None)
        rows = rows.filter(report__snapshot__sha256__startswith=options["snapshot"])
        if options["as_of"]:
            rows = rows.filter(report__as_of=options["as_of"])
        paper = rows.select_related("area", "report__snapshot").order_by("-report__as_of").first()
        if paper is None:
            raise CommandError("No summary of such a report is written yet: people begin it there.")
        told = record_of(paper, timezone.localdate())
        made = made_of(told, word=options["out"].suffix.lower() == ".docx")
        options["out"].parent.mkdir(parents=True, exist_ok=True)
        options["out"].write_bytes(made.data)
        facts = {
            "path": str(options["out"]),
            "pages": made.pages,
            "mark": fingerprint(told),
            "draft": told["draft"],
        }
        said = "\n".join(f"{name.capitalize():10}{value}" for name, value in facts.items())
        self.stdout.write(json.dumps(facts) if options["json"] else said)
