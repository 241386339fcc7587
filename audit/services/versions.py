"""The one writer of versions: what anything was on a day is kept when it changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from audit.models import Sparing, Thing, Version, Versioned
from audit.services.record import SYSTEM


def keep(
    *,
    by: models.Model | None,
    row: Versioned,
    on: date | None = None,
    since: date | None = None,
    removed: bool = False,
) -> None:
    """Keep `row` as it stands now, inside the caller's transaction. Nothing changed, nothing kept.

    `on` is the day from which it is so, where that lies before today: what changed is then written
    into that day and into every later version, and no earlier day changes. `since` is the lower
    bound of a first version: None for what was there from the beginning. `removed` says that the
    row is gone. One query, and one more where something is kept.
    """
    thing = row.thing()
    if kept := _versions(thing):
        _append(by, thing, kept, on, removed=removed)
    else:
        Version.objects.create(**_values(by, thing), valid_from=since, state=dict(thing.state))


def keep_part(
    *, by: models.Model | None, row: Sparing, columns: Sequence[str], on: date | None = None
) -> None:
    """The same for a row of which `columns` alone were written: the others stand as they were kept
    and are not read again."""
    thing = row.part(*columns)
    if kept := _versions(thing):
        _append(by, thing, kept, on)
    else:
        keep(by=by, row=row)


def _append(
    by: models.Model | None,
    thing: Thing,
    kept: Sequence[Version],
    on: date | None,
    *,
    removed: bool = False,
) -> None:
    """What differs from the newest version, from a day on."""
    today = timezone.localdate()
    newest = kept[-1].state
    changes = {
        name: value
        for name, value in thing.state.items()
        if name not in newest or newest[name] != value
    }
    if not changes and kept[-1].removed == removed:
        return
    Version.objects.bulk_create(
        Version(
            **_values(by, thing),
            valid_from=day,
            state={**_state_on(kept, day), **changes},
            removed=removed,
        )
        for day in _days(kept, min(on or today, today))
    )


def keep_all(*, by: models.Model | None, rows: Iterable[Versioned]) -> None:
    """Keep many rows that are new and count from the beginning. One query."""
    Version.objects.bulk_create(
        Version(**_values(by, thing), state=dict(thing.state))
        for thing in (row.thing() for row in rows)
    )


def _values(by: models.Model | None, thing: Thing) -> dict[str, Any]:
    return {
        "kind": thing.kind,
        "key": thing.key,
        "plan_id": thing.plan_id,
        "area_id": thing.area_id,
        "by_id": by.pk if by else None,
        "by_label": str(by)[:200] if by else SYSTEM,
    }


def _versions(thing: Thing) -> list[Version]:
    """The versions of a thing in the order of their days; of one day the last comes last."""
    rows = Version.objects.filter(
        kind=thing.kind, key=thing.key, plan_id=thing.plan_id, area_id=thing.area_id
    )
    return list(rows)


def _state_on(kept: Sequence[Version], day: date) -> Mapping[str, Any]:
    """The state that held on a day; before the first version, the first."""
    holding = [row for row in kept if row.valid_from is None or row.valid_from <= day]
    return (holding or kept)[-1 if holding else 0].state


def _days(kept: Sequence[Version], effective: date) -> list[date]:
    """The days on which a change has to be written: its own, and those of later versions."""
    later = {row.valid_from for row in kept if row.valid_from and row.valid_from > effective}
    return [effective, *sorted(later)]
