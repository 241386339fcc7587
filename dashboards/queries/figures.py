"""An area's figures for the list of them: the newest of each, how it moved, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from actions.models import Action
from actions.queries.positions import position
from actions.queries.worse_results import joined_to, worse_beside
from actions.rules.worse_results import GreenWorse
from charts.values import Cell, Printed
from committees.models import Area
from committees.querysets import Actor
from dashboards.queries.worse_results import ActionBeside, beside
from documents.enums import Canonical
from documents.phrases import count
from figures.enums import Good
from figures.queries.record import figure_record
from figures.queries.told import told_to
from figures.rules.definition import points_of, shown_period
from figures.rules.periods import Period
from figures.rules.record import FigureRecord, IndicatorRecord
from figures.rules.told import Told
from plans.enums import OVER, PlanState
from plans.models import Plan

OWN = "Indicators of our own"
STOPPED = "No longer asked for"
MOST_MISSING = 4


@dataclass(frozen=True)
class Change:
    """How the newest number differs from an earlier one; `judged` "better", "worse" or ""."""

    text: str
    since: str
    judged: str = ""


@dataclass(frozen=True)
class FigureRow:
    """One indicator in the list. `cell` is None where nothing may be told of it yet."""

    record: IndicatorRecord
    cell: Cell | None
    when: str
    provisional: bool
    changes: Sequence[Change]
    missing: Sequence[Period]
    beside: Sequence[ActionBeside]
    row_version: int = 0

    @property
    def shown_missing(self) -> Sequence[Period]:
        return self.missing[-MOST_MISSING:]

    @property
    def more_missing(self) -> int:
        return len(self.missing) - len(self.shown_missing)


@dataclass(frozen=True)
class FigureGroup:
    name: str
    rows: Sequence[FigureRow]

    @property
    def can_move(self) -> bool:
        """Several that are counted today."""
        return len(self.rows) > 1 and self.name != STOPPED

    @property
    def told(self) -> str:
        """How many there are, and of how many a number is missing: what stands on the fold."""
        lacking = sum(bool(row.shown_missing) for row in self.rows)
        missing = f", {lacking} with a number missing" if lacking else ""
        return f"{count(len(self.rows), 'figure')}{missing}"


@dataclass(frozen=True)
class Delivery:
    """How the plan itself is delivered: worked out from its actions, never typed."""

    plan: Plan
    done: int
    going: int
    total: int

    @property
    def words(self) -> str:
        if not self.total:
            return "No rated actions."
        share = round(100 * (self.done + self.going) / self.total)
        return (
            f"{self.done} of {self.total} actions complete and {self.going} on track: "
            f"{share}% together."
        )


@dataclass(frozen=True)
class FigureBoard:
    groups: Sequence[FigureGroup]
    delivery: Sequence[Delivery]
    released: bool
    exact: bool

    @property
    def rows(self) -> Iterator[FigureRow]:
        return (row for group in self.groups for row in group.rows)

    @property
    def missing(self) -> int:
        return sum(len(row.missing) for row in self.rows)

    @property
    def beside(self) -> list[ActionBeside]:
        return [one for row in self.rows for one in row.beside]


def figure_board(user: Actor, area: Area, today: date, *, exact: bool) -> FigureBoard:
    """The figures of `area` as `user` may see them. What is missing is told to those who see
    figures as they are (`exact`)."""
    record = figure_record(area)
    told = told_to(user, area, record=record)
    plans = _plans(user, area, today)
    lying = _beside(plans, record, told, today)
    running = record.running(today)
    versions = dict(area.indicators.order_by().values_list("pk", "row_version"))
    rows = [
        replace(
            _row(one, told, lying.get(one.pk, []), today if exact and one in running else None),
            row_version=versions[one.pk],
        )
        for one in record.indicators
    ]
    names = dict.fromkeys(row.record.set_name or OWN for row in rows if row.record in running)
    groups = [
        FigureGroup(
            name,
            [row for row in rows if row.record in running and (row.record.set_name or OWN) == name],
        )
        for name in names
    ]
    stopped = [row for row in rows if row.record not in running]
    groups += [FigureGroup(STOPPED, stopped)] if stopped else []
    delivery = [_delivery(plan, buckets) for plan, buckets in plans]
    return FigureBoard(groups, delivery, told is not None, exact)


def _row(
    record: IndicatorRecord,
    told: Told | None,
    lying: Sequence[ActionBeside],
    today: date | None,
) -> FigureRow:
    missing = record.missing(today) if today else []
    periods = told.periods(record) if told else []
    if told is None or not periods:
        return FigureRow(record, None, "", False, (), missing, lying)
    newest = periods[-1]
    return FigureRow(
        record,
        told.value(record, newest),
        shown_period(record, newest).label,
        told.is_provisional(record, newest),
        list(changes_of(record, told, newest)),
        missing,
        lying,
    )


def changes_of(record: IndicatorRecord, told: Told, newest: Period) -> Iterator[Change]:
    """From the period before and from a year before, where both numbers are printed."""
    pairs = {
        record.before(newest): "the period before",
        record.year_before(newest): "a year before",
    }
    there = set(told.periods(record))
    for earlier, since in pairs.items():
        gap = told.change(record, newest, earlier) if earlier in there else None
        if isinstance(gap, Printed):
            yield Change(f"{gap.text}{points_of(record, gap)}", since, judged(record, gap))


def judged(record: IndicatorRecord, gap: Printed) -> str:
    """ "better" or "worse", where the indicator says which way is good."""
    if not gap.value or record.good == Good.NEITHER:
        return ""
    return "better" if (gap.value > 0) == (record.good == Good.UP) else "worse"


def _plans(user: Actor, area: Area, today: date) -> list[tuple[Plan, Mapping[int, str]]]:
    """The plans in force that the person reads, with the bucket of each rated action."""
    rows = Plan.objects.visible_to(user).filter(area=area)
    rows = rows.exclude(state__in=(PlanState.DRAFT, *OVER)).select_related("legend")
    return [
        (plan, {row.pk: row.bucket for row in position(plan, today).rated})
        for plan in rows.order_by("title", "pk")
    ]


def _delivery(plan: Plan, buckets: Mapping[int, str]) -> Delivery:
    held = list(buckets.values())
    done, going = (held.count(one.value) for one in (Canonical.COMPLETE, Canonical.ON_TRACK))
    return Delivery(plan, done, going, len(held))


def _beside(
    plans: Sequence[tuple[Plan, Mapping[int, str]]],
    record: FigureRecord,
    told: Told | None,
    today: date,
) -> dict[int, list[ActionBeside]]:
    """Actions that are green beside a figure that is worse, by the figure."""
    buckets = {key: bucket for _, held in plans for key, bucket in held.items()}
    if told is None or not buckets:
        return {}
    rows: list[GreenWorse] = worse_beside(buckets, joined_to(buckets), record, told, until=today)
    actions = Action.objects.in_bulk([row.action for row in rows]) if rows else {}
    kept: dict[int, list[ActionBeside]] = {}
    for row in rows:
        kept.setdefault(row.worse.indicator, []).append(beside(row, actions[row.action], buckets))
    return kept
