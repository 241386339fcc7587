"""A plan's actions as they stood at the end of any day, in the fields that changes are told of.

Ratings, dates and completions are asked of the standings; words that an edit overwrites are read
from the versions that were kept. A test holds both equal to a snapshot frozen on that day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from actions.enums import ActionKind
from actions.queries.past import record_on
from actions.queries.record import plan_record
from actions.rules.overdue import NOT_UPDATED_LABEL
from actions.rules.record import ActionRecord as Recorded
from actions.rules.record import ActionState, Detail, EntryState, LeadState
from actions.rules.standing import PlanRecord, Standing
from audit.queries.versions import later_than
from committees.models import Meeting
from documents.enums import Canonical
from documents.schema.actions import ActionRecord
from documents.schema.content import NOT_UPDATED
from plans.models import Plan

# The fields of a snapshot's record that changes are told of.
COMPARED = (
    "id", "reference", "number", "text", "heading", "ongoing", "lead", "contributing", "timescale",
    "due", "due_proposed", "times_moved", "added_on", "withdrawn_on", "withdrawn_reason", "status",
    "status_label", "rating", "rating_label", "challenge", "reason", "completed_on", "days_late",
    "expected_impact", "adopted", "added_at_meeting", "reopened",
)  # fmt: skip
NESTED = {
    "challenge": ("canonical", "label", "on", "reason"),
    "adopted": ("canonical", "label", "reason", "lead_canonical", "lead_label"),
    "reopened": ("on", "reason"),
}


def compared(records: Iterable[ActionRecord], also_in: Sequence[ActionRecord] = ()) -> Any:
    """Frozen records in the fields compared; with `also_in`, only those that it holds too."""
    known = set(also_in[0]) if also_in else set(COMPARED)
    return [_compared(cast(Mapping[str, Any], record), known) for record in records]


def _compared(record: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    found = {name: record[name] for name in COMPARED if name in record and name in known}
    for name, parts in NESTED.items():
        if found.get(name):
            found[name] = {part: found[name][part] for part in parts}
    return found


def actions_on(plan: Plan, *days: date) -> list[list[ActionRecord]]:
    """The records of `plan` at the end of each of `days`, in a snapshot's order.

    A constant number of queries, however many actions and days. Only the fields `COMPARED`.
    """
    record = plan_record(plan, holders_on=max(days), detail=Detail.WORDS)
    later = later_than(min(days), plan_id=plan.pk, area_id=plan.area_id)
    views = [_View(day, record_on(record, later.on(day))) for day in days]
    meetings = _meetings(record)
    return [view.records(_Words(view.record.legend, meetings)) for view in views]


def _meetings(record: PlanRecord) -> dict[int, date]:
    """The days of the meetings that added actions. One query where there are any."""
    added_at = {row.action.added_at_id for row in record.actions if row.action.added_at_id}
    rows = Meeting.objects.filter(pk__in=added_at).values_list("pk", "held_on")
    return dict(rows) if added_at else {}


@dataclass(frozen=True)
class _Words:
    """What is printed beside a standing, loaded once."""

    entries: Sequence[EntryState]
    meetings: Mapping[int, date]

    def label(self, canonical: str, entry_id: int | None = None) -> str:
        """The legend's word for a state, as a snapshot chooses it."""
        if canonical == NOT_UPDATED:
            return NOT_UPDATED_LABEL
        fitting = [entry for entry in self.entries if entry.canonical == canonical]
        chosen = [entry for entry in fitting if entry.pk == entry_id] or fitting
        return chosen[0].label if chosen else str(Canonical(canonical).label)


