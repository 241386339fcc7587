from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalogue.rules.nations import CATALOGUES
from catalogue.services import install_catalogue
from committees.queries.area_argument import add_area_argument, area_called
from figures.enums import Frequency, YearType
from figures.rules.periods import period_of
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Add the default catalogue of indicators to an area. What is there is not added again"

    def add_arguments(self, parser: CommandParser) -> None:
        add_area_argument(parser)
        parser.add_argument("--nation", choices=sorted(CATALOGUES), help="else the area's own")
        parser.add_argument(
            "--starts",
            type=day_argument,
            help="the first day for which figures are asked; else that of this quarter",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        area = area_called(options["area"])
        today = timezone.localdate()
        starts = options["starts"] or period_of(today, Frequency.QUARTER, YearType.AUGUST).start
        nation = options["nation"] or area.nation
        try:
            made = install_catalogue(by=None, area=area, nation=nation, starts=starts)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for name in made.added:
            self.stdout.write(f"+ {name}")
        self.stdout.write(made.words)
