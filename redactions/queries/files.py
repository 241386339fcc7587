"""Where words stand in kept files: in their names and in their text."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from django.conf import settings
from django.db import connections
from pikepdf import PdfError

from actions.enums import EvidenceKind
from actions.models import Evidence
from guard.refusals import Refusal
from redactions.queries.places import Place
from redactions.rules.words import Sought
from updates.rules.evidence.words import words

_PACKAGES = (b"PK\x03\x04", b"PK\x05\x06")
_UNREADABLE = (Refusal, ValueError, KeyError, OSError, RuntimeError, BadZipFile, PdfError)
# the column of a place that is inside a file
IN_FILE: Final = "(file)"
_MOST = 64 * 1024 * 1024


def roots() -> list[Path]:
    """The folders in which the program keeps anything, none of them inside another."""
    named = {settings.DATA, settings.MEDIA_ROOT, getattr(settings, "EMAIL_FILE_PATH", None)}
    folders = {Path(one).resolve() for one in named if one}
    return sorted(one for one in folders if not folders & set(one.parents))


def kept_files() -> Iterator[tuple[Path, Path]]:
    """Each kept file with the folder that it is named from; the database's own are none."""
    own = tuple(str(one.settings_dict["NAME"]) for one in connections.all())
    for root in roots():
        for path in sorted(root.rglob("*")):
            if path.is_file() and not path.is_symlink() and not str(path).startswith(own):
                yield root, path


def files_with(sought: Sought) -> Iterator[tuple[Path, Path]]:
    """Those in whose name or text the words stand, each with its folder."""
    for root, path in kept_files():
        if sought.spans(path.name) or holds(path, sought):
            yield root, path


def holds(path: Path, sought: Sought) -> bool:
    """Whether the words stand in a file's text. One that goes away meanwhile holds nothing."""
    try:
        if path.stat().st_size > _MOST:
            return False
        data = path.read_bytes()
    except OSError:
        return False
    return any(sought.spans(text) for text in texts_of(data))


def texts_of(data: bytes) -> Iterator[str]:
    """The texts of a file as its content has them. What cannot be taken apart is read as it is."""
    ending = ""
    if data.startswith(b"%PDF-"):
        ending = ".pdf"
    elif data.startswith(_PACKAGES):
        ending = ".docx"  # all packages are read alike
    if ending:
        try:
            yield from words(data, ending)
        except _UNREADABLE:
            ending = ""
    if not ending:
        yield from _plain(data)


def _plain(data: bytes) -> Iterator[str]:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    yield data.decode(encoding, errors="replace")
    if b"MIME-Version:" in data[:4000]:
        for part in message_from_bytes(data, policy=policy.default).walk():
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes) and inside:
                yield from texts_of(inside)


def evidence_with(sought: Sought) -> list[Evidence]:
    """The files of evidence in whose text or name the words stand, that are still kept. One query
    and a look into each file."""
    rows = Evidence.objects.filter(kind=EvidenceKind.FILE, size__gt=0).order_by("pk")
    data = Path(settings.DATA)
    return [row for row in rows if sought.spans(row.title) or holds(data / row.path, sought)]


def places_in_evidence(sought: Sought) -> Iterator[Place]:
    """Where the words stand in the text of files of evidence: `path` is which of its texts."""
    for row in evidence_with(sought):
        for at, text in enumerate(evidence_texts(row)):
            if spans := sought.spans(text):
                yield Place(Evidence._meta.db_table, row.pk, IN_FILE, (at,), tuple(spans))


def evidence_texts(row: Evidence) -> list[str]:
    """The texts of a file of evidence; none where it is gone."""
    try:
        return list(texts_of((Path(settings.DATA) / row.path).read_bytes()))
    except OSError:
        return []


def said(root: Path, path: Path, sought: Sought) -> str:
    """Where a file lies below its folder; a name that holds the words itself is left out."""
    steps = [root.name, *path.relative_to(root).parts]
    return "/".join("…" if sought.spans(step) else step for step in steps)
