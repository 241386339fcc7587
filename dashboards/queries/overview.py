"""What the chair reads before a meeting: counts, each with the address of its own list. Pure.

Every number here is the length of what `selection.select` gives for its address; a test
follows each link and counts.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from actions.enums import ActionKind
from actions.queries import movement
from actions.queries.positions import Position
from actions.queries.rows import Row
from actions.rules.matters import MATTERS
from actions.rules.overdue import BUCKETS, NOT_UPDATED
from dashboards.queries.balance import BalanceRow, balance_rows, points
from dashboards.queries.by_heading import HeadingLine, heading_lines
from dashboards.rules.addresses import Addresses, Count
from documents import charts
from documents.enums import Canonical
from documents.statuses import Tag
from documents.wording import change

# Always printed, so that a nought is seen; the other states only when an action has them.
ALWAYS = (
    Canonical.OFF_TRACK.value,
    Canonical.AT_RISK.value,
    Canonical.ON_TRACK.value,
    Canonical.COMPLETE.value,
    NOT_UPDATED,
)
SHOWN_MOVES = 6


@dataclass(frozen=True)
class StatusCount:
    """One status: how many now, how many then, and the difference in words."""

    tag: Tag
    now: Count
    then: Count
    change: str


@dataclass(frozen=True)
class MatterCount:
    label: str
    meaning: str
    count: Count


@dataclass(frozen=True)
class Moved:
    """Actions that moved in one way, with the first few of them."""

    label: str
    count: Count
    rows: Sequence[Row]

    @property
    def more(self) -> int:
        return self.count.number - len(self.rows)


@dataclass(frozen=True)
class Dashboard:
    """Everything the page counts. Rated actions; `ongoing` items stand apart."""

    total: Count
    total_then: Count
    ongoing: Count
    statuses: Sequence[StatusCount]
    bar: charts.StackedBar
    headings: Sequence[HeadingLine]
    heading_name: str
    columns: Sequence[Tag]
    matters: Sequence[MatterCount]
    moved: Sequence[Moved]
    balance: Sequence[BalanceRow]
    by_date: charts.Columns | None

    @property
    def total_change(self) -> str:
        return change(self.total.number, self.total_then.number)


def dashboard(position: Position, addresses: Addresses) -> Dashboard:
    """A plan's position as counts, worst news first (the order of `BUCKETS`)."""
    now = Counter(row.bucket for row in position.rated)
    earlier = [row for row in position.earlier if row.rated]
    then = Counter(row.bucket for row in earlier)
    shown = [key for key in BUCKETS if key in ALWAYS or now[key] or then[key]]
    present = [key for key in shown if now[key]]
    balance = balance_rows(position, addresses)
    parts = [(position.tags[key], now[key]) for key in shown]
    return Dashboard(
        total=Count(len(position.rated), addresses.rated()),
        total_then=Count(len(earlier), addresses.rated(as_of=position.since)),
        ongoing=Count(len(position.ongoing), addresses.to(kind=ActionKind.ONGOING.value)),
        statuses=[_status(position.tags[key], now, then, position, addresses) for key in shown],
        bar=charts.stacked_bar(parts, width=720, height=34, name="All actions"),
        headings=heading_lines(position, addresses, present),
        heading_name=position.grouping.singular if position.grouping else "",
        columns=[position.tags[key] for key in present],
        matters=matter_counts(position, addresses),
        moved=_moved(position, addresses),
        balance=balance,
        by_date=charts.completed_by_date(points(balance)) if len(balance) > 1 else None,
    )


def matter_counts(position: Position, addresses: Addresses) -> list[MatterCount]:
    """How many rated actions each matter is true of; noughts too."""
    counted = Counter(key for row in position.rated for key in row.matters)
    return [
        MatterCount(
            matter.label,
            matter.meaning,
            Count(counted[matter.key], addresses.rated(matter=matter.key)),
        )
        for matter in MATTERS
    ]


def _status(
    tag: Tag,
    now: Mapping[str, int],
    then: Mapping[str, int],
    position: Position,
    addresses: Addresses,
) -> StatusCount:
    key = tag.canonical
    return StatusCount(
        tag=tag,
        now=Count(now[key], addresses.rated(status=key)),
        then=Count(then[key], addresses.rated(status=key, as_of=position.since)),
        change=change(now[key], then[key]),
    )


def _moved(position: Position, addresses: Addresses) -> list[Moved]:
    found: dict[str, list[Row]] = {key: [] for key in movement.LABELS}
    for row in (*position.rated, *position.gone):
        for key in row.moves if row.standing.rated else ():
            found[key].append(row)
    return [
        Moved(
            movement.LABELS[key],
            Count(len(rows), addresses.rated(moved=key)),
            rows[:SHOWN_MOVES],
        )
        for key, rows in found.items()
    ]
