"""What others made of a lead's word, put into a snapshot's plain words beside the lead's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlsplit

from actions.enums import CompletionState
from actions.rules.record import Completed, Said
from actions.rules.standing import PlanRecord, Standing
from documents.schema.quarter import AdoptedRecord, EvidenceRecord, ReopenedRecord

Label = Callable[[str, int | None], tuple[str, str]]
MODERATED = {
    "progress": "what_happened",
    "reason": "reason",
    "remedy": "recovery",
    "difference": "difference",
}


def worded(standing: Standing, said: Said | None, difference: str) -> dict[str, str]:
    """The words to print and, where the coordinator moderated them, the lead's own beside them.

    `difference` is the lead's, from the claim of completion.
    """
    own = {
        "progress": progress(said),
        "reason": said.reason if said else "",
        "remedy": said.recovery if said else "",
        "difference": difference,
    }
    instead = _instead(standing, said)
    check = standing.checked
    return {
        **own,
        **instead,
        **{f"lead_{name}": own[name] if name in instead else "" for name in own},
        "worded_by": str(check.checked_by) if check and instead else "",
    }


def _instead(standing: Standing, said: Said | None) -> dict[str, str]:
    """The coordinator's wording of each field that has one; what silence hides stays hidden."""
    check = standing.checked
    if check is None or said is None:
        return {}
    claim = standing.completion
    claimed = claim is not None and claim.update_claiming_id == check.update_checked_id
    found = {name: getattr(check, field) for name, field in MODERATED.items()}
    return {
        name: words for name, words in found.items() if words and (name != "difference" or claimed)
    }


def progress(said: Said | None) -> str:
    if said is None:
        return ""
    return said.what_happened or ("Nothing to report." if said.nothing_to_report else "")


def adopted(standing: Standing, label: Label) -> AdoptedRecord | None:
    """The rules' proposal that somebody accepted, with the lead's own rating (rule 1)."""
    row = standing.adopted
    if row is None:
        return None
    lead = standing.lead_rating or standing.rating
    return {
        "canonical": row.canonical,
        "label": row.entry_label,
        "reason": row.reason,
        "by": str(row.decided_by),
        "on": row.decided_on.isoformat(),
        "lead_canonical": lead.value,
        "lead_label": label(lead.value, None)[1],
    }


def reopened(rows: Sequence[Completed], as_of: date) -> ReopenedRecord | None:
    """The latest completion of an action that was reopened by a day."""
    found = [
        row
        for row in rows
        if row.state == CompletionState.REOPENED and row.reopened_on and row.reopened_on <= as_of
    ]
    if not found:
        return None
    last = max(found, key=lambda row: (row.reopened_on, row.pk))
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
