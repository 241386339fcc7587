"""Where the documents of a report lie. A path is worked out from the report and its snapshot."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from reporting.models import Report, ReportFile

CHANGED = (
    "The %(document)s on the server is not the one that was made from the frozen report: it is "
    "missing or was changed, so it is not handed out. Ask whoever runs the program to put it back "
    "from the backup."
)


def relative_path(file: ReportFile) -> str:
    """The place of a file under the media folder: the same for every try at making it."""
    snapshot = file.report.snapshot
    mark = snapshot.sha256[:16] if snapshot else "none"
    return f"reports/{file.report_id}/{mark}-{file.template_version}.{file.format}"


def write(file: ReportFile, data: bytes) -> str:
    """Write a document whole or not at all; returns its SHA-256. Twice does no harm."""
    return put(relative_path(file), data)


def put(relative: str, data: bytes) -> str:
    """The same of any document at its place under the media folder."""
    target = absolute(relative)
    target.parent.mkdir(parents=True, exist_ok=True)
    half = target.with_name(f"{target.name}.{os.getpid()}.part")
    half.write_bytes(data)
    half.replace(target)
    return sha256(data).hexdigest()


def absolute(relative: str) -> Path:
    return Path(settings.MEDIA_ROOT) / relative


def forget(relative: str) -> None:
    """Take a file away; one that is gone already is no fault."""
    absolute(relative).unlink(missing_ok=True)


def checked(file: ReportFile) -> bytes:
    """The bytes of a document that is ready, if they still are those that were made.

    Raises ValidationError in words for a file that is gone or changed.
    """
    return bytes_of(file.path, file.sha256, file.get_format_display())


def bytes_of(relative: str, digest: str, document: str) -> bytes:
    """The same of any document that was put there, by its place and its SHA-256."""
    path = absolute(relative)
    data = path.read_bytes() if relative and path.is_file() else b""
    if sha256(data).hexdigest() != digest:
        raise ValidationError(CHANGED % {"document": document})
    return data


def download_name(file: ReportFile) -> str:
    """What a person's computer calls the file."""
    return f"{_name(file.report)}.{file.format}"


def proof_name(report: Report) -> str:
    """The same for a proof, which no folder should take for the report."""
    return f"{_name(report)}-proof.pdf"


def paper_name(report: Report, paper: str) -> str:
    """The same for a short paper made from the report; `paper` says how it ends."""
    return f"{_name(report)}-{paper}"


def _name(report: Report) -> str:
    name = slugify(f"{report.plan.area.name} {report.title}")
    return f"{name}-{report.as_of.isoformat()}-v{report.version}"
