"""Do by hand what beat does by itself: make and move windows, and ask for the day's e-mails."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from reminders.services.day import run_day
from timescales.date_format import long_day
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Make and move update windows and ask for the day's e-mails; twice does nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        said = "the day, as 2026-11-30; today when it is left out"
        parser.add_argument("--on", type=day_argument, help=said)

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or timezone.localdate()
        windows, people = run_day(day)
        self.stdout.write(f"{long_day(day)}: windows {windows}, people written to {people}")
