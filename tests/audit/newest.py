"""What has to hold after every write: each row of a kind equals its newest version."""

from typing import Any

from django.db import models

from accounts.models import Agency
from actions.models import Action
from audit.enums import LATER_ONLY, Kind
from audit.models import Version
from committees.models import Body, Post
from figures.models import AudienceRule, Indicator
from outcomes.models import HighLevelOutcome, Measure
from plans.models import Heading, Legend, LegendEntry, Level, Plan

MODELS: dict[Kind, type[models.Model]] = {
    Kind.AGENCY: Agency,
    Kind.BODY: Body,
    Kind.POST: Post,
    Kind.PLAN: Plan,
    Kind.LEVEL: Level,
    Kind.HEADING: Heading,
    Kind.LEGEND: Legend,
    Kind.LEGEND_ENTRY: LegendEntry,
    Kind.OUTCOME: HighLevelOutcome,
    Kind.MEASURE: Measure,
    Kind.ACTION: Action,
    Kind.INDICATOR: Indicator,
    Kind.AUDIENCE: AudienceRule,
}
RELATED = {
    Kind.BODY: ("also_serves",),
    Kind.LEVEL: ("plan",),
    Kind.HEADING: ("plan",),
    Kind.LEGEND: ("plan",),
    Kind.LEGEND_ENTRY: ("legend__plan",),
    Kind.OUTCOME: ("plan", "headings"),
    Kind.MEASURE: ("plan", "outcomes"),
    Kind.ACTION: ("plan", "leads", "outcomes", "measures"),
}
Told = dict[tuple[str, int], tuple[Any, ...]]


def newest_versions() -> Told:
    """What the newest versions hold, by kind and key; nothing of what is gone, nor of what keeps
    versions from its first edit on (`tests/reporting/test_registers_past.py`)."""
    rows = Version.objects.exclude(kind__in=LATER_ONLY)
    newest = {(row.kind, row.key): row for row in rows}
    return {
        thing: (row.plan_id, row.area_id, row.state)
        for thing, row in newest.items()
        if not row.removed
    }


def rows_now() -> Told:
    """What the rows hold, in the same shape."""
    things = [
        row.thing()
        for kind, model in MODELS.items()
        for row in model.objects.prefetch_related(*RELATED.get(kind, ()))
    ]
    return {
        (thing.kind, thing.key): (thing.plan_id, thing.area_id, thing.state) for thing in things
    }
