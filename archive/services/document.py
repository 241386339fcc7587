"""The file of an area, made: read in one transaction, written line by line, encrypted."""

from __future__ import annotations

import os
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone

from actions.enums import EvidenceKind
from actions.models import Evidence
from archive.queries.contents import columns, queryset, rows_of
from archive.queries.proof import head, proof
from archive.rules.contents import TABLES
from archive.rules.document import FORMAT, VERSION, Json, Row, lines
from archive.services.encryption import lock_file
from committees.models import Area
from jobs.enums import FileState
from jobs.models import MadeFile
from jobs.services import made_files
from updates.services import evidence_store

CHANGED = (
    "“%s” on the server is missing or is not what was kept: verify the record, and put the file "
    "back from the backup. No file of the area was made."
)


class Made(NamedTuple):
    """What was written: the size and hash of the encrypted file, and how much is in it."""

    size: int
    sha256: str
    rows: int
    files: int


def header_of(area: Area) -> Json:
    return {
        "format": FORMAT,
        "version": VERSION,
        "area": {"key": area.pk, "name": area.name, "slug": area.slug},
        "made_at": timezone.now().isoformat(),
        "made_by": settings.SITE_URL,
        "record_head": head(),
        "tables": {table: [field.attname for field in columns(table)] for table in TABLES},
    }


def write_area(area: Area, target: Path, lock: str) -> Made:
    """Write the file of an area, encrypted for `lock`; whole or not at all.

    Raises ValidationError where a document or a piece of evidence is not what it was: nothing
    leaves that would not be verified on arrival.
    """
    counted = {"rows": 0, "files": 0}
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with transaction.atomic(), half.open("xb") as out:
            _as_of_one_moment()
            lock_file(document(area, counted), out, lock)
            out.flush()
            os.fsync(out.fileno())
        half.chmod(0o600)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    with target.open("rb") as made:
        digest = _digest(made)
    return Made(target.stat().st_size, digest, counted["rows"], counted["files"])


def document(area: Area, counted: dict[str, int]) -> Iterator[bytes]:
    """The document itself, line by line; `counted` is told how many rows and files it has."""
    keys: dict[str, list[int]] = defaultdict(list)

    def rows() -> Iterator[Row]:
        for row in rows_of(area):
            keys[row.table].append(row.key)
            counted["rows"] += 1
            yield row

    def files() -> Iterator[Json]:
        for item in files_of(area):
            counted["files"] += 1
            yield item

    return lines(header_of(area), rows(), lambda: proof(keys), files())


def files_of(area: Area) -> Iterator[Json]:
    """Evidence and documents as bytes, each beside its row and its hash."""
    evidence = queryset("actions.evidence", area).filter(kind=EvidenceKind.FILE)
    row: Evidence
    for row in evidence.order_by("pk").iterator(chunk_size=100):
        path = evidence_store.absolute(row.path)
        data = path.read_bytes() if path.is_file() else b""
        if sha256(data).hexdigest() != row.sha256:
            raise ValidationError(CHANGED % row.title)
        yield _file("actions.evidence", row.pk, data)
    for table in ("reporting.reportfile", "editions.editionfile"):
        documents = queryset(table, area).filter(state=FileState.READY)
        file: MadeFile
        for file in documents.order_by("pk").iterator(chunk_size=100):
            yield _file(table, file.pk, made_files.checked(file))


def _file(table: str, key: int, data: bytes) -> Json:
    return {
        "table": table,
        "key": key,
        "size": len(data),
        "sha256": sha256(data).hexdigest(),
        "bytes": b64encode(data).decode("ascii"),
    }


def _as_of_one_moment() -> None:
    """On PostgreSQL each statement would see what others wrote meanwhile; on SQLite whoever reads
    in a transaction sees one moment."""
    if connection.vendor == "postgresql" and not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _digest(made: object) -> str:
    return file_digest(made, "sha256").hexdigest()  # type: ignore[arg-type]
