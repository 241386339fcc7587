"""The one writer of the audit record."""

from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from audit.models import Event
from documents.text import all_printable, printable

SYSTEM = "cpcplan"
_ENCODER = DjangoJSONEncoder()


def record(
    *,
    by: models.Model | None,
    verb: str,
    target: models.Model,
    changes: Mapping[str, Any] | None = None,
    area_id: int | None = None,
    label: str = "",
) -> Event:
    """Append one event inside the caller's transaction: write and record stand or fall together.

    `by` is the person who acts, or None for the program itself. `changes` maps a field's name to
    `[before, after]` or to the value written; values are stored as JSON (dates as ISO text).
    `label` is what the target is called where its own words are not to be repeated.
    """
    return Event.objects.create(
        verb=verb,
        actor_id=by.pk if by else None,
        actor_label=str(by)[:200] if by else SYSTEM,
        area_id=area_id,
        target_type=target._meta.label_lower,
        target_id=target.pk,
        target_label=printable(label or str(target))[:300],
        changes=all_printable(_plain(changes or {})),
    )


def _plain(value: Any) -> Any:
    """The same value in JSON's own types; anything unknown to JSON becomes its words."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, models.Model):
        return str(value)
    return _ENCODER.default(value)
