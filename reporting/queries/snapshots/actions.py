"""Live standings put into a snapshot's plain words, one action at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from actions.enums import ActionKind, Origin, RevisionState
from actions.rules.overdue import NOT_UPDATED, NOT_UPDATED_LABEL
from actions.rules.record import ActionState, Completed, DateAsked, LeadState, PostState, Said
from actions.rules.standing import Standing
from committees.enums import Capacity, PostKind
from documents.enums import Canonical
from documents.schema.actions import ActionRecord, ChallengeRecord, MeasureRecord
from documents.schema.content import RevisionRecord
from documents.schema.quarter import EvidenceRecord
from plans.models import LegendEntry
from reporting.queries.snapshots import checks
from timescales.enums import TimescaleKind


@dataclass(frozen=True)
class Words:
    """What is needed beside a standing to put it into words. Loaded once for the whole plan."""

    entries: Sequence[LegendEntry]
    updates: Mapping[int, Said]  # the latest of each action, by the action's pk
    claims: Mapping[int, Said]  # the updates that claimed completion, by their own pk
    measures: Mapping[int, Sequence[MeasureRecord]]
    once_held: frozenset[int]  # posts that somebody has held at some time
    repeated: frozenset[str]  # action numbers that stand more than once
    evidence: Mapping[int, Sequence[EvidenceRecord]] = field(default_factory=dict)  # by update
    added: Mapping[int, date] = field(default_factory=dict)  # meetings, by the action's pk
    completions: Mapping[int, Sequence[Completed]] = field(default_factory=dict)  # by action

    def label(self, canonical: str, entry_id: int | None = None) -> tuple[str, str]:
        """Code and label in the legend's words, or the plain state where the legend has none."""
        if canonical == NOT_UPDATED:
            return "", NOT_UPDATED_LABEL
        fitting = [entry for entry in self.entries if entry.canonical == canonical]
        chosen = [entry for entry in fitting if entry.pk == entry_id] or fitting
        return (chosen[0].code, chosen[0].label) if chosen else ("", Canonical(canonical).label)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def record(standing: Standing, words: Words) -> ActionRecord:
    """One action as it stood. Silence prints as silence, whatever the last rating was (rule 3)."""
    action = standing.action
    code, label = words.label(standing.bucket, standing.entry_id)
    last = words.updates.get(action.pk)
    said = None if standing.silent else last
    values: dict[str, Any] = {
        **_plan_words(action, words, standing.as_of),
        **_leads(standing),
        "due_first": iso(standing.first_due),
        "due": iso(standing.due),
        "due_proposed": iso(standing.proposed_due),
        "times_moved": standing.times_moved,
        "status": standing.bucket,
        "status_code": code,
        "status_label": label,
        "rating": standing.rating.value,
        "rating_label": words.label(standing.rating.value, standing.entry_id)[1],
        "rated_on": iso(standing.rated_on),
        "silent": standing.silent,
        "overdue": standing.overdue,
        "days_overdue": standing.days_late,
        "challenge": _challenge(standing),
        **_completion(standing, words),
        "flags": flags(standing, words),
        **_quarter(standing, words, said),
    }
    values |= checks.worded(standing, said, values["difference"])
    return cast(ActionRecord, values)


def withdrawn(action: ActionState, leads: Sequence[LeadState], words: Words) -> ActionRecord:
    """An action that has left the plan: it is still accounted for, by those who contributed."""
    code, label = words.label(Canonical.WITHDRAWN.value)
    standing = Standing(
        action=action,
        as_of=action.withdrawn_on or action.added_on,
        rating=Canonical.WITHDRAWN,
        entry_id=None,
        bucket=Canonical.WITHDRAWN.value,
        silence=None,
        overdue=False,
        days_late=0,
        due=action.due,
        first_due=action.first_due,
        times_moved=0,
        leads=[lead for lead in leads if not lead.accountable],
    )
    changed = {"status_code": code, "status_label": label, "progress": "", "flags": []}
    return cast(ActionRecord, {**record(standing, words), **changed})


def revisions(standing: Standing, since: date) -> list[RevisionRecord]:
    """New dates that were asked for or decided since a day, or that still wait."""
    return [
        _revision(row, standing.as_of)
        for row in standing.revisions
        if row.requested_on >= since or not _decided(row, standing.as_of) or _late(row, since)
    ]


