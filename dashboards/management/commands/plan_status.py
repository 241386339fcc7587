"""How a plan stands on a day, in counts: the same as its dashboard's."""

import json
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from actions.queries.positions import Position, position
from actions.rules.overdue import BUCKETS, NOT_UPDATED
from documents.enums import Silence
from plans.queries.plan_argument import plan_called
from timescales.date_format import long_day
from timescales.day_argument import day_argument


class Command(BaseCommand):
    help = "Prints how a plan stands on a day: total, counts by status, overdue, silent, no lead."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("plan", help="its slug, key or title")
        parser.add_argument(
            "--as-of", type=day_argument, default=None, help="a day as 2024-03-31; today"
        )
        parser.add_argument("--json", action="store_true", help="print for a program to read")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of = options["as_of"] or timezone.localdate()
        stands = position(plan_called(options["plan"]), as_of)
        counted = figures(stands)
        if options["json"]:
            self.stdout.write(json.dumps(counted, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(_lines(stands, counted)))


def figures(stands: Position) -> dict[str, Any]:
    """Counts of rated actions; `ongoing` items stand apart. Every key is always there."""
    counted = Counter(row.bucket for row in stands.rated)
    matters = Counter(key for row in stands.rated for key in row.matters)
    return {
        "plan": stands.plan.slug,
        "as_of": stands.as_of.isoformat(),
        "total": len(stands.rated),
        "statuses": {key: counted[key] for key in BUCKETS},
        "overdue": matters["overdue"],
        "not_updated": counted[NOT_UPDATED],
        "silent": matters[Silence.UNANSWERED.value],
        "awaited": matters[Silence.AWAITED.value],
        "nobody_to_ask": matters[Silence.NOBODY.value],
        "not_asked": matters[Silence.NOT_ASKED.value],
        "no_lead": matters["no_lead"],
        "vacant_post": matters["vacant_post"],
        "group_alone": matters["group_alone"],
        "no_date": matters["no_date"],
        "ongoing": len(stands.ongoing),
    }


def _lines(stands: Position, counted: dict[str, Any]) -> list[str]:
    statuses = [(stands.tags[key].label, number) for key, number in counted["statuses"].items()]
    silences = [
        (Silence.UNANSWERED.label, counted["silent"]),
        (Silence.AWAITED.label, counted["awaited"]),
        (Silence.NOBODY.label, counted["nobody_to_ask"]),
        (Silence.NOT_ASKED.label, counted["not_asked"]),
    ]
    rest = [
        ("Overdue", counted["overdue"]),
        ("Open without a lead", counted["no_lead"]),
        ("Open, the lead's post vacant", counted["vacant_post"]),
        ("Open, nobody behind the group", counted["group_alone"]),
        ("Open without a date", counted["no_date"]),
        (stands.plan.ongoing_name, counted["ongoing"]),
    ]
    return [
        f"{stands.plan.title}, as it stood on {long_day(stands.as_of)}",
        *(f"{number:>5}  {label}" for label, number in [("Rated actions", counted["total"])]),
        *(f"{number:>5}    {label}" for label, number in statuses if number),
        *(f"{number:>5}      {label}" for label, number in silences if number),
        *(f"{number:>5}  {label}" for label, number in rest),
    ]
