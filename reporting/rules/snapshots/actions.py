"""How an action stood, put into a snapshot's plain words: the one writer of its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.enums import ActionKind, Origin, RevisionState
from actions.rules.facts import Shared
from actions.rules.lineage import Descent
from actions.rules.matters import group_alone, vacant
from actions.rules.moderation import difference as difference_of
from actions.rules.moderation import heard
from actions.rules.overdue import NOT_UPDATED, NOT_UPDATED_LABEL
from actions.rules.record import ActionRecord as Recorded
from actions.rules.record import Completed, DateAsked, EntryState, PostState, Said
from actions.rules.standing import PlanRecord, Standing
from committees.enums import Capacity
from documents.enums import Canonical
from documents.schema.actions import (
    ActionRecord,
    AgencyFields,
    BecameFields,
    BecameRecord,
    ChallengeRecord,
    ComparedRecord,
    DatedFields,
    DescentFields,
    MeasureRecord,
    RegionalFields,
    Silent,
    UntoldFields,
)
from documents.schema.content import RevisionRecord
from documents.schema.quarter import EvidenceRecord
from reporting.rules.snapshots import checks
from timescales.date_format import iso
from timescales.enums import TimescaleKind

TOLD: UntoldFields = {}  # a report's own record keeps nothing back


@dataclass(frozen=True)
class Names:
    """What is needed beside a standing to say what changed. Loaded once for the whole plan."""

    entries: Sequence[EntryState]
    completions: Mapping[int, Sequence[Completed]]  # by action

    def label(self, canonical: str, entry_id: int | None = None) -> tuple[str, str]:
        """Code and label in the legend's words, or the plain state where the legend has none."""
        if canonical == NOT_UPDATED:
            return "", NOT_UPDATED_LABEL
        fitting = [entry for entry in self.entries if entry.canonical == canonical]
        chosen = [entry for entry in fitting if entry.pk == entry_id] or fitting
        return (chosen[0].code, chosen[0].label) if chosen else ("", Canonical(canonical).label)


@dataclass(frozen=True)
class Words(Names):
    """What is needed to say all that a snapshot says."""

    claims: Mapping[int, Said]  # the updates that claimed completion, by their own pk
    measures: Mapping[int, Sequence[MeasureRecord]]
    repeated: frozenset[str]  # action numbers that stand more than once
    evidence: Mapping[int, Sequence[EvidenceRecord]]  # by update
    shared: Mapping[int, Shared]  # with whom, by action
    descents: Mapping[int, Descent]  # from which plans, by action
    became: Mapping[int, BecameRecord]  # when the plan ended, by action


def all_standings(record: PlanRecord, day: date) -> list[Standing]:
    """Every action that was ever in the plan up to a day: those that left it come last."""
    gone = [
        _last_standing(item)
        for item in record.actions
        if item.action.withdrawn_on is not None and item.action.withdrawn_on <= day
    ]
    return [*record.standings(day), *gone]


def _last_standing(item: Recorded) -> Standing:
    """How an action left the plan: it is still accounted for, by those who contributed."""
    action = item.action
    return Standing(
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
        leads=[lead for lead in item.leads if not lead.accountable],
    )


def compared(standing: Standing, names: Names) -> ComparedRecord:
    """An action as it stood, in the fields that changes are told of.

    Silence prints as silence, whatever the last rating was (rule 3).
    """
    action, lead = standing.action, standing.accountable
    # what leaves the plan after the day of the report still stands in it on that day
    gone = action.withdrawn_on is not None and action.withdrawn_on <= standing.as_of
    done = standing.completion if standing.completion and not standing.claimed else None
    return {
        "id": action.pk,
        "reference": action.reference,
        "number": action.number,
        "text": action.text,
        "heading": action.heading_id,
        "ongoing": action.kind == ActionKind.ONGOING,
        "lead": lead.post.title if lead else "",
        "contributing": [row.post.title for row in standing.leads if not row.accountable],
        "timescale": action.timescale_words,
        "due": iso(standing.due),
        "due_proposed": iso(standing.proposed_due),
        "times_moved": standing.times_moved,
        "added_on": action.added_on.isoformat(),
        "withdrawn_on": iso(action.withdrawn_on if gone else None),
        "withdrawn_reason": action.withdrawn_reason if gone else "",
        "status": standing.bucket,
        "status_label": names.label(standing.bucket, standing.entry_id)[1],
        "rating": standing.rating.value,
        "rating_label": names.label(standing.rating.value, standing.entry_id)[1],
        "challenge": _challenge(standing),
        "reason": checks.reason(standing).printed,
        "completed_on": iso(done.completed_on) if done else None,
        "days_late": done.days_late if done else 0,
        "expected_impact": action.expected_impact,
        "adopted": checks.adopted(standing, names.label),
        "added_at_meeting": iso(action.met_on),
        "reopened": checks.reopened(names.completions.get(action.pk, ()), standing.as_of),
        **_silence(standing),
    }


