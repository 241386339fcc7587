from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from committees.queries.area_argument import add_area_argument, area_called
from evaluation.rules.facts import FrameworkFile
from evaluation.rules.files import MOST_BYTES, framework_in, framework_sent
from evaluation.services import import_framework
from guard.outside.files import read_outside
from guard.refusals import Refusal


class Command(BaseCommand):
    help = "Bring in an edition of a framework of quality indicators (.toml)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the frame, filled in")
        add_area_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        sent = _read(options["file"])
        try:
            made = import_framework(by=None, area=area_called(options["area"]), sent=sent)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        number = sum(len(row.indicators) for row in sent.domains)
        self.stdout.write(f"{made}: {len(sent.domains)} domains, {number} quality indicators.")


def _read(file: Path) -> FrameworkFile:
    try:
        with file.open("rb") as opened:
            return framework_in(
                read_outside(framework_sent, file.name, opened.read(MOST_BYTES + 1))
            )
    except OSError as error:
        raise CommandError(f"{file} cannot be opened: {error.strerror}.") from error
    except (Refusal, ValueError) as refusal:
        raise CommandError(str(refusal)) from refusal
