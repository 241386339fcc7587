"""A paper agreed by somebody who wrote none of it, handed out, and taken back."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked
from committees.enums import MeetingKind
from committees.models import Meeting, PostHolding
from committees.rules.interests import Matter, why_own
from documents.files.made import Made
from documents.phrases import listed
from handouts import written_files
from handouts.written import ACTIONS, WrittenRecord, fingerprint, only
from papers.enums import TOOK_WRITTEN, PaperKind
from papers.models import Paper
from papers.queries.interests import of_paper
from papers.queries.records import draft_record, parts_of, record_of, written_parts
from papers.services.words import WITHDRAWN, refuse_unless_draft
from reporting.enums import FileFormat, Marking
from timescales.date_format import long_day

WHICH_MEETING = "Choose the meeting that agreed them: a later one of the same group."
TO_COME = "That meeting is still to come."
UNWRITTEN = "These parts have no words yet: {}. Nobody but a person can write them."


@transaction.atomic
def agree_paper(
    *,
    by: User,
    paper: Paper,
    expected: int,
    marking: Marking,
    today: date,
    agreed_meeting: Meeting | None = None,
) -> Paper:
    """Agree a paper as it stands: from now on it is what is kept, under its hash.

    Minutes are agreed by a later meeting of the body that met, and whoever wrote none of them
    records that. Raises EditConflict when something was written since version `expected`, and
    ValidationError where somebody else has to agree it, a part has no words, or no meeting can have
    agreed it.
    """
    paper = locked(paper, "area", "meeting__body", "report__snapshot")
    refuse_unless_draft(paper)
    if paper.row_version != expected:
        raise EditConflict(paper)
    if why := why_own(Matter.PAPER, PostHolding.objects.party(by), of_paper(paper)):
        raise ValidationError(why)
    if paper.kind == PaperKind.MINUTES:
        _check_meeting(paper, agreed_meeting, today)
    parts, words = parts_of(paper, today), written_parts(paper)
    there = {key for key, row in words.items() if row.words}
    missing = [
        part.asked.heading for part in parts if part.asked.needed and part.asked.key not in there
    ]
    if missing:
        raise ValidationError(UNWRITTEN.format(listed([f"“{name}”" for name in missing])))
    paper.marking, paper.agreed_meeting = marking, agreed_meeting
    paper.agreed_by, paper.agreed_at = by, timezone.now()
    kept: WrittenRecord = {
        **draft_record(paper, parts, words),
        "draft": False,
        "state": _agreed(paper, by, today),
        "made_at": timezone.localtime(paper.agreed_at).isoformat(timespec="seconds"),
    }
    paper.content, paper.sha256 = kept, fingerprint(kept)
    paper.row_version = expected + 1
    paper.save()
    said = {"marking": marking.label, "sha256": paper.sha256, "state": kept["state"]}
    record(by=by, verb="agreed written paper", target=paper, area_id=paper.area_id, changes=said)
    return paper


@transaction.atomic
def withdraw_paper(*, by: User | None, paper: Paper, reason: str) -> Paper:
    """Take a paper back, with the reason; it stays in the record and is handed out no more."""
    paper = locked(paper)
    if not reason.strip():
        raise ValidationError({"reason": "Say why it is taken back."})
    if paper.withdrawn_at is None:
        paper.withdrawn_by, paper.withdrawn_at = by, timezone.now()
        paper.withdrawn_reason = reason
        paper.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        changes = {"reason": reason}
        record(by=by, verb="withdrew written paper", target=paper, area_id=paper.area_id,
               changes=changes)  # fmt: skip
    return paper


@transaction.atomic
def take_written_paper(
    *, by: User, paper: Paper, today: date, word: bool = False, part: str = ""
) -> Made:
    """The paper as PDF or Word, or its action list; kept with the hash of what was handed out.

    Raises ValidationError for one that was taken back.
    """
    if paper.withdrawn_at is not None:
        raise ValidationError(WITHDRAWN)
    made = made_of(record_of(paper, today), word=word, part=part)
    kind = FileFormat.DOCX if word else FileFormat.PDF
    said = {
        "paper": "Action list" if part == ACTIONS else paper.get_kind_display(),
        "of": ", ".join((kind.label, "draft" if paper.draft else "agreed")),
        "sha256": sha256(made.data).hexdigest(),
    }
    record(by=by, verb=TOOK_WRITTEN, target=paper, area_id=paper.area_id, changes=said)
    return made


def made_of(told: WrittenRecord, *, word: bool, part: str = "") -> Made:
    """What is printed, as a file; its foot bears the mark of the whole paper."""
    mark = fingerprint(told)
    shown = only(told, part) if part else told
    return (written_files.written_word if word else written_files.written_pdf)(shown, mark)


def _check_meeting(paper: Paper, agreed: Meeting | None, today: date) -> None:
    met = paper.meeting
    if agreed is None or met is None or agreed.body_id != met.body_id or agreed.pk == met.pk:
        raise ValidationError({"agreed_meeting": WHICH_MEETING})
    if agreed.held_on < met.held_on:
        raise ValidationError({"agreed_meeting": WHICH_MEETING})
    if agreed.held_on > today:
        raise ValidationError({"agreed_meeting": TO_COME})


def _agreed(paper: Paper, by: User, today: date) -> str:
    if paper.agreed_meeting is not None:
        way = (
            "by correspondence on"
            if paper.agreed_meeting.kind == MeetingKind.CORRESPONDENCE
            else f"at the {paper.agreed_meeting.what} of"
        )
        return f"Agreed {way} {long_day(paper.agreed_meeting.held_on)}; recorded by {by}."
    return f"Approved by {by} on {long_day(today)}."
