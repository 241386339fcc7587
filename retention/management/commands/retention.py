"""What is kept long enough: `retention`; with `--remove` it goes, as it does every night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from committees.models import Area
from retention.queries.due import due, rule_of
from retention.services import remove_due
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Say for every area what is kept long enough by its own rule, or remove it."

    def add_arguments(self, parser: CommandParser) -> None:
        said = "the day, as 2026-11-30; today when it is left out"
        parser.add_argument("--on", type=day_argument, help=said)
        parser.add_argument("--remove", action="store_true", help="remove it now")

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["on"] or timezone.localdate()
        for area in Area.objects.order_by("name"):
            rule = rule_of(area)
            if not rule.pk:
                self.stdout.write(f"{area}: nobody has said how long what is kept; nothing goes")
                continue
            counts = (
                remove_due(by=None, area=area, today=today)
                if options["remove"]
                else due(area, rule, today).counts()
            )
            said = ", ".join(f"{kind} {count}" for kind, count in counts.items() if count)
            self.stdout.write(f"{area}: {said or 'nothing is due'}")
