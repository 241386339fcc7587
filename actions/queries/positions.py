"""How a whole plan stands on a day, ready to be counted and listed.

Dashboard, list, plan_status and data quality all read the same rows, so that a number and the list
behind it cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from actions.queries.movement import moves_of
from actions.queries.record import plan_record, record_on
from actions.queries.rows import Path, Row
from actions.rules.matters import matters_of
from actions.rules.overdue import BUCKETS
from actions.rules.record import Detail, EntryState
from actions.rules.standing import PlanRecord, Standing
from audit.models import Version
from documents.enums import Canonical
from documents.statuses import Tag, by_state, default_tag
from plans.enums import LevelRole
from plans.models import Heading, Level, Plan
from plans.queries import Branch, headings_of, headings_on, tree

# An ongoing item is not rated by design; "Not rated" would read as a gap.
ONGOING_ITEM = default_tag(Canonical.NOT_RATED, "Ongoing item")
ORDER = (*BUCKETS, Canonical.WITHDRAWN.value)


@dataclass(frozen=True)
class Position:
    """A plan on a day: `rows` are in it then; `gone` have left it since `since`.

    `earlier` is how its actions stood on `since`, `days_before` how they stood on other days.
    """

    plan: Plan
    as_of: date
    since: date
    record: PlanRecord
    legend: Sequence[EntryState]
    branches: Sequence[Branch]
    tags: Mapping[str, Tag]
    rows: Sequence[Row]
    gone: Sequence[Row]
    earlier: Sequence[Standing]
    days_before: Mapping[date, Sequence[Standing]] = field(default_factory=dict)

    @cached_property
    def rated(self) -> list[Row]:
        return [row for row in self.rows if row.standing.rated]

    @cached_property
    def ongoing(self) -> list[Row]:
        return [row for row in self.rows if not row.standing.rated]

    @cached_property
    def headings(self) -> list[Branch]:
        """Every heading in printing order."""
        return [branch for top in self.branches for branch in top.walk()]

    @cached_property
    def grouping(self) -> Level | None:
        """The level that "by outcome" means: the one with that role, else the topmost."""
        levels = {branch.heading.level_id: branch.heading.level for branch in self.headings}
        ordered = sorted(levels.values(), key=lambda level: level.position)
        outcome = [level for level in ordered if level.role == LevelRole.OUTCOME]
        return next(iter(outcome or ordered), None)

    def group_of(self, row: Row) -> Heading | None:
        """The heading of the grouping level that a row stands under."""
        level = self.grouping
        return next((step for step in row.path if level and step.level_id == level.pk), None)


def position(
    plan: Plan,
    as_of: date,
    since: date | None = None,
    detail: Detail = Detail.BONES,
    days_before: Sequence[date] = (),
) -> Position:
    """How `plan` stood on `as_of`, compared with `since` (the quarter before when not given).

    `days_before` are other days on which its actions are wanted. Every day is read from the record
    as it was at the end of that day, under the names of that day. A constant number of queries,
    however many actions the plan has.
    """
    record = plan_record(plan, holders_on=as_of, detail=detail)
    since = since or record.previous_quarter(as_of)
    first = min(since, as_of, *days_before)
    later = Version.objects.later_than(first, plan_id=plan.pk, area_id=plan.area_id)
    headings = headings_of(plan)
    stood = {day: record_on(record, later.on(day)).standings(day) for day in {since, *days_before}}
    earlier = stood[since]
    if as_of < timezone.localdate():
        day = later.on(as_of)
        record = record_on(record, day)
        wanted = [item.action.heading_id or 0 for item in record.actions]
        headings = headings_on(plan, headings, day, wanted=wanted)
    branches, entries = tree(headings), record.legend
    paths = _paths(branches)
    before = {row.action.pk: row for row in earlier}
    now = record.standings(as_of)
    tags = by_state(entry.tag for entry in entries)
    labels = {entry.pk: entry for entry in entries}
    rows = [_row(row, before.get(row.action.pk), paths, tags, labels) for row in now]
    left = {row.action.pk for row in now}
    return Position(
        plan=plan,
        as_of=as_of,
        since=since,
        record=record,
        legend=entries,
        branches=branches,
        tags=tags,
        rows=sorted(rows, key=_plan_order({pk: place for place, pk in enumerate(paths)})),
        gone=[
            *(_gone(row, paths, tags) for row in earlier if row.action.pk not in left),
            *_came_and_went(record, since, as_of, paths, tags),
        ],
        earlier=earlier,
        days_before={day: stood[day] for day in sorted(days_before)},
    )


def _row(
    now: Standing,
    before: Standing | None,
    paths: Mapping[int, Path],
    tags: Mapping[str, Tag],
    entries: Mapping[int, EntryState],
) -> Row:
    return Row(
        standing=now,
        path=paths.get(now.action.heading_id or 0, ()),
        tag=_tag_of(now, tags, entries),
        matters=matters_of(now),
        moves=moves_of(now, before),
        before=before,
        tag_before=tags[before.rating] if before else None,
        tag_lead=tags[now.lead_rating] if now.adopted and now.lead_rating else None,
        tag_last=_rating_tag(now, tags, entries) if now.silent else None,
    )


def tag_of(now: Standing, record: PlanRecord) -> Tag:
    """How the status of one action of a record is shown, where its plan's position is not."""
    tags = by_state(entry.tag for entry in record.legend)
    return _tag_of(now, tags, {entry.pk: entry for entry in record.legend})


