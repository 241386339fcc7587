"""The file of an area as JSON, written and read line by line. Pure.

It is one JSON document that any program can read whole, and holds each row, each link of the proof
and each file on a line of its own, so that this one never holds all of it: `docs/leaving.md`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, NamedTuple

from archive.rules.refusals import Refused

FORMAT: Final = "cpcplan area"
VERSION: Final = 1
SECTIONS: Final = ("rows", "chain", "files")
# no row, and no file that was ever taken in, comes near these
LONGEST_LINE: Final = 256 * 1024 * 1024
MOST_LINES: Final = 5_000_000
LARGEST: Final = 20 * 1024**3

Json = dict[str, Any]


class Row(NamedTuple):
    """One row of a table as its columns hold it; `values` has the key's own column not in it."""

    table: str
    key: int
    values: Json


@dataclass
class Summary:
    """How many rows of each table, links and files were written."""

    rows: dict[str, int] = field(default_factory=dict)
    chain: int = 0
    files: int = 0


def lines(
    header: Json, rows: Iterable[Row], chain: Callable[[], Iterable[Json]], files: Iterable[Json]
) -> Iterator[bytes]:
    """The document, line by line. `chain` is asked when all rows are written."""
    seen, counted = sha256(), Summary()
    for line in _body(header, rows, chain, files, counted):
        seen.update(line)
        yield line
    end = {
        "rows": counted.rows,
        "chain": counted.chain,
        "files": counted.files,
        "sha256": seen.hexdigest(),
    }
    yield b'"end":' + _json(end) + b"\n}\n"


def _body(
    header: Json,
    rows: Iterable[Row],
    chain: Callable[[], Iterable[Json]],
    files: Iterable[Json],
    counted: Summary,
) -> Iterator[bytes]:
    yield b'{\n"header":' + _json(header) + b",\n"
    yield from _section("rows", (_counted(row, counted) for row in rows))
    for name, items in (("chain", chain()), ("files", files)):
        for number, line in enumerate(_section(name, items)):
            setattr(counted, name, max(0, number - 1))
            yield line


def _counted(row: Row, counted: Summary) -> Json:
    counted.rows[row.table] = counted.rows.get(row.table, 0) + 1
    return {"table": row.table, "key": row.key, "values": row.values}


def _section(name: str, items: Iterable[Json]) -> Iterator[bytes]:
    """A list: its name, an item a line, and its end."""
    yield f'"{name}":[\n'.encode()
    comma = b""
    for item in items:
        yield comma + _json(item) + b"\n"
        comma = b","
    yield b"],\n"


def _json(value: object) -> bytes:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


@dataclass
class Reading:
    """Takes the document's bytes as they come, and hands on its lines.

    `take` gets the name of a section and an item of it, the header first. Raises `Refused` for what
    is no such document; `finished` says whether its end was seen, and that its hash is right.
    """

    take: Callable[[str, Json], None]
    largest: int = LARGEST
    _left: bytearray = field(default_factory=bytearray)
    _section: str = ""
    _seen: Any = field(default_factory=sha256)
    _size: int = 0
    _lines: int = 0
    _counted: Summary = field(default_factory=Summary)
    _done: bool = False

    def feed(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self.largest:
            raise Refused("It is larger than any area's file. Nothing was brought in.")
        first, *more = data.split(b"\n")
        if not more:
            self._hold(first)
            return
        whole = [bytes(self._left) + first, *more[:-1]]
        self._left = bytearray()
        self._hold(more[-1])
        for line in whole:
            self._line(line)

    def _hold(self, data: bytes) -> None:
        self._left += data
        if len(self._left) > LONGEST_LINE:
            raise Refused("A line of it is longer than any that this program writes.")

    def _line(self, line: bytes) -> None:
        self._lines += 1
        if self._lines > MOST_LINES:
            raise Refused("It has more rows than any area's file. Nothing was brought in.")
        if self._done:
            if line not in (b"}", b""):
                raise Refused("Something stands behind its end: it was altered.")
            return
        if line.startswith(b'"end":'):
            self._end(_read(line[len(b'"end":') :]))
            return
        self._seen.update(line + b"\n")
        if line in (b"{", b"],", b""):
            self._section = "" if line == b"]," else self._section
        elif line.startswith(b'"header":'):
            self._header(_read(line[len(b'"header":') :].rstrip(b",")))
        elif (name := line.removesuffix(b":[").strip(b'"').decode("utf-8", "replace")) in SECTIONS:
            self._section = name
        else:
            self._item(_read(line.removeprefix(b",")))

    def _header(self, header: Json) -> None:
        if header.get("format") != FORMAT:
            raise Refused("This is not the file of an area.")
        if header.get("version") != VERSION:
            raise Refused(
                f"It is written in form {header.get('version')}, and this program reads form "
                f"{VERSION}. Bring the program up to the version that wrote it."
            )
        self.take("header", header)

    def _item(self, item: Json) -> None:
        if not self._section:
            raise Refused("This is not the file of an area.")
        if self._section == "rows":
            table = str(item.get("table"))
            self._counted.rows[table] = self._counted.rows.get(table, 0) + 1
        elif self._section == "chain":
            self._counted.chain += 1
        else:
            self._counted.files += 1
        self.take(self._section, item)

    def _end(self, end: Json) -> None:
        told = Summary(end.get("rows", {}), end.get("chain", 0), end.get("files", 0))
        if end.get("sha256") != self._seen.hexdigest() or told != self._counted:
            raise Refused(ALTERED)
        self._done = True

    def finished(self) -> None:
        """Raises `Refused` where the end has not come."""
        if not self._done:
            raise Refused(TRUNCATED)


ALTERED: Final = (
    "It is not as it was written: its hash does not fit what it holds, so it was altered or "
    "damaged. Nothing was brought in; ask for it again."
)
TRUNCATED: Final = (
    "Its end is missing: it was not copied whole. Nothing was brought in; copy it again."
)


def _read(line: bytes) -> Json:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise Refused("It is no JSON of this program's: it was altered or damaged.") from error
    if not isinstance(value, dict):
        raise Refused("It is no JSON of this program's: it was altered or damaged.")
    return value


def number_of(value: Mapping[str, Any], name: str) -> int:
    """A whole number that has to stand in an item."""
    number = value.get(name)
    if type(number) is not int:
        raise Refused(f"A row without its {name}: it was altered or damaged.")
    return number
