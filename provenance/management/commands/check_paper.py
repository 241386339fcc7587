"""Which report a paper belongs to, for whoever runs the site."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.queries.papers import Match, known_file, known_mark
from provenance.rules.marks import mark_of


class Command(BaseCommand):
    help = (
        "Says of files, or of the mark at the foot of a page, which report they belong to and "
        "whether it still counts. Ends with 1 where one is not known."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
        parser.add_argument(
            "--mark", action="append", default=[], help="from the foot of a page; may be repeated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["files"] and not options["mark"]:
            raise CommandError("Name a file, or give --mark with the mark at the foot of a page.")
        unknown = 0
        for path in options["files"]:
            unknown += self._tell(str(path), known_file(_digest(path)))
        for mark in options["mark"]:
            unknown += self._tell(mark, known_mark(_mark(mark)))
        if unknown:
            raise CommandError(f"Not known: {unknown}.")

    def _tell(self, name: str, matches: list[Match]) -> bool:
        """Whether nothing is known of it."""
        for row in matches:
            self.stdout.write(f"{name}: {row.what}. {row.report.title}, {row.report.plan}.")
            for line in row.told:
                self.stdout.write(f"  {line}")
        if not matches:
            self.stderr.write(f"{name}: no report is known by it.")
        return not matches


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as data:
            return file_digest(data, "sha256").hexdigest()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from error


def _mark(typed: str) -> str:
    try:
        return mark_of(typed)
    except ValueError as error:
        raise CommandError(f"{typed}: {error}") from error
