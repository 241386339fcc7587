"""A plan's record with its words wound back to the end of an earlier day.

Ratings, dates and completions are appended and need no winding; what an edit overwrites (text,
number, timescale, place, leads) is put back from the audit record.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from actions.models import Action
from actions.queries.outlines import plan_outline
from actions.queries.record import PlanRecord
from actions.queries.standing import ActionRecord as Outline
from audit.models import Event
from committees.models import Meeting
from plans.enums import LegendBasis
from plans.models import Heading, LegendEntry, Plan

EDITED, LED = "edited action", "changed leads"
DATES = ("first_due", "due", "starts")
REWOUND = (
    "text", "number", "position", "expected_impact", "timescale_words", "timescale_kind", "kind",
    *DATES,
)  # fmt: skip


@dataclass(frozen=True)
class Leads:
    accountable: str
    contributing: Sequence[str]


@dataclass(frozen=True)
class Past:
    """What is loaded once for all days; `edits` are later than the first of them, newest first."""

    record: PlanRecord
    entries: Sequence[LegendEntry]
    edits: Mapping[int, Sequence[Event]]
    headings: Mapping[str, int]
    meetings: Mapping[int, date]

    def on(self, day: date) -> tuple[PlanRecord, dict[int, Leads]]:
        """The record as its words stood at the end of `day`, and the leads then."""
        leads = {item.action.pk: _leads(item) for item in self.record.actions}
        actions = [self._rewound(item, day, leads) for item in self.record.actions]
        return replace(self.record, actions=sorted(actions, key=_plan_order)), leads

    def _rewound(self, item: Outline, day: date, leads: dict[int, Leads]) -> Outline:
        later = [row for row in self.edits[item.action.pk] if _day_of(row) > day]
        if not later:
            return item
        action = copy.copy(item.action)
        for event in later:
            if event.verb == LED:
                leads[action.pk] = _led_before(event)
            else:
                _wind_back(action, event, self.headings)
        return replace(item, action=action)


def load(plan: Plan, days: Sequence[date], entries: Sequence[LegendEntry]) -> Past:
    """Everything for all days: the outline, later edits and, where there are any, more."""
    date_based = any(entry.legend.basis == LegendBasis.DATE for entry in entries)
    record = plan_outline(plan, max(days), date_based=date_based)
    edits = _edits(plan, min(days))
    moved = any("heading" in row.changes for rows in edits.values() for row in rows)
    added_at = {row.action.added_at_id for row in record.actions if row.action.added_at_id}
    meetings = Meeting.objects.filter(pk__in=added_at).values_list("pk", "held_on")
    return Past(
        record=record,
        entries=entries,
        edits=edits,
        headings=_names(plan) if moved else {},
        meetings=dict(meetings) if added_at else {},
    )


def _edits(plan: Plan, day: date) -> dict[int, list[Event]]:
    """Edits of the plan's actions after the end of a day, by action, newest first. One query."""
    after = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    rows = Event.objects.filter(
        target_type=Action._meta.label_lower,
        target_id__in=Action.objects.filter(plan=plan).values("pk"),
        verb__in=(EDITED, LED),
        at__gte=after,
    )
    found: dict[int, list[Event]] = defaultdict(list)
    for row in rows.order_by("-at", "-pk"):
        found[row.target_id or 0].append(row)
    return found


def _names(plan: Plan) -> dict[str, int]:
    """Headings by everything that they were ever called, the latest first. Two queries."""
    rows = {row.pk: row for row in Heading.objects.filter(plan=plan)}
    found = {str(row): pk for pk, row in rows.items()}
    edits = Event.objects.filter(target_type=Heading._meta.label_lower, target_id__in=list(rows))
    for event in edits.exclude(changes={}).order_by("-at", "-pk"):
        row = rows[event.target_id or 0]
        for name in {"number", "text"} & event.changes.keys():
            setattr(row, name, event.changes[name][0])
        found.setdefault(str(row), row.pk)
    return found


def _plan_order(item: Outline) -> tuple[str, int, int]:
    return (item.action.kind, item.action.position, item.action.pk)


def _day_of(event: Event) -> date:
    return timezone.localdate(event.at)


def _wind_back(action: Action, event: Event, headings: Mapping[str, int]) -> None:
    """Put the words back that stood before an edit. A heading that is gone since stays as it is."""
    for name, pair in event.changes.items():
        before = pair[0]
        if name in REWOUND:
            past = date.fromisoformat(before) if name in DATES and before else before
            setattr(action, name, past)
        elif name == "heading" and (before is None or before in headings):
            action.heading_id = headings[before] if before else None


def _leads(item: Outline) -> Leads:
    accountable = [row.post.title for row in item.leads if row.accountable]
    return Leads(
        "".join(accountable), [row.post.title for row in item.leads if not row.accountable]
    )


def _led_before(event: Event) -> Leads:
    """The leads before they were changed; of old events the first named was accountable."""
    names = list(event.changes["leads"][0])
    accountable = event.changes.get("accountable", [names[0] if names else ""])[0]
    if accountable in names:
        names.remove(accountable)
    return Leads(accountable, names)
