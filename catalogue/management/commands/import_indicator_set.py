from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from catalogue.rules.entries import SetFile
from catalogue.rules.set_files import set_in, set_sent
from catalogue.services import take_in_set
from committees.queries.area_argument import add_area_argument, area_called
from figures.enums import Frequency, YearType
from figures.rules.periods import period_of
from guard.outside.files import read_outside
from guard.refusals import Refusal
from sheets.rules.source import MAX_BYTES
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Bring in an edition of a published set of indicators (.xlsx, .csv, .json)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the frame, filled in")
        add_area_argument(parser)
        parser.add_argument(
            "--starts",
            type=day_argument,
            help="the first day for which figures are asked; else that of this quarter",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        starts = options["starts"] or period_of(today, Frequency.QUARTER, YearType.AUGUST).start
        sent = _read(options["file"])
        try:
            made = take_in_set(by=None, area=area_called(options["area"]), sent=sent, starts=starts)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        for words in made.sentences:
            self.stdout.write(words)


def _read(file: Path) -> SetFile:
    try:
        with file.open("rb") as opened:
            return set_in(read_outside(set_sent, file.name, opened.read(MAX_BYTES + 1)))
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except (Refusal, ValueError) as refusal:
        raise CommandError(str(refusal)) from refusal
