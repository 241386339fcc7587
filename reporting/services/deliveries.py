"""An issued report on its way: sent to each person, sent again, received, downloaded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from jobs.services import enqueue
from reporting.enums import SEND_REPORT, FileFormat
from reporting.models import Delivery, Download, Report, ReportFile
from reporting.queries.deliveries import BOUNCED, FAILED, latest_job, state_of
from reporting.services.letters import first_key, next_key


def deliver(sender: User, report: Report, people: Iterable[User], now: datetime) -> None:
    """A delivery and its job for each person. Inside the transaction of whoever issues it."""
    for user in people:
        delivery = Delivery.objects.create(report=report, user=user, asked_at=now)
        _ask(sender, delivery, first_key(delivery))


@transaction.atomic
def send_again(*, by: User, delivery: Delivery) -> Delivery:
    """Send an issued report once more to somebody whom it did not reach.

    Pressed twice it is sent once: the letter's key is the same until it has gone out. Raises
    ValidationError when the last e-mail is on its way or arrived.
    """
    delivery = locked(delivery, "report", "user", "letter")
    if delivery.report.withdrawn_at is not None:
        raise ValidationError("This report was withdrawn, so it is sent to nobody any more.")
    state, reason = state_of(delivery, latest_job(delivery))
    if state not in (BOUNCED, FAILED):
        raise ValidationError(f"The e-mail to {delivery.user} is on its way or was sent.")
    delivery.asked_at = timezone.now()
    delivery.save(update_fields=["asked_at"])
    record(
        by=by,
        verb="sent report again",
        target=delivery,
        area_id=delivery.report.area_id,
        changes={"because": reason},
    )
    _ask(by, delivery, next_key(delivery))
    return delivery


@transaction.atomic
def confirm_receipt(*, by: User, delivery: Delivery, now: datetime | None = None) -> Delivery:
    """Keep the moment at which somebody said that they have the report. The first one stays.

    Raises ValueError when somebody else says it for them.
    """
    if delivery.user_id != by.pk:
        raise ValueError("Only the person who was sent a report says that they have it.")
    first = Delivery.objects.filter(pk=delivery.pk, received_at__isnull=True)
    if first.update(received_at=now or timezone.now()):
        area_id = delivery.report.area_id
        record(by=by, verb="received report", target=delivery, area_id=area_id)
    delivery.refresh_from_db(fields=["received_at"])
    return delivery


@transaction.atomic
def log_download(*, by: User, file: ReportFile, now: datetime | None = None) -> Download:
    """Keep that somebody took a document, with the hash of what they took. Appended."""
    return _log(by, file.report, file.format, file.sha256, now)


@transaction.atomic
def log_reading(*, by: User, report: Report, now: datetime | None = None) -> Download:
    """Keep that somebody read a report in the browser, with the hash of its snapshot. Appended.

    Raises ValueError for a report that is not frozen: there is nothing to read yet.
    """
    if report.snapshot is None:
        raise ValueError("A report in preparation is not read as an issued one is.")
    return _log(by, report, FileFormat.HTML, report.snapshot.sha256, now)


def _log(by: User, report: Report, kind: str, digest: str, now: datetime | None) -> Download:
    download: Download = Download.objects.create(
        report=report, format=kind, sha256=digest, user=by, at=now or timezone.now()
    )
    verb = "read report" if kind == FileFormat.HTML else "downloaded report"
    changes = {"sha256": digest}
    record(by=by, verb=verb, target=download, area_id=report.area_id, changes=changes)
    return download


def _ask(by: User, delivery: Delivery, key: str) -> None:
    report = delivery.report
    payload = {"delivery": delivery.pk, "report": report.pk, "key": key}
    enqueue(task=SEND_REPORT, payload=payload, by=by, area_id=report.area_id)
