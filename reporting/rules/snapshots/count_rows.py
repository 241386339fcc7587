"""The counts by date of a report, worked out or carried on from the report before (rule 8)."""

from __future__ import annotations

from datetime import date, timedelta

from actions.enums import ActionKind
from actions.rules.record import ActionState
from actions.rules.standing import PlanRecord
from documents.enums import Canonical
from documents.papers import counts
from documents.schema.content import CountRow, SnapshotContent
from timescales import quarters


def count_rows(
    record: PlanRecord, start: date, as_of: date, previous: SnapshotContent | None
) -> list[CountRow]:
    """The counts by date of a plan that begins on `start`.

    What an earlier report printed is taken from it, not worked out again.
    """
    rated = [item.action for item in record.actions if item.action.kind == ActionKind.RATED]
    lives = [counts.Lifetime(action.added_on, action.withdrawn_on) for action in rated]
    if previous:
        lives = [_since(previous, action) for action in rated]
        rows, days = list(previous["count_rows"]), [as_of]
    else:
        rows, days = [counts.first_row(start, lives)], _days(record, start, as_of)
    for day in days:
        rows.append(counts.next_row(day, rows[-1], lives, _completed(record, day)))
    return rows


def _since(previous: SnapshotContent, action: ActionState) -> counts.Lifetime:
    """An action's time in the plan, so that what an earlier report did not know counts in the next.

    That is what somebody did later on its day, and what a meeting up to then decided: decisions are
    dated by their meeting, however late they are applied. An action put in behind an earlier report
    in any other way is left to the balance to find (rule 8).
    """
    known = {row["id"]: row["withdrawn_on"] for row in previous["actions"]}
    last = date.fromisoformat(previous["count_rows"][-1]["on"])
    came, left, following = action.added_on, action.withdrawn_on, last + timedelta(days=1)
    decided = action.added_at_id is not None
    if (came == last or (decided and came < last)) and action.pk not in known:
        came = following
    if left and left <= last and not known.get(action.pk):
        left = following
    return counts.Lifetime(came, left)


def _days(record: PlanRecord, start: date, as_of: date) -> list[date]:
    """The days of a first report's table: each window's closing, or the plan's quarter ends."""
    closed = [row.closes_on for row in record.windows if start < row.closes_on < as_of]
    days = closed or quarters.quarter_ends(start, as_of)
    return [*days, as_of] if as_of > start else []


def _completed(record: PlanRecord, day: date) -> int:
    return sum(row.rating == Canonical.COMPLETE for row in record.standings(day) if row.rated)
