"""Whether what was frozen and issued is still what it was: snapshots and files by their hashes."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from django.core.exceptions import ValidationError

from reporting.enums import FileState
from reporting.models import ReportFile, Snapshot
from reporting.queries.reports import content_of
from reporting.services import files


def faults() -> Iterator[str]:
    """One line for every snapshot or document that is not what its hash says, oldest first.

    A snapshot must fit the shape of its schema too: what cannot be read cannot be printed.
    """
    for snapshot in Snapshot.objects.order_by("pk").iterator(chunk_size=20):
        if sha256(snapshot.content.encode()).hexdigest() != snapshot.sha256:
            yield f"Snapshot {snapshot.pk} of {snapshot.as_of} does not have its SHA-256."
        elif unread := _unread(snapshot):
            yield f"Snapshot {snapshot.pk} of {snapshot.as_of} cannot be read. {unread}"
    ready = ReportFile.objects.filter(state=FileState.READY).select_related("report")
    for file in ready.order_by("pk"):
        try:
            files.checked(file)
        except ValidationError:
            yield f"File {file.pk} ({file}) is missing or does not have its SHA-256: {file.path}"


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
