"""Where words that point at a person stand."""

import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guard.refusals import Refusal
from redactions.queries.files import files_with, said
from redactions.queries.places import places
from redactions.rules.words import Sought, sought


class Command(BaseCommand):
    help = (
        "Reads words on standard input (never an argument, which others on the machine can see) "
        "and prints where they stand: table, row and field, or the file; never the words. Ends "
        "with 1 where they stand anywhere."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        given = _given()
        try:
            looked_for = sought(given)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if count := self._print(looked_for):
            raise CommandError(f"The words stand in {count} texts and files.")
        self.stdout.write("The words stand nowhere.")

    def _print(self, looked_for: Sought) -> int:
        count = 0
        for place in places(looked_for):
            self.stdout.write(place.said(looked_for))
            count += 1
        for root, path in files_with(looked_for):
            self.stdout.write(said(root, path, looked_for))
            count += 1
        return count


def _given() -> str:
    """The words; nothing of them is shown where a person types them."""
    if sys.stdin.isatty():
        return getpass("Words to look for (they are not shown): ").strip()
    return sys.stdin.buffer.read(10_000).decode("utf-8", errors="replace").strip()
