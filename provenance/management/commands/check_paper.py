"""Which report a paper belongs to, for whoever runs the site."""

from __future__ import annotations

from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from provenance.queries.papers import Match, known_file, known_mark
from provenance.queries.written import (
    WrittenMatch,
    known_written_file,
    known_written_mark,
)
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
            digest = _digest(path)
            unknown += self._tell(str(path), known_file(digest), known_written_file(digest))
        for mark in options["mark"]:
            read = _mark(mark)
            unknown += self._tell(mark, known_mark(read), known_written_mark(read))
        if unknown:
            raise CommandError(f"Not known: {unknown}.")

    def _tell(self, name: str, matches: list[Match], written: list[WrittenMatch]) -> bool:
        """Whether nothing is known of it."""
        for row in matches:
            self.stdout.write(f"{name}: {row.what}. {row.report.title}, {row.report.plan}.")
            for line in row.told:
                self.stdout.write(f"  {line}")
        for paper in written:
            self.stdout.write(f"{name}: {paper.what}. {paper.paper}.\n  {paper.told}")
        if not (matches or written):
            self.stderr.write(f"{name}: no report is known by it.")
        return not (matches or written)


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
