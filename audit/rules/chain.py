"""How the record is chained: what of a row is hashed, and how one link follows another.

Every text of a row goes into its digest by a salted hash of its own, so that one text can be taken
out and the rest still be verified: `docs/adr/0190-the-record-is-a-chain.md`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from hmac import digest as hmac_of
from typing import Any

# What the first link follows.
BEGINNING = "0" * 64
# The event that says what was entered when the chain began.
BEGAN = "began the chain"
# The event that says which rows of the record arrived with an area from another installation:
# `changes["arrived_key"]` has by table the first and last key of each run of them.
ARRIVED = "brought in an area"
# The event that says that texts were taken out of a row: its target; `changes["paths"]` says which.
REMOVED = "redacted"

Leaf = tuple[str, Any]


@dataclass(frozen=True)
class Salts:
    """How the texts of one row are hidden in its digest.

    From `root` each text's own salt is derived by its path. Where a text was taken out the root is
    gone, since the hash of a short text without its salt is soon guessed: then `others` holds the
    salts of those that stand, and `removed` the digests of those that do not.
    """

    root: str
    others: Mapping[str, str] = field(default_factory=dict)
    removed: Mapping[str, str] = field(default_factory=dict)

    def salt(self, path: str) -> bytes:
        """Raises KeyError where there is no salt for that path any more."""
        if self.root:
            return hmac_of(bytes.fromhex(self.root), path.encode(), "sha256")
        return bytes.fromhex(self.others[path])

    def of_text(self, path: str, text: str) -> str:
        if path in self.removed:
            return self.removed[path]
        return hmac_of(self.salt(path), text.encode("utf-8", "surrogatepass"), "sha256").hex()

    def without(self, values: Mapping[str, Any], paths: Iterable[str]) -> Salts:
        """The same for a row of which the texts at `paths` are taken out; `values` still holds
        them. Raises ValueError for a path at which no text stands."""
        texts = {path: leaf for path, leaf in leaves(values) if isinstance(leaf, str)}
        gone = {*paths, *self.removed}
        if unknown := sorted(gone - texts.keys() - self.removed.keys()):
            raise ValueError(f"There is no text at {', '.join(unknown)}")
        return Salts(
            root="",
            others={path: self.salt(path).hex() for path in texts if path not in gone},
            removed={path: self.of_text(path, texts.get(path, "")) for path in sorted(gone)},
        )


def leaves(values: Mapping[str, Any]) -> Iterator[Leaf]:
    """What a row holds, one by one: `(path, value)` by column, and inside JSON by its pointer
    ("changes/text/1"). A NULL column is a leaf as well; an empty list or object is one itself."""
    for column in sorted(values):
        yield from _inside(column, values[column])


def _inside(path: str, value: Any) -> Iterator[Leaf]:
    if isinstance(value, Mapping) and value:
        for name in sorted(value):
            yield from _inside(f"{path}/{_escaped(str(name))}", value[name])
    elif isinstance(value, list | tuple) and value:
        for place, item in enumerate(value):
            yield from _inside(f"{path}/{place}", item)
    else:
        yield path, value


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def row_digest(values: Mapping[str, Any], salts: Salts) -> str:
    """The digest of a row, columns and values. Raises KeyError for a text without a salt."""
    parts = [
        [path, {"text": salts.of_text(path, leaf)}]
        if isinstance(leaf, str) or path in salts.removed
        else [path, _plain(leaf)]
        for path, leaf in leaves(values)
    ]
    return sha256_of(parts)


def _plain(value: Any) -> Any:
    """A value in JSON's own types, alike on every database."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return [] if isinstance(value, list | tuple) else {} if value == {} else str(value)


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Entry:
    """What one link says: that a row stood so, or, without a digest, that it was taken away."""

    position: int
    at: datetime
    table: str
    key: int
    shape: int
    digest: str

    def follow(self, previous: str) -> str:
        """The hash of the link, after the one that has the hash `previous`."""
        facts = [self.position, moment(self.at), self.table, self.key, self.shape, self.digest]
        return sha256_of([previous, *facts])


def shape_number(table: str, columns: Iterable[str]) -> int:
    """The number of a set of columns of a table: what a link's digest is made of."""
    return int(sha256_of([table, sorted(columns)])[:15], 16)


def sha256_of(value: Any) -> str:
    """The fingerprint of a value as JSON without spaces."""
    return sha256(json.dumps(value, separators=(",", ":")).encode()).hexdigest()


def in_few_signs(head: str) -> str:
    """Where the record ends, for a letter: "1204:" and the first sixteen signs of the hash; "" of
    a record that has not begun."""
    position, colon, whole = head.partition(":")
    return f"{position}{colon}{whole[:16]}"
