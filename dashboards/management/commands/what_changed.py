"""What changed in a plan between two days: the same as its page."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from dashboards.queries import changes
from dashboards.queries.changes import Changed
from documents.enums import ReportKind
from plans.models import Plan
from plans.queries.plan_argument import plan_called
from reporting.models import Report
from reporting.queries.reports import content_of, name_of
from timescales.date_format import day_range, long_day
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Prints what changed in a plan from the end of one day to the end of another."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="its slug, key or title")
        parser.add_argument(
            "--since", type=day_argument, help="a day as 2024-03-31; the last issued report"
        )
        parser.add_argument("--until", type=day_argument, default=None, help="a day; today")
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        since, until = options["since"], options["until"] or timezone.localdate()
        if since and since >= until:
            raise CommandError(f"Compare with a day before {long_day(until)}.")
        compared, name = _compared(plan_called(options["plan"]), since, until)
        if options["json"]:
            said = {**figures(compared), "compared_with": name}
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(compared, name)))


def _compared(plan: Plan, since: date | None, until: date) -> tuple[Changed, str]:
    """The changes, and what they are compared with: a day, else the last issued report."""
    if since:
        return changes.between(plan, since, until), long_day(since)
    report = Report.objects.last_issued(plan, until, ReportKind.QUARTERLY)
    if report is None or report.snapshot is None:
        raise CommandError("No report has been issued yet. Give the day to compare with: --since.")
    return changes.since_frozen(plan, content_of(report.snapshot), until), name_of(report)


def figures(compared: Changed) -> dict[str, Any]:
    """Counts by kind, noughts too, and every change."""
    return {
        "plan": compared.plan.slug,
        "since": compared.since.isoformat(),
        "until": compared.until.isoformat(),
        "counts": {key: len(compared.by_kind.get(key, [])) for key in compared.labels},
        "changes": list(compared.changes),
    }


def _lines(compared: Changed, name: str) -> Iterator[str]:
    days = day_range(compared.since, compared.until)
    yield f"{compared.plan.title}, {days}, compared with {name}"
    if not compared.changes:
        yield "Nothing changed."
    for kind, rows in compared.by_kind.items():
        yield f"{len(rows):>5}  {compared.labels[kind]}"
        for row in rows:
            yield f"         {row['sentence']}"
