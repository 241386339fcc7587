from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from committees.enums import Nation
from committees.services import create_area


class Command(BaseCommand):
    help = "Make a partnership area. Then: add_person NAME EMAIL --area … --role administrator"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the area's name, as people write it")
        parser.add_argument("--nation", choices=Nation.values, default=Nation.SCOTLAND.value)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            area = create_area(by=None, name=options["name"], nation=options["nation"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{area.name} was made. Its short name in addresses is {area.slug}.")
