"""Of which themes a report tells, and how the actions stood in the reports before it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from documents.enums import ReportKind
from documents.schema.content import SnapshotContent
from documents.schema.scope import PositionRecord, ScopeFields, ScopeRecord, ThemeRecord
from plans.rules.calendar import Quarter, next_quarter, numbers, quarters_of
from plans.rules.facts import HeadingFacts
from plans.rules.tree import printed
from reporting.rules.snapshots.loaded import PlanOnDay
from reporting.rules.snapshots.order import Order

KEPT = 7  # earlier reports: with this one two years of quarters


def scope_fields(
    stood: PlanOnDay,
    headings: Mapping[int, HeadingFacts],
    order: Order,
    previous: SnapshotContent | None,
    year: Sequence[PositionRecord] = (),
) -> ScopeFields:
    """`headings` are those of the day; `previous` is the report before. An annual report tells of
    the whole plan, and of the positions of its `year`."""
    if order.kind != ReportKind.QUARTERLY:
        return {"scope": None, "positions": list(year)}
    return {
        "scope": _scope(stood, headings, order, previous),
        "positions": positions(previous),
    }


def _scope(
    stood: PlanOnDay,
    headings: Mapping[int, HeadingFacts],
    order: Order,
    previous: SnapshotContent | None,
) -> ScopeRecord | None:
    """None where no theme has quarters: every report tells of the whole plan."""
    turns = {
        key: numbers(headings[key].get("quarters", ""))
        for key in printed(headings)
        if headings[key]["parent_id"] is None
    }
    if not any(turns.values()):
        return None
    now = quarters_of(order.period.start, order.period.end, stood.starts)
    return {
        "quarters": [{"number": row.number, "name": row.name} for row in now],
        "themes": [_theme(key, turns[key], now, stood, order, previous) for key in turns],
    }


def _theme(
    key: int,
    quarters: list[int],
    now: Sequence[Quarter],
    stood: PlanOnDay,
    order: Order,
    previous: SnapshotContent | None,
) -> ThemeRecord:
    """A theme without quarters came after the calendar was made: every report tells of it."""
    reported = not quarters or any(row.number in quarters for row in now)
    ends = date.fromisoformat(stood.about["period_end"])
    after = max(order.period.end, *(row.middle for row in now))
    coming = next_quarter(quarters, after, stood.starts, ends)
    return {
        "heading": key,
        "quarters": quarters,
        "reported": reported,
        "next": coming.name if coming else "",
        "last": _last(key, previous),
    }


def _last(key: int, previous: SnapshotContent | None) -> str | None:
    """The day of the last report that told of a theme."""
    if previous is None or all(row["id"] != key for row in previous["headings"]):
        return None
    if previous["scope"] is None:
        return previous["as_of"]
    for theme in previous["scope"]["themes"]:
        if theme["heading"] == key:
            return previous["as_of"] if theme["reported"] else theme["last"]
    return previous["as_of"]


def positions(previous: SnapshotContent | None) -> list[PositionRecord]:
    """Those that the report before kept, and its own."""
    if previous is None:
        return []
    return [*previous["positions"], position(previous)][-KEPT:]


def position(content: SnapshotContent) -> PositionRecord:
    """How every action stood in a report."""
    return {
        "on": content["as_of"],
        "version": content["version"],
        "counts": content["counts"],
        "statuses": {
            str(row["id"]): row["silence"] or row["status"]
            for row in content["actions"]
            if not row["ongoing"] and not row["withdrawn_on"]
        },
    }


def position_in_year(content: SnapshotContent, sha256: str) -> PositionRecord:
    """The same of a quarterly report, with what an annual one calls it."""
    version = f", version {content['version']}" if content["version"] > 1 else ""
    return {**position(content), "report": f"{content['period_name']}{version}", "sha256": sha256}
