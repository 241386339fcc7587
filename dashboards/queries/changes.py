"""The page "What changed": its counts, each with the address of its own list. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.rules.rag import NOT_UPDATED
from dashboards.queries.changed import Changed
from dashboards.rules.addresses import Addresses, Count
from documents.difference.words import Part, parts
from documents.schema.changes import ChangeRecord
from documents.statuses import DEFAULTS, Tag


@dataclass(frozen=True)
class Shown:
    """One change on the page: what is said after the reference, and what stood before and now."""

    record: ChangeRecord
    text: str
    before: Tag | None
    after: Tag | None
    words: Sequence[Part]

    @property
    def rest(self) -> str:
        return self.record["sentence"].removeprefix(self.record["reference"]).strip()


@dataclass(frozen=True)
class Kind:
    """One kind of change, how many, and those shown of it."""

    key: str
    label: str
    count: Count
    rows: Sequence[Shown]


def kinds_of(found: Changed, symbols: dict[str, str], addresses: Addresses) -> list[Kind]:
    """Every kind that occurred. `symbols` are those of the plan's legend by canonical state."""
    return [
        Kind(
            key,
            found.labels[key],
            Count(len(rows), addresses.to(kind=key)),
            [_shown(row, found, symbols) for row in rows],
        )
        for key, rows in found.by_kind.items()
    ]


def _shown(row: ChangeRecord, found: Changed, symbols: dict[str, str]) -> Shown:
    then, now = _tags(row, symbols)
    worded = row["kind"] == "wording" or row["field"] == "contributing"
    return Shown(
        record=row,
        text=found.texts[row["action"]] if row["field"] != "text" else "",
        before=then,
        after=now,
        words=parts(row["before"], row["after"]) if worded else (),
    )


def _tags(row: ChangeRecord, symbols: dict[str, str]) -> Iterator[Tag | None]:
    for side in (("before", "before_status"), ("after", "after_status")):
        label, canonical = (str(row[name]) for name in side)
        yield _tag(label, canonical, symbols) if canonical and label else None


def _tag(label: str, canonical: str, symbols: dict[str, str]) -> Tag:
    _, symbol, colour = DEFAULTS.get(canonical, DEFAULTS[NOT_UPDATED])
    return Tag(canonical, label, symbols.get(canonical, symbol), colour)
