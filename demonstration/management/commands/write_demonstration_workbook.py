from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from demonstration.queries.sources import SHAPES, read_source
from demonstration.queries.workbook import workbook
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Write a demonstration plan as the spreadsheet that a committee would have typed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--shape", choices=list(SHAPES), required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--today", type=day_argument, help="as in load_demonstration")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        source = read_source(SHAPES[options["shape"]])
        options["out"].write_bytes(workbook(source, today))
        timetable = source.timetable(today)
        self.stdout.write(
            f"{options['out']}: {source.name}, period "
            f"{timetable.period_start.isoformat()}..{timetable.period_end.isoformat()}"
        )
