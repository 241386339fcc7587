"""What others made of a lead's word, put into a snapshot's plain words beside the lead's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlsplit

from actions.enums import CompletionState
from actions.rules.moderation import Wording, heard, worded
from actions.rules.record import Completed
from actions.rules.standing import PlanRecord, Standing
from documents.schema.quarter import AdoptedRecord, EvidenceRecord, ReopenedRecord

Label = Callable[[str, int | None], tuple[str, str]]

COMMITTEE = "the committee"


def progress(standing: Standing) -> Wording:
    said, check = heard(standing), standing.checked
    if said is None:
        return Wording("")
    own = said.what_happened or ("Nothing to report." if said.nothing_to_report else "")
    return worded(own, check.what_happened if check else "")


def reason(standing: Standing) -> Wording:
    said, check = heard(standing), standing.checked
    return worded(said.reason if said else "", check.reason if said and check else "")


def remedy(standing: Standing) -> Wording:
    said, check = heard(standing), standing.checked
    return worded(said.recovery if said else "", check.recovery if said and check else "")


def worded_by(standing: Standing, *wordings: Wording) -> str:
    """Who moderated any of these words."""
    check = standing.checked
    return str(check.checked_by) if check and any(row.moderated for row in wordings) else ""


def adopted(standing: Standing, label: Label) -> AdoptedRecord | None:
    """The rules' proposal that somebody accepted, or the rating that the committee agreed, with the
    lead's own (rules 1 and 7)."""
    row = standing.adopted
    if row is None:
        return None
    lead = standing.lead_rating or standing.rating
    record: AdoptedRecord = {
        "canonical": row.canonical,
        "label": row.entry_label,
        "reason": row.reason,
        "by": COMMITTEE if row.agreed_on else str(row.decided_by),
        "on": row.decided_on.isoformat(),
        "lead_canonical": lead.value,
        "lead_label": label(lead.value, None)[1],
    }
    if row.agreed_on:
        record["meeting"] = row.agreed_on.isoformat()
    return record


def reopened(rows: Sequence[Completed], as_of: date) -> ReopenedRecord | None:
    """The latest completion of an action that was reopened by a day."""
    taken_back = [
        row
        for row in rows
        if row.state == CompletionState.REOPENED and row.reopened_on and row.reopened_on <= as_of
    ]
    if not taken_back:
        return None
    last = max(taken_back, key=lambda row: (row.reopened_on, row.pk))
    assert last.reopened_on is not None
    return {
        "on": last.reopened_on.isoformat(),
        "reason": last.reopen_reason,
        "by": str(last.reopened_by),
        "completed_on": last.completed_on.isoformat(),
    }


def evidence(plan: PlanRecord) -> dict[int, list[EvidenceRecord]]:
    """What was sent with the updates, by the update's pk: names and hosts, no paths."""
    by_update: dict[int, list[EvidenceRecord]] = {}
    for row in (row for item in plan.actions for row in item.shows):
        record: EvidenceRecord = {
            "title": row.title,
            "kind": row.kind,
            "host": urlsplit(row.url).hostname or "" if row.url else "",
        }
        by_update.setdefault(row.update_id, []).append(record)
    return by_update