def flags(standing: Standing, words: Words) -> list[str]:
    """What a person should look at (rule 11): never guessed, only named."""
    action = standing.action
    lead = standing.accountable
    found = {
        "no_lead": lead is None and standing.rated,
        "vacant_post": lead is not None and _vacant(lead.post, words),
        "no_date": standing.no_date and standing.rated,
        "misplaced_timescale": action.timescale_kind == TimescaleKind.MISPLACED,
        "repeated_number": action.number in words.repeated,
    }
    return [name for name, is_so in found.items() if is_so]


def _plan_words(action: ActionState, words: Words, as_of: date) -> dict[str, Any]:
    # what leaves the plan after the day of the report still stands in it on that day
    gone = action.withdrawn_on is not None and action.withdrawn_on <= as_of
    return {
        "id": action.pk,
        "reference": action.reference,
        "number": action.number,
        "text": action.text,
        "heading": action.heading_id,
        "ongoing": action.kind == ActionKind.ONGOING,
        "timescale": action.timescale_words,
        "timescale_kind": action.timescale_kind,
        "added_on": action.added_on.isoformat(),
        "withdrawn_on": iso(action.withdrawn_on if gone else None),
        "withdrawn_reason": action.withdrawn_reason if gone else "",
        "expected_impact": action.expected_impact,
        "origin": Origin(action.origin).label,
        "measures": list(words.measures.get(action.pk, ())),
    }


def _leads(standing: Standing) -> dict[str, Any]:
    lead = standing.accountable
    return {
        "lead": lead.post.title if lead else "",
        "lead_holder": _holder(lead.post) if lead else "",
        "contributing": [row.post.title for row in standing.leads if not row.accountable],
    }


def _holder(post: PostState) -> str:
    """Who holds the post on the snapshot's day."""
    return next((str(row.user) for row in post.present if row.capacity == Capacity.HOLDER), "")


def _vacant(post: PostState, words: Words) -> bool:
    """A post that was held and is not now. One that nobody was ever recorded for says nothing."""
    return post.kind == PostKind.POST and post.pk in words.once_held and not _holder(post)


def _challenge(standing: Standing) -> ChallengeRecord | None:
    row = standing.challenge
    if row is None:
        return None
    return {
        "canonical": row.canonical,
        "label": row.entry_label,
        "by": str(row.made_by),
        "on": iso(row.made_on),
        "reason": row.reason,
    }


def _quarter(standing: Standing, words: Words, said: Said | None) -> dict[str, Any]:
    """What the quarter brought beside the lead's words: checks, meetings, evidence."""
    pk = standing.action.pk
    claim = standing.completion.update_claiming_id if standing.completion else None
    about = dict.fromkeys(key for key in (said.pk if said else None, claim) if key)
    return {
        "adopted": checks.adopted(standing, words.label),
        "added_at_meeting": iso(words.added.get(pk)),
        "reopened": checks.reopened(words.completions.get(pk, ()), standing.as_of),
        "evidence_items": [row for key in about for row in words.evidence.get(key, ())],
        "sent_back": standing.returned is not None,
    }


def _completion(standing: Standing, words: Words) -> dict[str, Any]:
    row = standing.completion
    claim = words.claims.get(row.update_claiming_id) if row else None
    done = row is not None and not standing.claimed
    verifier = row.decided_by if row and done else None
    return {
        "evidence": claim.evidence if claim else "",
        "difference": claim.difference if claim else "",
        "completed_on": iso(row.completed_on) if row and done else None,
        "days_late": row.days_late if row and done else 0,
        "verified_by": str(verifier) if verifier else "",
        "awaiting_verification": standing.claimed,
    }


def _revision(row: DateAsked, as_of: date) -> RevisionRecord:
    decided = _decided(row, as_of)
    return {
        "action": row.action_id,
        "previous": row.from_due.isoformat(),
        "proposed": row.proposed_due.isoformat(),
        "reason": row.reason,
        "asked_on": row.requested_on.isoformat(),
        "asked_by": str(row.requested_by),
        "to_chief_officers": row.to_chief_officers,
        "state": row.state if decided else RevisionState.REQUESTED.value,
        "decided_by": str(row.decided_by) if decided and row.decided_by else "",
        "decided_on": iso(row.decided_on) if decided else None,
        "note": row.decision_note if decided else "",
    }


def _decided(row: DateAsked, as_of: date) -> bool:
    return row.decided_on is not None and row.decided_on <= as_of


def _late(row: DateAsked, since: date) -> bool:
    """Asked earlier and decided in the period."""
    return row.decided_on is not None and row.decided_on >= since
