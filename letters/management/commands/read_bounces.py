"""Read reports about letters that could not be delivered: from files, mail folders or a pipe."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from letters.services.bounces import MOST_BYTES, take

MAILDIR = ("new", "cur")


class Command(BaseCommand):
    help = (
        "Read reports about e-mail that could not be delivered: files, Maildir folders, or “-” "
        "for what a mail server pipes in. Reading a report twice does no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "places", nargs="*", default=["-"], metavar="FILE", help="a file, a folder, or -"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        missing = []
        for place in options["places"]:
            try:
                for name, raw in _messages(place):
                    self.stdout.write(f"{name}: {take(raw)}")
            except OSError as error:
                missing.append(f"{place}: {error.strerror or error}")
        if missing:
            raise CommandError("Could not be opened: " + "; ".join(missing))


def _messages(place: str) -> Iterator[tuple[str, bytes]]:
    """Every message in a place, with a name for it; never more than one byte past the limit."""
    if place == "-":
        yield "standard input", sys.stdin.buffer.read(MOST_BYTES + 1)
        return
    path = Path(place)
    for file in _files(path) if path.is_dir() else [path]:
        with file.open("rb") as opened:
            yield file.name, opened.read(MOST_BYTES + 1)


def _files(folder: Path) -> Iterator[Path]:
    """The messages of a Maildir, or the files of any other folder."""
    own = [folder / name for name in MAILDIR if (folder / name).is_dir()]
    for place in own or [folder]:
        yield from sorted(path for path in place.iterdir() if path.is_file())
