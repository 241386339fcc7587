from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from demonstration.queries.sign_ins import DemonstrationRefused
from demonstration.queries.sources import CHAINS, SHAPES, read_chain, read_source
from demonstration.services import (
    load_area,
    load_chain,
    make_chain_reports,
    make_papers,
    make_reports,
    share_regional,
)
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Load the demonstration areas; one that stands already is left as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--area", choices=sorted([*SHAPES.values(), *CHAINS.values()]), help="this area only"
        )
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
        slugs = [options["area"]] if options["area"] else [*SHAPES.values(), *CHAINS.values()]
        try:
            for slug in slugs:
                load = self._chain if slug in CHAINS.values() else self._area
                load(slug, today, options["reports"])
        except DemonstrationRefused as error:
            raise CommandError(str(error)) from error
        if share_regional(today=today):
            self.stdout.write("A regional action stands in the plans of two areas")

    def _area(self, slug: str, today: date, quarters: int | None) -> None:
        source = read_source(slug)
        made = load_area(source=source, today=today)
        self._told(source.name, made, make_reports(source=source, quarters=quarters))
        make_papers(source=source)

    def _chain(self, slug: str, today: date, quarters: int | None) -> None:
        chain = read_chain(slug)
        made = load_chain(chain=chain, today=today)
        self._told(chain.name, made, make_chain_reports(chain=chain))

    def _told(self, name: str, made: bool, reports: int) -> None:
        told = "loaded" if made else "there already"
        self.stdout.write(f"{name}: {told}, {reports} reports made")
