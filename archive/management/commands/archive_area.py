"""A whole area in one file."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.services import archive_at_command_line
from archive.services.encryption import new_key
from committees.models import Area


class Command(BaseCommand):
    help = (
        "Writes everything of an area into one encrypted file, and tells the key that opens it "
        "once. It is recorded, and those who may confirm such a file are told by letter."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", metavar="SLUG", help="the area, as in its address")
        parser.add_argument("--out", required=True, metavar="FILE", help="the file to be made")
        parser.add_argument("--reason", default="", help="why it is made; it stands in the record")
        parser.add_argument(
            "--key-out",
            metavar="FILE",
            help="a new file for the key, readable by you alone; without it the key is printed",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        area = Area.objects.filter(slug=options["area"]).first()
        if area is None:
            slugs = ", ".join(Area.objects.order_by("slug").values_list("slug", flat=True))
            raise CommandError(f"There is no area {options['area']}. There are: {slugs}.")
        key, out = new_key(), Path(options["out"])
        if out.exists():
            raise CommandError(f"{out} is there already. Give another name.")
        if options["key_out"]:
            _keep(Path(options["key_out"]), key.secret)
        try:
            made = archive_at_command_line(
                area=area, target=out, lock=key.lock, reason=options["reason"]
            )
        except (ValidationError, OSError) as error:
            raise CommandError(f"No file was made: {error}") from error
        self.stdout.write(
            f"{area}: {made.rows:,} rows and {made.files:,} files in {out}, {made.size:,} bytes, "
            f"SHA-256 {made.sha256}."
        )
        if options["key_out"]:
            self.stdout.write(f"The key is in {options['key_out']}. Carry it apart from the file.")
        else:
            self.stdout.write(
                "The key that opens it is shown now and kept nowhere. Carry it apart from the file:"
            )
            self.stdout.write(key.secret)


def _keep(path: Path, secret: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CommandError(f"The key cannot be written: {error}") from error
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{secret}\n")
