"""Do by hand what beat does by itself: make and move windows, and ask for the day's e-mails."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reminders.services.day import run_day
from timescales.date_format import long_day


class Command(BaseCommand):
    help = "Make and move update windows and ask for the day's e-mails; twice does nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", help="the day, as 2026-11-30; today when it is left out")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            day = date.fromisoformat(options["on"]) if options["on"] else timezone.localdate()
        except ValueError as error:
            raise CommandError("--on wants a day like 2026-11-30.") from error
        windows, people = run_day(day)
        self.stdout.write(f"{long_day(day)}: windows {windows}, people written to {people}")
