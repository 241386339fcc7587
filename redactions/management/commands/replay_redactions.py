"""Takes out once more what was taken out after a backup that was put back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from actions.models import Evidence
from redactions.rules.words import sought
from redactions.services.removal import Why, take_file, take_out
from redactions.services.replay import folder, kept_replays, words_restored


class Command(BaseCommand):
    help = (
        "After an older backup was put back: takes the words of every later redaction out again. "
        "Put the newest folder `redactions` back first. Run twice it does no harm."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=None, help="The folder; CPCPLAN_DATA/redactions if none."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for replay in kept_replays(options["folder"] or folder()):
            words = words_restored(replay)
            said = {**replay["said"], "replayed": True}
            texts = files = 0
            with transaction.atomic():
                for one in words:
                    out = take_out(sought(one), Why(None, None, said, replay["mark"]))
                    texts, files = texts + out[0], files + out[1]
                for row in Evidence.objects.filter(pk__in=replay["evidence"], size__gt=0):
                    take_file(row, Why(None, None, said, replay["mark"]))
                    files += 1
            what = f"taken out of {texts} texts and {files} files"
            self.stdout.write(f"Redaction {replay['redaction']}: {what}.")
