"""The one writer of versions: what anything was on a day is kept when it changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone

from audit.models import Sparing, Thing, Version, Versioned, plain
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


def keep_edit(
    *,
    by: models.Model | None,
    row: Versioned,
    changes: Mapping[str, Any],
    on: date | None = None,
) -> None:
    """Keep `row` after an edit, `changes` as `audit.services.edits.edit` gives them; `on` as for
    `keep`. Of a thing that was never edited before, what it was is kept first. Two queries."""
    thing = row.thing()
    was = {_column(row, name): _key(pair[0]) for name, pair in changes.items()}
    before = {**thing.state, **{name: was[name] for name in was if name in thing.state}}
    kept = _versions(thing) or [_first(by, thing, before)]
    _append(by, thing, kept, on)


def keep_removal(*, by: models.Model | None, row: Versioned) -> None:
    """Keep that `row` is gone, with what it was."""
    thing = row.thing()
    kept = _versions(thing) or [_first(by, thing, thing.state)]
    _append(by, thing, kept, None, removed=True)


def _first(by: models.Model | None, thing: Thing, state: Mapping[str, Any]) -> Version:
    return Version.objects.create(**_values(by, thing), state=dict(state))


def _column(row: Any, name: str) -> str:
    """The column of a field, which changes may call by its shorter name; any other name as it
    is."""
    names: dict[str, str] = {field.name: field.attname for field in row._meta.concrete_fields}
    return names.get(name, name)


def _key(value: Any) -> object:
    return plain(value.pk if isinstance(value, models.Model) else value)


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
