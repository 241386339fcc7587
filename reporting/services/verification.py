"""Whether what was frozen and issued is still what it was: snapshots and files by their hashes."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from audit.models import Event
from audit.rules.chain import REMOVED as REDACTED
from reporting.enums import FileState
from reporting.models import ReportFile, Snapshot
from reporting.queries.reports import content_of
from reporting.services import files
from timescales.date_format import long_day


def faults() -> Iterator[str]:
    """One line for every snapshot or document that is not what its hash says, oldest first.

    A snapshot must fit the shape of its schema too: what cannot be read cannot be printed.
    """
    after = _after_redaction()
    for snapshot in Snapshot.objects.order_by("pk").iterator(chunk_size=20):
        if snapshot.fingerprint not in (snapshot.sha256, after.get(snapshot.pk)):
            yield f"Snapshot {snapshot.pk} of {snapshot.as_of} does not have its SHA-256."
        elif unread := _unread(snapshot):
            yield f"Snapshot {snapshot.pk} of {snapshot.as_of} cannot be read. {unread}"
    ready = ReportFile.objects.filter(state=FileState.READY).select_related("report")
    for file in ready.order_by("pk"):
        try:
            files.checked(file)
        except ValidationError:
            yield f"File {file.pk} ({file}) is missing or does not have its SHA-256: {file.path}"


def withdrawn() -> Iterator[str]:
    """One line for each document of a report that was withdrawn, with the hash that it had."""
    rows = ReportFile.objects.filter(state=FileState.WITHDRAWN).select_related("report__plan")
    for file in rows.order_by("pk"):
        report = file.report
        issued, gone = (long_day(localdate(day)) for day in (report.issued_at, report.withdrawn_at))
        yield f"File {file.pk} ({file}) {file.sha256}: issued {issued}, withdrawn {gone}."


def _after_redaction() -> dict[int, str]:
    """By the key of a snapshot the hash of what it says since words were taken out of it, as the
    record has it."""
    label = Snapshot._meta.label_lower
    rows = Event.objects.filter(verb=REDACTED, target_type=label).order_by("at", "pk")
    told = rows.values_list("target_id", "changes")
    return {int(key or 0): str(changes.get("sha256", "")) for key, changes in told}


def _unread(snapshot: Snapshot) -> str:
    """Why a snapshot does not fit the shape of its schema; "" when it does."""
    try:
        content_of(snapshot)
    except ValueError as error:
        return str(error)
    return ""


def verified() -> tuple[int, int]:
    """How many snapshots and documents there are to verify."""
    return Snapshot.objects.count(), ReportFile.objects.filter(state=FileState.READY).count()
