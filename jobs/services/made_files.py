"""Documents that jobs make: kept whole under the media folder, and handed out as they were made."""

import os
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from documents.files.made import Made
from jobs.enums import FileState
from jobs.models import MadeFile
from jobs.services.leases import Lease

CHANGED = (
    "The %(document)s on the server is not the one that was made from the frozen report: it is "
    "missing or was changed, so it is not handed out. Ask whoever runs the program to put it back "
    "from the backup."
)


def fill(held: Lease, file: MadeFile, place: str, make: Callable[[], Made]) -> None:
    """Make a document, keep it at `place` under the media folder, the same for every try, and end
    the job. Where it cannot be made its row says so, and the job is tried again."""
    rows = type(file)._default_manager.filter(pk=file.pk)
    held.progress(2, of=3, message="Setting the pages")
    try:
        made = make()
    except Exception:
        rows.update(state=FileState.FAILED)
        raise
    digest = put(place, made.data)
    with transaction.atomic():
        rows.update(
            state=FileState.READY,
            path=place,
            sha256=digest,
            size=len(made.data),
            pages=made.pages,
            made_at=timezone.now(),
        )
        held.finish({"file": file.pk, "pages": made.pages, "sha256": digest})


def put(relative: str, data: bytes) -> str:
    """Write a document whole or not at all; returns its SHA-256. Twice does no harm."""
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


def forget_later(rows: QuerySet[MadeFile]) -> None:
    """Take the files of all those rows away once it is committed that they go."""
    for path in rows.exclude(path="").values_list("path", flat=True):
        transaction.on_commit(partial(forget, path))


def checked(file: MadeFile) -> bytes:
    """The bytes of a document that is ready, if they still are those that were made.

    Raises ValidationError in words for a file that is gone or changed.
    """
    path = absolute(file.path)
    data = path.read_bytes() if file.path and path.is_file() else b""
    if sha256(data).hexdigest() != file.sha256:
        raise ValidationError(CHANGED % {"document": file.document})
    return data
