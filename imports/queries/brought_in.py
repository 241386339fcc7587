"""Whether the very same file was brought in before."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.utils import timezone

from audit.models import Event
from committees.models import Area
from plans.models import Plan
from plans.queries import IMPORTED
from sheets.rules.cells import Sheet, to_json
from timescales.date_format import long_day


@dataclass(frozen=True)
class BroughtIn:
    """A plan that stands, and when and by whom it came from the same file."""

    plan: Plan
    on: date
    by: str

    @property
    def words(self) -> str:
        return (
            f"This file is in already: it was brought in on {long_day(self.on)} by {self.by}, as "
            f"“{self.plan.title}”. Nothing in it has changed, so nothing was written. To bring it "
            "in otherwise, take that import back first."
        )


def fingerprint(sheets: tuple[Sheet, ...]) -> str:
    """The SHA-256 of what a file holds, read as sheets: its name and its date do not count."""
    said = json.dumps(to_json(sheets), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(said.encode()).hexdigest()


def brought_in(area: Area, mark: str) -> BroughtIn | None:
    """The plan of `area` that came from a file of this fingerprint; one that was taken back is
    none. One query, and one where there is such a plan."""
    rows = Event.objects.filter(area_id=area.pk, verb=IMPORTED, changes__sha256=mark)
    events = {row.target_id or 0: row for row in rows.order_by("-pk")}
    if not events:
        return None
    plan = Plan.objects.standing().filter(pk__in=events, area=area).order_by("pk").first()
    if plan is None:
        return None
    event = events[plan.pk]
    return BroughtIn(plan, timezone.localdate(event.at), event.actor_label)
