"""An area taken in from its file: everything or nothing, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import file_digest
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from actions.models import Evidence
from archive.models import Arrival
from archive.queries.allotment import allot
from archive.queries.arrival import check, numbered, people_here, proven_rows
from archive.queries.contents import model_of
from archive.rules.arrival import Arrived, bytes_of
from archive.rules.contents import AGENCY, AREA, EVENT, TABLES, USER, VERSION
from archive.rules.document import Json, Reading
from archive.rules.keys import Keys
from archive.rules.refusals import Refused
from archive.rules.runs import runs
from archive.services.encryption import unlock_file
from archive.services.rows import write_rows
from audit.rules.chain import ARRIVED
from audit.services import record
from committees.models import Area
from editions.models import EditionFile
from jobs.services import made_files
from reporting.models import ReportFile
from updates.services import evidence_store

HERE_ALREADY = (
    "The area “%s” is here already. A file is brought in where its area is not; to see whether "
    "the two are alike, compare them."
)


@dataclass
class BroughtIn:
    """What came: how much of it, whose accounts were here before, which plans got another
    address."""

    arrival: Arrival
    people_here: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    @property
    def area(self) -> Area:
        return self.arrival.area


def read_file(path: Path, secret: str) -> Arrived:
    """What a file holds. Raises `Refused` in words where it cannot be opened, is not whole, or
    is not as it was written; nothing of it is trusted before its last byte was seen."""
    arrived = Arrived()
    unlock_file(path, secret, Reading(arrived.take))
    return arrived


def bring_in(*, by: User | None, path: Path, secret: str) -> BroughtIn:
    """Take an area in. Raises `Refused` where the file is not right or the area is here: then
    nothing was written, no row and no file."""
    arrived = read_file(path, secret)
    check(arrived)
    name = str(arrived.area["name"])
    same = Area.objects.filter(slug=arrived.area["slug"]) | Area.objects.filter(name=name)
    if same.exists():
        raise Refused(HERE_ALREADY % name)
    proven = proven_rows(arrived)
    kept: list[Callable[[], None]] = []
    try:
        with transaction.atomic():
            return _written(by, path, secret, arrived, proven, kept)
    except ValidationError as error:
        _take_back(kept)
        words = "; ".join(error.messages)
        raise Refused(f"It cannot be written here, so nothing was brought in: {words}") from error
    except BaseException:
        _take_back(kept)
        raise


def _take_back(kept: list[Callable[[], None]]) -> None:
    for forget in kept:
        forget()


def _written(
    by: User | None,
    path: Path,
    secret: str,
    arrived: Arrived,
    proven: int,
    kept: list[Callable[[], None]],
) -> BroughtIn:
    keys, here = _keys(arrived)
    addresses = numbered(arrived)
    write_rows(arrived, keys, addresses)
    unlock_file(path, secret, Reading(lambda section, item: _file(section, item, keys, kept)))
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    [area_key] = keys.table(AREA).values()
    arrival = Arrival.objects.create(
        area_id=area_key,
        made_at=datetime.fromisoformat(str(arrived.header["made_at"])),
        made_by=arrived.place[:200],
        record_head=str(arrived.header.get("record_head", ""))[:100],
        sha256=digest,
        rows=sum(map(len, arrived.rows.values())),
        files=len(arrived.files),
        proven=proven,
    )
    _record(by, arrival, keys, here)
    return BroughtIn(arrival, sorted(here), addresses)


def _keys(arrived: Arrived) -> tuple[Keys, list[str]]:
    """New keys for all rows; people and agencies that are here keep theirs."""
    keys = Keys(allot)
    people, agencies = people_here(arrived)
    keys.put(USER, {was: user.pk for was, user in people.items()})
    keys.put(AGENCY, agencies)
    for table in TABLES:
        keys.give(table, list(arrived.rows[table]))
    # things that are gone have versions still
    for table, gone in arrived.versioned().items():
        keys.give(table, sorted(gone))
    return keys, [str(user) for user in people.values()]


def _record(by: User | None, arrival: Arrival, keys: Keys, here: list[str]) -> None:
    """One event in the chain of this installation: what came, whence, and which rows of the
    record were written there."""
    arrived = {
        model_of(table)._meta.db_table: runs(keys.table(table).values())
        for table in (EVENT, VERSION)
    }
    changes = {
        "from": arrival.made_by,
        "made": arrival.made_at,
        "file": arrival.sha256,
        "head": arrival.record_head,
        "rows": arrival.rows,
        "files": arrival.files,
        "proven": arrival.proven,
        "accounts here": here,
        "arrived_key": arrived,
    }
    record(by=by, verb=ARRIVED, target=arrival.area, area_id=arrival.area_id, changes=changes)


def _file(section: str, item: Json, keys: Keys, kept: list[Callable[[], None]]) -> None:
    """Put one file where this installation keeps it."""
    if section != "files":
        return
    data, key = bytes_of(item), keys.table(str(item["table"]))[item["key"]]
    if item["table"] == "actions.evidence":
        row = Evidence.objects.select_related("action__plan").get(pk=key)
        path = evidence_store.write(row.action.plan.area_id, data)
        kept.append(lambda: evidence_store.forget(path))
        Evidence.objects.filter(pk=key).update(path=path)
    else:
        file = model_of(str(item["table"]))._default_manager.get(pk=key)
        assert isinstance(file, ReportFile | EditionFile)
        kept.append(partial(made_files.forget, file.place))
        made_files.put(file.place, data)
        file.path = file.place
        file.save(update_fields=["path"])
