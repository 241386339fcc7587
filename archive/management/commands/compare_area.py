"""A whole area here, beside its file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.management.commands._file import add_file, file_from, key_from
from archive.queries.comparison import results
from archive.rules.refusals import Refused
from archive.services.arrival import read_file
from committees.models import Area


class Command(BaseCommand):
    help = (
        "Compares an area that is here with its file, table by table and file by file. Ends with 1 "
        "where something differs; what came since is counted and no difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        add_file(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        path = file_from(options["file"])
        try:
            arrived = read_file(path, key_from(options["key_file"]))
            slug = arrived.area["slug"]
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        area = Area.objects.filter(slug=slug).first()
        if area is None:
            raise CommandError(f"The area “{arrived.area['name']}” is not here.")
        different = 0
        for result in results(arrived, area):
            if result.alike or result.different or result.besides:
                more = f", {result.besides} more here" if result.besides else ""
                said = f", {len(result.different)} different" if result.different else ""
                self.stdout.write(f"{result.table}: {result.alike} alike{said}{more}")
            for words in result.different[:20]:
                self.stderr.write(f"{result.table}, {words}")
            different += len(result.different)
        if different:
            raise CommandError(f"Different: {different}.")
        self.stdout.write("Nothing is lost, and nothing differs.")
