from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demonstration.queries.sign_ins import DemonstrationRefused
from demonstration.queries.sources import SHAPES, read_source
from demonstration.services import load_area, make_reports, share_regional
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Load the demonstration areas; one that stands already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--area", choices=sorted(SHAPES.values()), help="this area only")
        parser.add_argument(
            "--today",
            type=day_argument,
            help="the day from which all dates are worked out (2026-11-21); today when not given",
        )

        parser.add_argument(
            "--reports", type=int, help="how many past quarters get their report (2 to 4)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        for slug in [options["area"]] if options["area"] else SHAPES.values():
            source = read_source(slug)
            try:
                made = load_area(source=source, today=today)
            except DemonstrationRefused as error:
                raise CommandError(str(error)) from error
            reports = make_reports(source=source, quarters=options["reports"])
            told = "loaded" if made else "there already"
            self.stdout.write(f"{source.name}: {told}, {reports} reports made")
        if share_regional(today=today):
            self.stdout.write("A regional action stands in the plans of two areas")
