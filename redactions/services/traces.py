"""What is left of words after they were taken out of the rows: files, logs, free pages of the
database. Done once the redaction is committed; done again it does no harm."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from redactions.queries.files import files_with, said
from redactions.rules.words import Sought
from updates.services import evidence_store

logger = structlog.get_logger(__name__)


def sweep(looked_for: Sought, mark: str, tables: Sequence[str]) -> None:
    """Clear files and free pages. What could not be cleared is logged by its place."""
    for line in clear_files(looked_for, mark):
        logger.warning("redaction.file_left", place=line)
    clear_free_pages(tables)


def clear_files(looked_for: Sought, mark: str) -> list[str]:
    """Take kept e-mails and made documents away, put the mark into logs; returns the places of
    files that still hold the words."""
    left = []
    for root, path in list(files_with(looked_for)):
        if _is_below(path, settings.EMAIL_FILE_PATH) or _is_below(path, settings.MEDIA_ROOT):
            path.unlink(missing_ok=True)
        elif not _marked(path, looked_for, mark):
            left.append(said(root, path, looked_for))
    return left


def forget_evidence(relative: str) -> None:
    """Take a file of evidence away; one that is gone already is no fault."""
    try:
        evidence_store.forget(relative)
    except (OSError, ValueError) as error:
        logger.warning("redaction.file_left", error=type(error).__name__)


def clear_free_pages(tables: Sequence[str]) -> None:
    """Have the database overwrite what it freed. PostgreSQL does so for the owner of the tables
    only: where the program is not, its administrator runs `sweep_redactions`."""
    if connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                for table in tables:
                    cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
    except DatabaseError as error:
        logger.warning("redaction.free_pages_left", error=type(error).__name__)


def _is_below(path: Path, folder: str | Path) -> bool:
    return path.is_relative_to(Path(folder).resolve())


def _marked(path: Path, looked_for: Sought, mark: str) -> bool:
    """Put the mark into a log; False for a file of another kind, or another name."""
    if path.suffix != ".log" or looked_for.spans(path.name):
        return False
    try:
        text = path.read_text(encoding="utf-8")
        with path.open("r+", encoding="utf-8") as file:
            file.write(looked_for.without(text, mark))
            file.truncate()
    except (OSError, UnicodeDecodeError):
        return False
    return True
