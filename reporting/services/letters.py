"""The e-mail that carries an issued report to one person: built when it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.queries import coordinators_of
from accounts.roles import Permission
from committees.permissions import may
from jobs.enums import FileState
from jobs.services import made_files
from letters.enums import LetterState
from letters.models import Letter
from letters.services import AlreadySent, Attachment, Draft, send_letter, send_once, write_letters
from reporting.enums import FileFormat, Marking
from reporting.models import Delivery, Report, ReportFile
from reporting.queries.reports import content_of
from reporting.services import files

KIND = "report"
WITHDRAWN = "withdrawn"


def first_key(delivery: Delivery) -> str:
    """The key of the first letter about this delivery."""
    return f"report:{delivery.report_id}:{delivery.user_id}"


def next_key(delivery: Delivery) -> str:
    """The key under which to send once more: the same until the last letter has gone out."""
    letter, first = delivery.letter, first_key(delivery)
    if letter is None:
        return first
    if letter.state == LetterState.WAITING:
        return letter.key
    turn = letter.key.removeprefix(f"{first}:")
    return f"{first}:{int(turn) + 1 if turn.isdigit() else 2}"


def post(delivery: Delivery, key: str) -> None:
    """Write and send the letter of `key`; nothing happens when it has gone out already.

    Raises ValidationError, for the job to fail with its words, when the PDF is not the one that
    was made, or the person may not read it any more.
    """
    user, report = delivery.user, delivery.report
    if not (user.is_active and may(user, Permission.REPORT_READ_ISSUED, report.area_id)):
        raise ValidationError(f"{user} has no account any more that reads issued reports here.")
    pdf = _pdf(report)
    data = made_files.checked(pdf)
    words = said(report, pdf)
    try:
        letter = _written(delivery, key, words)
    except AlreadySent:
        return
    attached = Attachment(files.download_name(pdf), data, "application/pdf")
    send_letter(letter, attachments=[attached])


def tell_withdrawn(delivery: Delivery) -> None:
    """Write and send that a report was withdrawn; nothing of what it said is repeated.

    Whoever was sent it is told, whatever they may read by now: they have a copy.
    """
    report, user = delivery.report, delivery.user
    if report.withdrawn_at is None:
        return
    page = settings.SITE_URL.rstrip("/") + reverse("report_detail", args=[report.pk])
    words = {"report": report, "page": page, "withdrawn_at": report.withdrawn_at}
    draft = Draft(
        key=f"withdrawn:{report.pk}:{user.pk}",
        user=user,
        address=user.email,
        subject=f"Withdrawn: {report.area}, {report.title}, version {report.version}",
        text=render_to_string("emails/report_withdrawn.txt", words),
        area_id=report.area_id,
    )
    send_once(by=None, kind=WITHDRAWN, draft=draft)


def subject(report: Report) -> str:
    """Marking, area and period: nothing of what the report says."""
    marking, version = report.get_marking_display(), f"version {report.version}"
    return f"{marking}: {report.area}, {report.title}, {version}"


class Said(TypedDict):
    """What the e-mail says, as its templates name it."""

    report: Report
    marking: str
    sensitive: bool
    decisions: Sequence[str]
    file_name: str
    sha256: str
    page: str
    receipt: str


def said(report: Report, pdf: ReportFile) -> Said:
    """What the e-mail says, for its two templates."""
    assert report.snapshot is not None
    site, key = settings.SITE_URL.rstrip("/"), [report.pk]
    return {
        "report": report,
        "marking": report.get_marking_display(),
        "sensitive": report.marking == Marking.OFFICIAL_SENSITIVE,
        "decisions": content_of(report.snapshot)["decisions"],
        "file_name": files.download_name(pdf),
        "sha256": pdf.sha256,
        "page": site + reverse("report_detail", args=key),
        "receipt": site + reverse("report_received", args=key),
    }


def _pdf(report: Report) -> ReportFile:
    pdf = report.files.filter(format=FileFormat.PDF, state=FileState.READY)
    file = pdf.select_related("report__plan__area").first()
    if file is None:
        raise ValidationError("The PDF is not ready, so nothing was sent.")
    return file


@transaction.atomic
def _written(delivery: Delivery, key: str, words: Said) -> Letter:
    report, user = delivery.report, delivery.user
    coordinators = coordinators_of([report.area_id], timezone.localdate())
    draft = Draft(
        key=key,
        user=user,
        address=user.email,
        subject=subject(report),
        text=render_to_string("emails/report.txt", words),
        html=render_to_string("emails/report.html", words),
        reply_to=[person.email for person in coordinators],
        area_id=report.area_id,
    )
    [letter] = write_letters(by=None, kind=KIND, drafts=[draft])
    Delivery.objects.filter(pk=delivery.pk).update(letter=letter)
    return letter
