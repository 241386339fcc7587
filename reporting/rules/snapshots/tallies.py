"""Recurring work, put into a snapshot's plain words: what fell due and how it was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from actions.rules.occurrences import Answered, Recurred
from actions.rules.overdue import CLOSED
from actions.rules.standing import Standing
from documents.schema.quarter import RecurringRecord, TallyRecord


def recurring_records(
    rows: Iterable[Recurred], standings: Mapping[int, Standing], since: date
) -> list[RecurringRecord]:
    """A record for each action of which something fell due and waits, or was answered from `since`
    on. Of what is complete nothing waits; what was sent back is not kept (rule 3)."""
    records = [_record(row, standings[row.action], since) for row in rows]
    return [row for row in records if row["tallies"] or row["waiting"] or row["sent_back_on"]]


def _record(row: Recurred, standing: Standing, since: date) -> RecurringRecord:
    back = standing.returned
    kept = [one for one in row.answered if not (back and one.update_id == back.update_checked_id)]
    told = [one for one in kept if one.on and one.on >= since]
    sent_back = back is not None and len(kept) < len(row.answered)
    waits = standing.rating not in CLOSED
    return {
        "action": row.action,
        "tallies": [_tally(one) for one in told],
        "waiting": row.fell.due if waits else 0,
        "waiting_since": row.fell.since.isoformat(),
        "sent_back_on": back.checked_on.isoformat() if back and sent_back else None,
    }


def _tally(row: Answered) -> TallyRecord:
    return {
        "since": row.since.isoformat(),
        "until": row.until.isoformat(),
        "due": row.due,
        "done": row.done,
        "why": row.why,
        "said_on": row.on.isoformat() if row.on else "",
        "by": row.who,
    }