class _View:
    """The plan on one day."""

    def __init__(self, day: date, record: PlanRecord) -> None:
        self.day, self.record = day, record
        self.standings = record.standings(day)
        self.completions = {item.action.pk: item.completions for item in record.actions}

    def records(self, words: _Words) -> list[ActionRecord]:
        """Those in the plan, then those that have left it."""
        gone = [
            item
            for item in self.record.actions
            if item.action.added_on <= self.day and not item.action.in_plan(self.day)
        ]
        rows = [self._record(row, words) for row in self.standings]
        return cast(list[ActionRecord], rows + [self._withdrawn(item, words) for item in gone])

    def _record(self, row: Standing, words: _Words) -> dict[str, Any]:
        done = row.completion if row.completion and not row.claimed else None
        return {
            **_plan_words(row.action, words),
            "lead": row.accountable.post.title if row.accountable else "",
            "contributing": _contributing(row.leads),
            "due": _iso(row.due),
            "due_proposed": _iso(row.proposed_due),
            "times_moved": row.times_moved,
            "withdrawn_on": None,
            "withdrawn_reason": "",
            "status": row.bucket,
            "status_label": words.label(row.bucket, row.entry_id),
            "rating": row.rating.value,
            "rating_label": words.label(row.rating.value, row.entry_id),
            "challenge": _challenge(row),
            "reason": _reason(row),
            "completed_on": _iso(done.completed_on) if done else None,
            "days_late": done.days_late if done else 0,
            "adopted": _adopted(row, words),
            "reopened": self._reopened(row.action, self.day),
        }

    def _withdrawn(self, item: Recorded, words: _Words) -> dict[str, Any]:
        action = item.action
        label = words.label(Canonical.WITHDRAWN.value)
        return {
            **_plan_words(action, words),
            "lead": "",
            "contributing": _contributing(item.leads),
            "due": _iso(action.due),
            "due_proposed": None,
            "times_moved": 0,
            "withdrawn_on": _iso(action.withdrawn_on),
            "withdrawn_reason": action.withdrawn_reason,
            "status": Canonical.WITHDRAWN.value,
            "status_label": label,
            "rating": Canonical.WITHDRAWN.value,
            "rating_label": label,
            "challenge": None,
            "reason": "",
            "completed_on": None,
            "days_late": 0,
            "adopted": None,
            "reopened": self._reopened(action, action.withdrawn_on),
        }

    def _reopened(self, action: ActionState, day: date | None) -> dict[str, Any] | None:
        """When and why a completion was last reopened by a day."""
        rows = [
            (row.reopened_on, row.pk, row.reopen_reason)
            for row in self.completions[action.pk]
            if row.reopened_on and day and row.reopened_on <= day
        ]
        if not rows:
            return None
        on, _, reason = max(rows)
        return {"on": on.isoformat(), "reason": reason}


def _plan_words(action: ActionState, words: _Words) -> dict[str, Any]:
    return {
        "id": action.pk,
        "reference": action.reference,
        "number": action.number,
        "text": action.text,
        "heading": action.heading_id,
        "ongoing": action.kind == ActionKind.ONGOING,
        "timescale": action.timescale_words,
        "added_on": action.added_on.isoformat(),
        "expected_impact": action.expected_impact,
        "added_at_meeting": _iso(words.meetings.get(action.added_at_id or 0)),
    }


def _challenge(row: Standing) -> dict[str, Any] | None:
    made = row.challenge
    if made is None:
        return None
    return {
        "canonical": made.canonical,
        "label": made.entry_label,
        "on": made.made_on.isoformat(),
        "reason": made.reason,
    }


def _adopted(row: Standing, words: _Words) -> dict[str, Any] | None:
    taken = row.adopted
    if taken is None:
        return None
    lead = row.lead_rating or row.rating
    return {
        "canonical": taken.canonical,
        "label": taken.entry_label,
        "reason": taken.reason,
        "lead_canonical": lead.value,
        "lead_label": words.label(lead.value),
    }


def _reason(row: Standing) -> str:
    """The reason as printed: the coordinator's wording where there is one; none in silence."""
    if row.silent or row.said is None:
        return ""
    moderated = row.checked.reason if row.checked else ""
    return moderated or row.said.reason


def _contributing(leads: Iterable[LeadState]) -> list[str]:
    return [lead.post.title for lead in leads if not lead.accountable]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
