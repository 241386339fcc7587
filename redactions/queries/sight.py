"""What a person may see of the places at which words stand: nothing that they could not open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from accounts.models import User
from accounts.roles import Permission
from audit.models import Event, Version
from committees.models import Area
from redactions.models import SeenPlace
from redactions.queries.columns import Table, table_of
from redactions.queries.held_words import text_at
from redactions.queries.places import Place
from redactions.rules.words import Sought

AROUND = 80
MOST_SHOWN = 10
# what repeats a text that stands elsewhere: shown where nothing else is
COPIES = ("reporting_snapshot", "editions_reportedition", "plans_planversion", "audit_event",
          "audit_version")  # fmt: skip
P = TypeVar("P", Place, SeenPlace)


@dataclass(frozen=True)
class Excerpt:
    """A text that a person may read, cut around the words."""

    where: str
    before: str
    words: str
    after: str


def readable(user: User, places: Iterable[Place]) -> list[Place]:
    """Those of the places that `user` may read. One query a table."""
    of_table: defaultdict[str, list[Place]] = defaultdict(list)
    for place in places:
        of_table[place.table].append(place)
    seen = []
    for name, rows in of_table.items():
        if table := table_of(name):
            keys = keys_seen(user, table, {row.row for row in rows})
            seen += [row for row in rows if row.row in keys]
    return seen


def keys_seen(user: User, table: Table, keys: Iterable[Any]) -> set[Any]:
    """The keys of those rows that `user` may read; of a table without a door, none."""
    model: Any = table.model
    chosen = model._base_manager.filter(pk__in=list(keys))
    if model in (Event, Version):
        areas = Area.objects.with_permission(user, Permission.HISTORY_READ)
        return set(chosen.filter(area_id__in=areas.values("pk")).values_list("pk", flat=True))
    rows = getattr(model, "objects", None)
    if rows is None or not hasattr(rows, "visible_to"):
        return set()
    return set(rows.visible_to(user).filter(pk__in=list(keys)).values_list("pk", flat=True))


def excerpts(user: User, places: Iterable[SeenPlace], sought: Sought) -> list[Excerpt]:
    """What `user` may read of a proposal's texts, the words in the middle of each. Texts that were
    changed meanwhile are left out; alike ones are shown once."""
    of_table: defaultdict[str, list[SeenPlace]] = defaultdict(list)
    for place in sorted(places, key=lambda row: row.table in COPIES):
        of_table[place.table].append(place)
    shown: dict[tuple[str, str, str], Excerpt] = {}
    for name, rows in of_table.items():
        table = table_of(name)
        keys = keys_seen(user, table, {row.key for row in rows}) if table else set()
        for row in rows:
            if table and row.key in keys and len(shown) < MOST_SHOWN:
                one = _excerpt(table, row, sought)
                if one:
                    shown.setdefault((one.before, one.words, one.after), one)
    return list(shown.values())


def _excerpt(table: Table, row: SeenPlace, sought: Sought) -> Excerpt | None:
    text = text_at(row.table, row.key, row.column, row.path)
    spans = sought.spans(text)
    if not spans:
        return None
    start, end = spans[0]
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if sought.spans(after):
        after = after[: sought.spans(after)[0][0]]
    names = {one.name: str(one.verbose_name) for one in table.columns}
    where = f"{table.model._meta.verbose_name}, {names.get(row.column, 'file')}"
    return Excerpt(where[:1].upper() + where[1:], before, text[start:end], after)
