"""The one writer of the guard's log."""

from collections.abc import Iterable
from typing import Protocol

from django.db import models

from audit.models import GuardEntry
from audit.services.record import SYSTEM
from documents.text import printable

NOBODY = "Somebody who had not signed in"


class Seen(Protocol):
    """What the guard saw; its place says in words which field or cell, not what stood there."""

    @property
    def place(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def reason(self) -> str: ...


def log_seen(
    *, by: models.Model | None, page: str, seen: Iterable[Seen], label: str = SYSTEM
) -> list[GuardEntry]:
    """Append one entry for each. `by` is None for the program itself, or with `label` for nobody
    that it knows; `page` is the name of the page or the command."""
    entries = [
        GuardEntry(
            by_id=by.pk if by else None,
            by_label=str(by)[:200] if by else label,
            page=page[:120],
            place=printable(one.place)[:200],
            kind=one.kind,
            outcome=one.outcome,
            reason=printable(one.reason)[:200],
        )
        for one in seen
    ]
    return GuardEntry.objects.bulk_create(entries)
