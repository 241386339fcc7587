"""Has the database overwrite the space that words stood in before they were taken out."""

from typing import Any

from django.core.management.base import BaseCommand

from audit.models import Link
from redactions.queries.columns import tables
from redactions.services.traces import clear_free_pages


class Command(BaseCommand):
    help = (
        "Has the database overwrite what it freed (SQLite: VACUUM and checkpoint; PostgreSQL: "
        "VACUUM FULL of every table with words, for whoever owns them)."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        clear_free_pages([*(table.name for table in tables()), Link._meta.db_table])
        self.stdout.write("Swept.")