def _tag_of(now: Standing, tags: Mapping[str, Tag], entries: Mapping[int, EntryState]) -> Tag:
    """The entry that the lead chose, if its state is printed; else that state's tag."""
    if not now.rated and now.bucket == Canonical.NOT_RATED:
        return ONGOING_ITEM
    return tags[now.bucket] if now.silent else _rating_tag(now, tags, entries)


def _rating_tag(now: Standing, tags: Mapping[str, Tag], entries: Mapping[int, EntryState]) -> Tag:
    entry = entries.get(now.entry_id or 0)
    return entry.tag if entry and entry.canonical == now.rating else tags[now.rating]


def _gone(row: Standing, paths: Mapping[int, Path], tags: Mapping[str, Tag]) -> Row:
    return Row(
        standing=row,
        path=paths.get(row.action.heading_id or 0, ()),
        tag=tags[Canonical.WITHDRAWN],
        matters=frozenset(),
        moves=moves_of(None, row),
        before=row,
        tag_before=tags[row.rating],
    )


def _came_and_went(
    record: PlanRecord,
    since: date,
    as_of: date,
    paths: Mapping[int, Path],
    tags: Mapping[str, Tag],
) -> list[Row]:
    """Actions that were added and withdrawn in between: they count on both sides (rule 8)."""
    moved = [
        item
        for item in record.actions
        if since < item.action.added_on
        and item.action.withdrawn_on
        and item.action.withdrawn_on <= as_of
    ]
    return [
        Row(
            standing=record.standing_of(item, item.action.added_on),
            path=paths.get(item.action.heading_id or 0, ()),
            tag=tags[Canonical.WITHDRAWN],
            matters=frozenset(),
            moves=moves_of(None, None),
        )
        for item in moved
    ]


def _paths(branches: Sequence[Branch], above: Path = ()) -> dict[int, Path]:
    """The way from the top down to every heading, in printing order."""
    paths: dict[int, Path] = {}
    for branch in branches:
        path = (*above, branch.heading)
        paths[branch.heading.pk] = path
        paths.update(_paths(branch.children, path))
    return paths


def _plan_order(places: Mapping[int, int]) -> Callable[[Row], tuple[bool, int, int]]:
    """Rated actions before ongoing items, then by heading as printed, then by their own place."""
    last = len(places)

    def key(row: Row) -> tuple[bool, int, int]:
        action = row.standing.action
        place = places.get(action.heading_id or 0, last)
        return (not row.standing.rated, place, action.position)

    return key
