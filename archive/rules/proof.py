"""That the rows of the record are what they were in the installation they come from. Pure.

Of each row its newest link in that chain goes along, with the hash of the link before it: whether
the row fits its digest, and the link its hash, can be worked out from the file alone. That one link
leads to the next cannot, where rows of other areas stand between them, which do not go: who holds a
head that was printed can ask the first installation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from archive.rules.document import Json, number_of
from archive.rules.refusals import Refused
from audit.rules.chain import BEGINNING, Entry, Salts, row_digest, shape_number

NOT_AS_IT_WAS: Final = (
    "%s %s in it is not what it was when it was entered in the record of %s. The history was "
    "altered, so nothing was brought in."
)


class Proven(NamedTuple):
    """How many rows were held against their links, and how many of these follow one another."""

    rows: int = 0
    linked: int = 0


def link_item(link: Any, before: str, columns: Iterable[str]) -> Json:
    """One link as the file has it; `before` is the hash of the one before it."""
    return {
        "position": link.pk,
        "at": link.at.isoformat(),
        "table": link.table,
        "key": link.key,
        "shape": link.shape,
        "columns": sorted(columns),
        "salt": link.salt,
        "kept": link.kept,
        "digest": link.digest,
        "hash": link.hash,
        "before": before or BEGINNING,
    }


def proven(item: Json, values: Mapping[str, Any], place: str) -> None:
    """Hold a row against its link. Raises `Refused` where it is not what it was."""
    table, key = str(item.get("table")), number_of(item, "key")
    try:
        columns = list(item["columns"])
        salts = Salts(item["salt"], **(item["kept"] or {}))
        digest = row_digest({name: values[name] for name in columns}, salts)
        entry = Entry(
            number_of(item, "position"),
            datetime.fromisoformat(item["at"]),
            *(table, key, number_of(item, "shape"), digest),
        )
        right = shape_number(table, columns) == entry.shape and digest == item["digest"]
        right = right and entry.follow(item["before"]) == item["hash"]
    except (KeyError, ValueError, TypeError) as error:
        raise Refused(NOT_AS_IT_WAS % (table, key, place)) from error
    if not right:
        raise Refused(NOT_AS_IT_WAS % (table, key, place))


def linked(items: Iterable[Json]) -> int:
    """How many links follow the one before them in the file."""
    hashes = {item["position"]: item["hash"] for item in items}
    return sum(1 for item in items if item["before"] == hashes.get(item["position"] - 1, ""))
