"""Whether the record is what it was: the chain walked from its beginning, beside what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models
from django.db.models import Count, Exists, Max, OuterRef

from audit.databases.written import RECORD
from audit.models import Event, Head, Link, Shape
from audit.models.triggers import unguarded
from audit.queries.chain import columns_of, contents
from audit.rules.chain import ARRIVED, BEGAN, BEGINNING, REMOVED, row_digest, shape_number
from timescales.date_format import long_day

# Clocks of several servers differ by less, and no transaction lasts longer than the second.
CLOCKS = timedelta(minutes=5)
LONGEST = timedelta(hours=6)
# When a row says it was written, where its table is asked.
MOMENTS = {"audit_event": "at", "audit_version": "recorded_at", "audit_guardentry": "at"}
AT_ONCE = 500


class Break(NamedTuple):
    """Where the record is not what it was: the place in the chain (0 where there is none), the
    table and key of the row, and what is wrong with it."""

    position: int
    table: str
    key: int
    words: str

    def __str__(self) -> str:
        return f"{self.table} {self.key}: {self.words}" if self.table else self.words


class HeldHead(NamedTuple):
    """The end of the chain as it stood in something issued, and in what."""

    position: int
    hash: str
    where: str


@dataclass(frozen=True)
class Extent:
    """How much was verified."""

    links: int
    head: str


def extent() -> Extent:
    """Where the chain ends now."""
    head = Head.objects.first() or Head()
    return Extent(head.position, head.hash)


def breaks(held: Iterable[HeldHead] = ()) -> Iterator[Break]:
    """Every place where the record is not what the chain says, in the order of the chain; then
    what is in no link, what the database does not refuse, and the heads that others hold.

    Reads a bounded number of rows at once.
    """
    yield from _links()
    yield from _end()
    for model in _models():
        yield from _in_no_link(model)
    yield from _twice()
    for table, verb in unguarded(connection):
        yield Break(0, table, 0, f"the trigger that refuses {verb} is missing or switched off")
    for head in held:
        yield from _against(head)


def _models() -> list[type[models.Model]]:
    of_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [of_table[table] for table in (*RECORD.permanent, *RECORD.followed)]


def _links() -> Iterator[Break]:
    """The chain itself, and each row beside its newest link."""
    before = Link(pk=0, hash=BEGINNING)
    began = _began()
    while part := list(Link.objects.filter(pk__gt=before.pk).order_by("pk")[:AT_ONCE]):
        for link in part:
            yield from _follows(before, link)
            before = link
        yield from _rows(part, began)


def _follows(before: Link, link: Link) -> Iterator[Break]:
    if link.pk != before.pk + 1:
        missing = (
            f"link {before.pk + 1}"
            if link.pk == before.pk + 2
            else (f"links {before.pk + 1} to {link.pk - 1}")
        )
        yield Break(
            link.pk, link.table, link.key, f"{missing} before link {link.pk} of it are gone"
        )
    elif link.entry.follow(before.hash) != link.hash:
        yield Break(
            link.pk, link.table, link.key, f"its link {link.pk} does not follow the one before it"
        )
    if before.pk and link.at < before.at - CLOCKS:
        yield Break(link.pk, link.table, link.key, f"its link {link.pk} is dated back")


def _rows(part: list[Link], began: int) -> Iterator[Break]:
    """The rows that a part of the chain tells of, one table after another."""
    newest = _newest(part)
    of_shape: dict[tuple[str, int], list[Link]] = defaultdict(list)
    for link in newest:
        of_shape[link.table, link.shape].append(link)
    faults: list[Break] = []
    for (table, shape), links in of_shape.items():
        faults += _of_table(table, shape, links, began)
    yield from sorted(faults)


def _newest(part: list[Link]) -> list[Link]:
    """The links after which their row had no other: those that say what it is."""
    last = {(link.table, link.key): link for link in part}
    for table in {table for table, _ in last} & set(RECORD.followed):
        keys = [key for of, key in last if of == table]
        later = Link.objects.filter(table=table, key__in=keys, pk__gt=part[-1].pk)
        for key in later.order_by().values_list("key", flat=True):
            last.pop((table, key), None)
    return list(last.values())


def _of_table(table: str, shape: int, links: list[Link], began: int) -> Iterator[Break]:
    model = _model(table)
    if model is None:
        yield Break(links[0].pk, table, links[0].key, "is of a table that the record does not have")
        return
    columns = _columns(model, shape)
    if columns is None:
        first = links[0]
        yield Break(first.pk, table, first.key, f"link {first.pk} is of columns that are not there")
        return
    of_key = {link.key: link for link in links}
    there = set()
    removed = _removed(model, links)
    for key, values in contents(model, of_key, columns, "default"):
        there.add(key)
        words = _wrong(of_key[key], values, removed, began)
        if words and not _overtaken(of_key[key]):
            yield Break(of_key[key].pk, table, key, words)
    for key in sorted(set(of_key) - there):
        if of_key[key].digest and not _overtaken(of_key[key]):
            yield Break(
                of_key[key].pk, table, key, f"was deleted; link {of_key[key].pk} tells of it"
            )


def _overtaken(link: Link) -> bool:
    """Whether somebody changed a followed row since its link was read: its next link is read
    later, and is what the row is held against."""
    if link.table not in RECORD.followed:
        return False
    return Link.objects.filter(table=link.table, key=link.key, pk__gt=link.pk).exists()


def _model(table: str) -> type[models.Model] | None:
    return next((model for model in _models() if model._meta.db_table == table), None)


def _columns(model: type[models.Model], shape: int) -> list[str] | None:
    """The columns that a link is made of; None where the table does not have them any more."""
    now = columns_of(model)
    if shape == shape_number(model._meta.db_table, now):
        return now
    kept = Shape.objects.filter(pk=shape, table=model._meta.db_table).first()
    if kept is None or shape != shape_number(kept.table, kept.columns) or {*kept.columns} - {*now}:
        return None
    return sorted(kept.columns)


def _wrong(
    link: Link, values: Mapping[str, Any], removed: Mapping[int, set[str]], began: int
) -> str:
    """What is wrong with a row beside its link; "" where it is what it was."""
    if not link.digest:
        return f"is there again; link {link.pk} tells that it was deleted"
    salts = link.salts
    try:
        digest = row_digest(values, salts)
    except (KeyError, ValueError):
        return f"is not what it was, or has lost the salts by which link {link.pk} is verified"
    if digest != link.digest:
        return f"is not what it was when link {link.pk} was made, on {_day(link)}"
    if missing := sorted({*salts.removed} - removed.get(link.key, set())):
        return f"a text was taken out ({', '.join(missing)}) and no event says so"
    column = MOMENTS.get(link.table)
    late = column and link.pk > began and not _timely(values[column], link)
    if late and not _arrived(link):
        return f"says it was written on another day than link {link.pk}, on {_day(link)}"
    return ""


def _timely(said: Any, link: Link) -> bool:
    return bool(link.at - LONGEST <= said <= link.at + CLOCKS)


def _day(link: Link) -> str:
    return long_day(link.at.date())


def _removed(model: type[models.Model], links: list[Link]) -> dict[int, set[str]]:
    """The paths of texts that an event says were taken out, by the key of their row."""
    without = [link.key for link in links if link.kept]
    if not without:
        return {}
    told: dict[int, set[str]] = defaultdict(set)
    events = Event.objects.filter(
        verb=REMOVED, target_type=model._meta.label_lower, target_id__in=without
    )
    for key, changes in events.values_list("target_id", "changes"):
        told[int(key or 0)] |= set(changes.get("paths", ()))
    return told


def _began() -> int:
    """How many rows were entered when the chain was begun, later than they were written."""
    event = Event.objects.filter(verb=BEGAN).order_by("pk").first()
    return int(event.changes.get("rows", 0)) if event else 0


def _arrived(link: Link) -> bool:
    """Whether a row came with an area from another installation, as an event of the same
    transaction says: then it was written there, on the day that it says."""
    mine = Link.objects.filter(table=Event._meta.db_table, at=link.at).values("key")
    for event in Event.objects.filter(verb=ARRIVED, pk__in=mine):
        runs = event.changes.get("arrived_key", {}).get(link.table, [])
        if any(first <= link.key <= last for first, last in runs):
            return True
    return False


def _end() -> Iterator[Break]:
    """The head beside the link that it names; others may be adding to both meanwhile."""
    head = Head.objects.first() or Head()
    link = Link.objects.filter(pk=head.position).first()
    if head.position and (link is None or link.hash != head.hash):
        last = Link.objects.order_by("pk").last() or Link(pk=0)
        yield Break(
            last.pk,
            "",
            0,
            f"The chain ends at link {last.pk}, its head says {head.position}: it was cut.",
        )
    beyond = Link.objects.order_by("pk").last()
    if beyond and beyond.pk > (Head.objects.first() or Head()).position:
        yield Break(beyond.pk, beyond.table, beyond.key, f"link {beyond.pk} stands behind the head")


def _in_no_link(model: type[models.Model]) -> Iterator[Break]:
    table = model._meta.db_table
    link = Link.objects.filter(table=table, key=OuterRef("pk"))
    rows = model._base_manager.filter(~Exists(link)).order_by("pk")
    for key in rows.values_list("pk", flat=True).iterator():
        yield Break(0, table, key, "is in no link: it was written past the program")


def _twice() -> Iterator[Break]:
    """Rows that can have one link only and have another."""
    rows = Link.objects.filter(table__in=RECORD.permanent).order_by().values("table", "key")
    several = rows.annotate(links=Count("pk"), last=Max("pk")).filter(links__gt=1)
    for row in several.order_by("last"):
        yield Break(
            row["last"], row["table"], row["key"], f"was entered again by link {row['last']}"
        )


def _against(held: HeldHead) -> Iterator[Break]:
    """The chain beside a head that somebody holds: where they differ it was made anew."""
    link = Link.objects.filter(pk=held.position).first()
    if link is None and held.position:
        last = extent().links
        yield Break(
            0,
            "",
            0,
            f"{held.where} tells of {held.position} links; the chain has {last}: it was cut.",
        )
    elif link and not link.hash.startswith(held.hash.lower()):
        yield Break(
            link.pk,
            "",
            0,
            f"{held.where} has another hash for link {held.position}: "
            "the chain was made anew at or before it.",
        )
