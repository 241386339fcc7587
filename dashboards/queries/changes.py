"""What changed in a plan between any two days, or since a report: asked once, for page and command.

The same difference as a report prints (`documents.difference`); on the page each kind has its
count, with the address of its own list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboards.rules.addresses import Addresses, Count
from documents.difference import changes, measures
from documents.difference.texts import Part, parts
from documents.schema.actions import ComparedRecord
from documents.schema.changes import ChangeRecord
from documents.schema.content import SnapshotContent
from documents.schema.measures import COUNTED
from documents.statuses import Tag, default_tag
from plans.models import Plan
from plans.queries import headings_of
from reporting.queries import earlier_days
from reporting.queries.earlier_days import Stood


@dataclass(frozen=True)
class Changed:
    """The changes from the end of `since` to the end of `until`; `texts` are the actions' words."""

    plan: Plan
    since: date
    until: date
    changes: Sequence[ChangeRecord]
    texts: Mapping[int, str]

    @property
    def by_kind(self) -> dict[str, list[ChangeRecord]]:
        return changes.by_kind(self.changes)

    @property
    def actions(self) -> int:
        """How many actions the changes are of."""
        return len({change["action"] for change in self.changes} - {0})

    @property
    def labels(self) -> dict[str, str]:
        """What each kind is called; ongoing items as the plan calls them."""
        return {**changes.LABELS, "ongoing": self.plan.ongoing_name}


def between(plan: Plan, since: date, until: date) -> Changed:
    """What changed from the end of one day to the end of another. A constant number of queries."""
    before, after = earlier_days.stood_on(plan, since, until)
    return _changed(plan, since, until, before, after)


def since_frozen(
    plan: Plan,
    content: SnapshotContent,
    until: date,
) -> Changed:
    """What changed since a report was frozen, whatever was put in behind its day."""
    [live] = earlier_days.stood_on(plan, until)
    frozen = Stood([*content["actions"]], content["measures"])
    known = content["schema"] >= COUNTED
    return _changed(plan, date.fromisoformat(content["as_of"]), until, frozen, live, known=known)


def _changed(
    plan: Plan,
    since: date,
    until: date,
    before: Stood,
    after: Stood,
    *,
    known: bool = True,
) -> Changed:
    old, new = before.actions, after.actions
    names = {row["id"]: row["reference"] for row in new}
    told = measures.between(before.measures, after.measures, names, all_known=known)
    return Changed(
        plan=plan,
        since=since,
        until=until,
        changes=changes.between(old, new, _places(plan, old, new), told),
        texts={row["id"]: row["text"] for row in (*old, *new)},
    )


def _places(
    plan: Plan, before: Sequence[ComparedRecord], after: Sequence[ComparedRecord]
) -> dict[int, str]:
    """The names of headings, looked up only where an action has another one than before."""
    stood = {row["id"]: row["heading"] for row in before}
    if all(stood.get(row["id"], row["heading"]) == row["heading"] for row in after):
        return {}
    return {
        row.pk: f"{row.level.singular} {row.number}" if row.number else row.text
        for row in headings_of(plan)
    }


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


def kinds_of(changed: Changed, tags: Mapping[str, Tag], addresses: Addresses) -> list[Kind]:
    """Every kind that occurred. `tags` are the plan's legend's, by state."""
    return [
        Kind(
            key,
            changed.labels[key],
            Count(len(rows), addresses.to(kind=key)),
            [_shown(row, changed, tags) for row in rows],
        )
        for key, rows in changed.by_kind.items()
    ]


def _shown(row: ChangeRecord, changed: Changed, tags: Mapping[str, Tag]) -> Shown:
    then, now = _tags(row, tags)
    worded = row["kind"] == "wording" or row["field"] == "contributing"
    return Shown(
        record=row,
        text=changed.texts.get(row["action"], "") if row["field"] != "text" else "",
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
