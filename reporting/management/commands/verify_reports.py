"""Whether every frozen snapshot and every document is still the one that was made."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.services.verification import faults, verified, withdrawn


class Command(BaseCommand):
    help = "Verifies every snapshot and every document by its SHA-256, and says where one breaks."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = list(faults())
        for line in broken:
            self.stderr.write(line)
        for line in withdrawn():
            self.stdout.write(line)
        snapshots, documents = verified()
        if broken:
            raise CommandError(f"{len(broken)} of {snapshots + documents} are not what they were.")
        self.stdout.write(f"{snapshots} snapshots and {documents} documents are what they were.")
