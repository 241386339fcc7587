"""Whether everything that was said, decided and issued is still what it was."""

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.queries.verification import HeldHead
from reporting.services.verification import verify, withdrawn

# "1204:9f3c…": a place in the chain and the beginning of its hash
HEAD = re.compile(r"\s*([\d,]+)\s*:\s*([0-9a-fA-F]{8,64})\s*")


class Command(BaseCommand):
    help = (
        "Verifies the chain of the record, every row in it, every snapshot and every file, and "
        "says where one is not what it was. Ends with 1 when something is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="PLACE:HASH",
            help="a head that you hold, as a report or a letter prints it; may be given again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        held = [_head(text) for text in options["head"]]
        outcome, broken = verify(held), 0
        for line in outcome.breaks:
            self.stderr.write(line)
            broken += 1
        for line in withdrawn():
            self.stdout.write(line)
        self.stdout.write(outcome.extent())
        if broken:
            raise CommandError(f"Places that are not what they were: {broken}.")
        self.stdout.write("All of it is what it was.")


def _head(text: str) -> HeldHead:
    match = HEAD.fullmatch(text)
    if match is None:
        raise CommandError(f'"{text}" is not a head: write it as it is printed, 1204:9f3c52aa…')
    return HeldHead(int(match[1].replace(",", "")), match[2], f"The head {text.strip()}")
