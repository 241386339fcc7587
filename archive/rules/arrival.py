"""What came with a file, and whether it can be taken in. Pure."""

from __future__ import annotations

from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, NamedTuple

from archive.rules.contents import AREA, TABLES, VERSION
from archive.rules.document import Json, Row, number_of
from archive.rules.references import OF_KIND
from archive.rules.refusals import Refused
from audit.enums import Kind

OTHER_FORM: Final = (
    "It was made by another version of this program: of %s it has %s. Bring both installations to "
    "the same version, and make the file again."
)
CHANGED_FILE: Final = (
    "A file in it, of %s %s, is not what its hash says: it was altered. Nothing was brought in."
)


class FileFact(NamedTuple):
    size: int
    sha256: str


@dataclass
class Arrived:
    """What a file holds, but the bytes of the files in it, which were only held against their
    hashes."""

    header: Json = field(default_factory=dict)
    rows: dict[str, dict[int, Json]] = field(default_factory=lambda: defaultdict(dict))
    chain: list[Json] = field(default_factory=list)
    files: dict[tuple[str, int], FileFact] = field(default_factory=dict)

    def take(self, section: str, item: Json) -> None:
        if section == "header":
            self.header = item
        elif section == "rows":
            self._row(item)
        elif section == "chain":
            self.chain.append(item)
        else:
            table, key = str(item.get("table")), number_of(item, "key")
            data = bytes_of(item)
            self.files[table, key] = FileFact(len(data), sha256(data).hexdigest())

    def _row(self, item: Json) -> None:
        table, key, values = str(item.get("table")), number_of(item, "key"), item.get("values")
        if table not in TABLES or not isinstance(values, dict):
            raise Refused(OTHER_FORM % (table, "rows, and this program knows no such table"))
        if key in self.rows[table]:
            raise Refused(f"It has {table} {key} twice: it was altered.")
        self.rows[table][key] = values

    def all_rows(self) -> Iterator[Row]:
        for table, rows in self.rows.items():
            for key, values in rows.items():
                yield Row(table, key, values)

    def versioned(self) -> dict[str, set[int]]:
        """By table the keys of the things of which there are versions, also where they are gone."""
        keys: dict[str, set[int]] = defaultdict(set)
        for values in self.rows[VERSION].values():
            keys[OF_KIND[Kind(values["kind"])]].add(values["key"])
        return keys

    @property
    def area(self) -> Json:
        """The area's own row."""
        if len(self.rows[AREA]) != 1:
            raise Refused("It does not hold one area: it was altered.")
        [values] = self.rows[AREA].values()
        return values

    @property
    def place(self) -> str:
        """Where it was made."""
        return str(self.header.get("made_by", "another installation"))


def bytes_of(item: Json) -> bytes:
    """The bytes of a file. Raises `Refused` where they are not what its hash says."""
    try:
        data = b64decode(str(item.get("bytes")), validate=True)
    except ValueError:
        data = b""
    if sha256(data).hexdigest() != item.get("sha256") or len(data) != item.get("size"):
        raise Refused(CHANGED_FILE % (item.get("table"), item.get("key")))
    return data


def same_form(header: Json, columns: Mapping[str, list[str]]) -> None:
    """Raises `Refused` where the file has other tables or columns than this program."""
    told = header.get("tables")
    there: Mapping[str, list[str]] = told if isinstance(told, dict) else {}
    for table in sorted({*there, *columns}):
        theirs, ours = set(there.get(table, ())), set(columns.get(table, ()))
        if theirs != ours:
            more, less = sorted(theirs - ours), sorted(ours - theirs)
            words = [f"{', '.join(more)} besides"] if more else []
            words += [f"no {', '.join(less)}"] if less else []
            raise Refused(OTHER_FORM % (table, " and ".join(words) or "no columns"))


def whole_rows(arrived: Arrived, columns: Mapping[str, list[str]]) -> None:
    """Raises `Refused` where a row has not the columns of its table."""
    for row in arrived.all_rows():
        if set(row.values) != set(columns[row.table]):
            raise Refused(f"{row.table} {row.key} in it is not whole: it was altered.")


def files_there(arrived: Arrived) -> None:
    """Raises `Refused` where a row names a file that is not in it, or another one."""
    evidence = [
        ("actions.evidence", "file", "kind"),
        ("reporting.reportfile", "ready", "state"),
        ("editions.editionfile", "ready", "state"),
    ]
    wanted = {
        (table, key): str(values["sha256"])
        for table, kind, column in evidence
        for key, values in arrived.rows[table].items()
        if values[column] == kind
    }
    if wanted.keys() != arrived.files.keys():
        raise Refused("The files in it are not those that its rows name: it was altered.")
    for (table, key), fact in arrived.files.items():
        if fact.sha256 != wanted[table, key]:
            raise Refused(CHANGED_FILE % (table, key))


# what was frozen or said, each beside its hash
HASHED: Final = (
    ("reporting.snapshot", "content"),
    ("editions.reportedition", "content"),
    ("figures.edition", "said"),
)


def hashes_right(arrived: Arrived) -> None:
    """Raises `Refused` where what was frozen or said is not what its hash says; words that were
    taken out since stand in the history, with the hash that is right from then on."""
    after = {
        (str(row["target_type"]), row["target_id"], row["changes"].get("sha256"))
        for row in arrived.rows["audit.event"].values()
        if isinstance(row["changes"], dict)
    }
    for table, column in HASHED:
        for key, values in arrived.rows[table].items():
            digest = sha256(str(values[column]).encode()).hexdigest()
            if digest != values["sha256"] and (table, key, digest) not in after:
                raise Refused(CHANGED_FILE % (table, key))
