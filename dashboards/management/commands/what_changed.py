"""What changed in a plan between two days: the same as its page."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dashboards.queries import changes
from dashboards.queries.changes import Changed
from reporting.management.commands._report import day_argument, find_plan
from timescales.date_format import day_range, long_day


class Command(BaseCommand):
    help = "Prints what changed in a plan from the end of one day to the end of another."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="its slug, key or title")
        parser.add_argument("--since", type=day_argument, required=True, help="a day as 2024-03-31")
        parser.add_argument("--until", type=day_argument, default=None, help="a day; today")
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until = options["since"], options["until"] or timezone.localdate()
        if since >= until:
            raise CommandError(f"Compare with a day before {long_day(until)}.")
        found = changes.between(find_plan(options["plan"]), since, until)
        if options["json"]:
            self.stdout.write(json.dumps(figures(found), ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(found)))


def figures(found: Changed) -> dict[str, Any]:
    """Counts by kind, noughts too, and every change."""
    return {
        "plan": found.plan.slug,
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "counts": {key: len(found.by_kind.get(key, [])) for key in found.labels},
        "changes": list(found.changes),
    }


def _lines(found: Changed) -> Iterator[str]:
    yield f"{found.plan.title}, {day_range(found.since, found.until)}"
    if not found.changes:
        yield "Nothing changed."
    for kind, rows in found.by_kind.items():
        yield f"{len(rows):>5}  {found.labels[kind]}"
        for row in rows:
            yield f"         {row['sentence']}"
