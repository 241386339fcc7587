"""A whole area taken in from its file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from archive.management.commands._file import add_file, file_from, key_from
from archive.rules.refusals import Refused
from archive.services.arrival import bring_in


class Command(BaseCommand):
    help = (
        "Brings an area in from its file: everything or nothing. It is refused where the key is "
        "wrong, the file is cut, altered or of another version, or the area is here already."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_file(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path = file_from(options["file"])
        try:
            came = bring_in(by=None, path=path, secret=key_from(options["key_file"]))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except DatabaseError as error:
            words = "The database refuses what is in it, so nothing was brought in"
            raise CommandError(f"{words}: {error}") from error
        arrival = came.arrival
        self.stdout.write(
            f"{came.area}: {arrival.rows:,} rows and {arrival.files:,} files are here, "
            f"{arrival.proven:,} of the rows held against the record of {arrival.made_by}."
        )
        for slug, address in came.addresses.items():
            self.stdout.write(f"The plan “{slug}” has the address “{address}” here.")
        if came.people_here:
            self.stdout.write(
                "These people had an account here before, and have the roles in the area that they "
                f"had there: {', '.join(came.people_here)}."
            )
        self.stdout.write(
            "Everybody else's account is switched off until an administrator lets them in."
        )
