"""The page "What changed": its counts, each with the address of its own list. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboards.queries.changed import Changed
from dashboards.rules.addresses import Addresses, Count
from documents.difference.words import Part, parts
from documents.schema.changes import ChangeRecord
from documents.statuses import Tag, default_tag


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


def kinds_of(found: Changed, tags: Mapping[str, Tag], addresses: Addresses) -> list[Kind]:
    """Every kind that occurred. `tags` are the plan's legend's, by state."""
    return [
        Kind(
            key,
            found.labels[key],
            Count(len(rows), addresses.to(kind=key)),
            [_shown(row, found, tags) for row in rows],
        )
        for key, rows in found.by_kind.items()
    ]


def _shown(row: ChangeRecord, found: Changed, tags: Mapping[str, Tag]) -> Shown:
    then, now = _tags(row, tags)
    worded = row["kind"] == "wording" or row["field"] == "contributing"
    return Shown(
        record=row,
        text=found.texts[row["action"]] if row["field"] != "text" else "",
        before=then,
        after=now,
        words=parts(row["before"], row["after"]) if worded else (),
    )


def _tags(row: ChangeRecord, tags: Mapping[str, Tag]) -> Iterator[Tag | None]:
    for side in (("before", "before_status"), ("after", "after_status")):
        label, canonical = (str(row[name]) for name in side)
        yield _tag(label, canonical, tags) if canonical and label else None


def _tag(label: str, canonical: str, tags: Mapping[str, Tag]) -> Tag:
    tag = tags.get(canonical)
    return replace(tag, label=label) if tag else default_tag(canonical, label)
