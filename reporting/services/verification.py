"""Whether what was frozen and issued is still what it was: snapshots and files by their hashes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from actions.enums import EvidenceKind
from actions.models import Evidence
from audit.models import Event
from audit.queries import verification
from audit.queries.verification import HeldHead
from audit.rules.chain import REMOVED as REDACTED
from jobs.enums import FileState
from jobs.models import MadeFile
from jobs.services import made_files
from reporting.models import ReportFile, Snapshot
from reporting.queries.reports import content_of
from timescales.date_format import long_day

PRINTED_HEAD = re.compile(r'"record_head":"(\d+):([0-9a-f]{64})"')


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
    for ready in _documents():
        for file in ready.order_by("pk").iterator(chunk_size=100):
            try:
                made_files.checked(file)
            except ValidationError:
                said = "is missing or does not have its SHA-256"
                yield f"File {file.pk} ({file}) {said}: {file.path}"
    yield from _changed_evidence()


def _documents() -> list[QuerySet[MadeFile]]:
    """Those that are ready, of whatever was frozen: of reports and of what rooms above made."""
    kinds = sorted(MadeFile.__subclasses__(), key=lambda kind: kind._meta.label, reverse=True)
    return [kind._default_manager.filter(state=FileState.READY) for kind in kinds]


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


def _printed_heads() -> Iterator[HeldHead]:
    """The heads of the record that snapshots print which were frozen here: those that came with
    an area print where the record of another installation ended."""
    here = Snapshot.objects.filter(keys_here=None)
    for snapshot in here.order_by("pk").iterator(chunk_size=20):
        if printed := PRINTED_HEAD.search(snapshot.content):
            where = f"Snapshot {snapshot.pk} of {snapshot.as_of}"
            yield HeldHead(int(printed[1]), printed[2], where)


def _changed_evidence() -> Iterator[str]:
    """What a lead sent, by its hash; a file is read in pieces."""
    kept = Evidence.objects.filter(kind=EvidenceKind.FILE, update_shown__isnull=False)
    for pk, path, digest in kept.order_by("pk").values_list("pk", "path", "sha256").iterator():
        file = settings.DATA / path
        if not file.is_file():
            yield f"Evidence {pk} is missing: {path}"
        elif _digest(file) != digest:
            yield f"Evidence {pk} does not have its SHA-256: {path}"


def _digest(file: Path) -> str:
    with file.open("rb") as data:
        return file_digest(data, "sha256").hexdigest()


@dataclass(frozen=True)
class Outcome:
    """What was verified. `breaks` is read once, as it goes; `extent` says how much there is."""

    breaks: Iterator[str]

    def end(self) -> tuple[int, str]:
        """Where the chain ends: how many links, and the hash of the last."""
        end = verification.extent()
        return end.links, end.head

    def extent(self) -> str:
        end = verification.extent()
        snapshots = Snapshot.objects.count()
        documents = sum(ready.count() for ready in _documents())
        return (
            f"{snapshots} snapshots, {documents} documents, {end.links} links in the chain.\n"
            f"Its head: {end.links}:{end.head}"
        )


def verify(held: Iterable[HeldHead] = ()) -> Outcome:
    """Everything that was said, decided and issued, beside the chain and its own hashes."""
    heads = chain(_printed_heads(), held)
    rows = (f"{fault}" for fault in verification.breaks(heads))
    return Outcome(chain(rows, faults()))