def record(standing: Standing, words: Words) -> ActionRecord:
    """One action as it stood, in everything that is printed of it."""
    action, lead = standing.action, standing.accountable
    claim = _claim(standing, words)
    progress, reason = checks.progress(standing), checks.reason(standing)
    remedy, difference = checks.remedy(standing), difference_of(standing, claim)
    return {
        **compared(standing, words),
        "lead_holder": _holder(lead.post) if lead else "",
        "timescale_kind": action.timescale_kind,
        "due_first": iso(standing.first_due),
        "status_code": words.label(standing.bucket, standing.entry_id)[0],
        "rated_on": iso(standing.rated_on),
        "silent": standing.silent,
        "overdue": standing.overdue,
        "days_overdue": standing.days_late,
        "progress": progress.printed,
        "remedy": remedy.printed,
        "evidence": claim.evidence if claim else "",
        "difference": difference.printed,
        "verified_by": _verifier(standing),
        "awaiting_verification": standing.claimed,
        "origin": Origin(action.origin).label,
        "measures": list(words.measures.get(action.pk, ())),
        "flags": flags(standing, words),
        "worded_by": checks.worded_by(standing, progress, reason, remedy, difference),
        "lead_progress": progress.lead,
        "lead_reason": reason.lead,
        "lead_remedy": remedy.lead,
        "lead_difference": difference.lead,
        "evidence_items": _evidence(standing, words),
        "sent_back": standing.returned is not None,
        **_days(standing),
        **_regional(words.shared.get(action.pk)),
        **_carried(words.descents.get(action.pk)),
        **_became(words.became.get(action.pk)),
        **_agencies(standing),
        **TOLD,
    }


def _silence(standing: Standing) -> Silent:
    return {
        "silence": standing.silence.value if standing.silence else "",
        "silence_words": standing.silence_words,
    }


def _agencies(standing: Standing) -> AgencyFields:
    """Whose the leads are; a group of several agencies is nobody's."""
    lead = standing.accountable
    others = [row.post.agency for row in standing.leads if not row.accountable]
    return {
        "agency": str(lead.post.agency or "") if lead else "",
        "contributing_agencies": [str(agency or "") for agency in others],
    }


def _regional(shared: Shared | None) -> RegionalFields:
    """With whom the action is shared; nothing where it is the area's alone."""
    return {"regional": {"group": shared.group, "areas": list(shared.areas)}} if shared else {}


def _carried(descent: Descent | None) -> DescentFields:
    """Through which plans it came; nothing where it began in its own."""
    if descent is None:
        return {}
    plans, added_on = list(descent.plans), descent.added_on.isoformat()
    return {"carried": {"plans": plans, "added_on": added_on}}


def _became(record: BecameRecord | None) -> BecameFields:
    return {} if record is None else {"became": record}


def _days(standing: Standing) -> DatedFields:
    """Who was asked, and the days of what is printed."""
    said, back, row = heard(standing), standing.returned, standing.completion
    return {
        **_silence(standing),
        "said_on": iso(said.as_at) if said else None,
        "sent_back_on": iso(back.checked_on) if back else None,
        "claimed_on": iso(row.completed_on) if row and standing.claimed else None,
        "verified_on": iso(row.decided_on) if row and not standing.claimed else None,
    }


def revisions(standing: Standing, since: date) -> list[RevisionRecord]:
    """New dates that were asked for or decided since a day, or that still wait."""
    return [
        _revision(row, standing.as_of)
        for row in standing.revisions
        if row.requested_on >= since or not _decided(row, standing.as_of) or _late(row, since)
    ]


def flags(standing: Standing, words: Words) -> list[str]:
    """What a person should look at (rule 11): never guessed, only named.

    Of what has left the plan nothing.
    """
    action = standing.action
    if standing.rating == Canonical.WITHDRAWN:
        return []
    lead = standing.accountable
    named = {
        "no_lead": lead is None and standing.rated,
        "vacant_post": vacant(standing),
        "group_alone": group_alone(standing),
        "no_date": standing.no_date and standing.rated,
        "misplaced_timescale": action.timescale_kind == TimescaleKind.MISPLACED,
        "repeated_number": action.number in words.repeated,
    }
    return [name for name, is_so in named.items() if is_so]


def _holder(post: PostState) -> str:
    """Who holds the post on the snapshot's day."""
    return next((str(row.user) for row in post.present if row.capacity == Capacity.HOLDER), "")


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


def _claim(standing: Standing, words: Words) -> Said | None:
    row = standing.completion
    if row is None or (standing.claimed and standing.returned):
        return None
    return words.claims.get(row.update_claiming_id)


def _verifier(standing: Standing) -> str:
    row = standing.completion
    return str(row.decided_by) if row and row.decided_by and not standing.claimed else ""


def _evidence(standing: Standing, words: Words) -> list[EvidenceRecord]:
    """What came with the last word and with the claim of completion."""
    said, claim = heard(standing), _claim(standing, words)
    about = dict.fromkeys(row.pk for row in (said, claim) if row)
    return [row for key in about for row in words.evidence.get(key, ())]


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
        "decided_by": row.decider if decided else "",
        "decided_on": iso(row.decided_on) if decided else None,
        "note": row.decision_note if decided else "",
    }


def _decided(row: DateAsked, as_of: date) -> bool:
    return row.decided_on is not None and row.decided_on <= as_of


def _late(row: DateAsked, since: date) -> bool:
    """Asked earlier and decided in the period."""
    return row.decided_on is not None and row.decided_on >= since
