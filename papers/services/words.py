"""A paper begun, and what people write in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, edit, locked, raise_version
from committees.models import Area, Meeting
from papers.enums import PaperKind
from papers.models import Paper, PaperPart
from papers.queries.interests import WROTE
from papers.queries.records import parts_of
from papers.rules.quotations import quotes
from reporting.enums import ReportState
from reporting.models import Report

TO_COME = "This meeting is still to come. Minutes are begun when it was held."
NOT_ISSUED = "A summary is made from an issued report that stands. This one is not."
AGREED = "This paper is agreed and stays as it is. Take it back with a reason to begin another."
WITHDRAWN = "This paper was taken back. Begin another."
NO_CONSENT = (
    "Something here stands between quotation marks. Say from whom consent to quote was had, and on "
    "which day; or say it in other words, without quotation marks."
)
BOTH = "Say both: from whom consent was had, and on which day."
LATER = "Consent is of a day that has come."


@transaction.atomic
def begin_minutes(*, by: User | None, meeting: Meeting, on: date) -> Paper:
    """The minutes of a meeting that was held; those that are begun already. Raises ValidationError
    for a meeting to come."""
    meeting = locked(meeting, "body__area")
    if meeting.held_on > on:
        raise ValidationError(TO_COME)
    known = Paper.objects.filter(meeting=meeting, withdrawn_at=None).first()
    area = meeting.body.area
    return known or _begun(by, Paper(kind=PaperKind.MINUTES, area=area, meeting=meeting), area)


@transaction.atomic
def begin_summary(*, by: User | None, report: Report) -> Paper:
    """The young people's summary of an issued report; the one that is begun already. Raises
    ValidationError for a report that is not issued, or was withdrawn."""
    report = locked(report, "area")
    if report.state != ReportState.ISSUED or report.withdrawn_at is not None:
        raise ValidationError(NOT_ISSUED)
    known = Paper.objects.filter(report=report, withdrawn_at=None).first()
    paper = Paper(kind=PaperKind.SUMMARY, area=report.area, report=report)
    return known or _begun(by, paper, report.area)


def _begun(by: User | None, paper: Paper, area: Area) -> Paper:
    paper.begun_by, paper.begun_at = by, timezone.now()
    paper.save()
    record(by=by, verb="began written paper", target=paper, area_id=area.pk, changes={})
    return paper


@transaction.atomic
def write_paper_part(
    *,
    by: User | None,
    paper: Paper,
    key: str,
    expected: int,
    words: str,
    consent_from: str = "",
    consent_on: date | None = None,
    today: date,
) -> PaperPart:
    """Put words under one part of a draft. `expected` is the version of what stands there, 0 where
    nothing does.

    Raises ValidationError for a paper that is agreed, and for a quotation without consent;
    EditConflict when somebody else wrote there since; ValueError for a part that it has not.
    """
    paper = locked(paper, "area", "meeting__body", "report__snapshot")
    refuse_unless_draft(paper)
    if key not in {part.asked.key for part in parts_of(paper, today)}:
        raise ValueError("Words stand under a part of the paper")
    _check(words, consent_from, consent_on, today)
    said: dict[str, Any] = {
        "words": words, "consent_from": consent_from, "consent_on": consent_on,
    }  # fmt: skip
    row = PaperPart.objects.filter(paper=paper, key=key).first()
    if row is None:
        if not words:
            return PaperPart(paper=paper, key=key, written_at=timezone.now())
        row = PaperPart(paper=paper, key=key, written_by=by, written_at=timezone.now(), **said)
        if expected:
            raise EditConflict(row)
        row.save()
        changes = {name: value for name, value in said.items() if value}
    else:
        changes = edit(row, said, expected=expected)
        if changes:
            row.written_by, row.written_at = by, timezone.now()
            row.save(update_fields=["written_by", "written_at"])
    if changes:
        raise_version(paper, expected=paper.row_version)
        record(by=by, verb=WROTE, target=row, area_id=paper.area_id, changes=changes)
    return row


def refuse_unless_draft(paper: Paper) -> None:
    """Raises ValidationError for a paper that is agreed or was taken back."""
    if paper.withdrawn_at is not None:
        raise ValidationError(WITHDRAWN)
    if paper.agreed_at is not None:
        raise ValidationError(AGREED)


def _check(words: str, consent_from: str, consent_on: date | None, today: date) -> None:
    if bool(consent_from) != (consent_on is not None):
        raise ValidationError({"consent_on": BOTH})
    if consent_on is not None and consent_on > today:
        raise ValidationError({"consent_on": LATER})
    if quotes(words) and not consent_from:
        raise ValidationError({"words": NO_CONSENT})
