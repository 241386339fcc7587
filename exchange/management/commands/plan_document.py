"""A plan as its own document: `plan_document PLAN --format docx --out FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from exchange.queries.paper import plan_paper
from exchange.rules.formats import FORMATS
from plans.queries.plan_argument import plan_called


class Command(BaseCommand):
    help = "Writes a plan as it stands now: a Word document, a workbook or CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="its slug, key or title")
        parser.add_argument("--format", choices=list(FORMATS), default="docx")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        plan, out = plan_called(options["plan"]), options["out"]
        data = FORMATS[options["format"]].made(plan_paper(plan, timezone.now()))
        try:
            out.write_bytes(data)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"“{plan.title}” was written to {out}: {len(data):,} bytes.")
