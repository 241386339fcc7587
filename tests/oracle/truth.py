"""What is true of a plan on a day, worked out from the rows by the rules of the field.

Written from `domain.md` 3 and nothing else: it imports no rule and no reader of the product.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.record import Record, Row

CLOSED = {"complete", "withdrawn", "reprogrammed"}


@dataclass(frozen=True)
class Done:
    """A completion that somebody else verified: both days, and who."""

    key: int
    done: date
    verified: date
    days_late: int
    verifier: str
    claim: int


@dataclass(frozen=True)
class Truth:
    """One action on a day. `silence` is "", "unanswered", "awaited", "nobody" or "not_asked"."""

    row: Row
    reference: str
    lead: str
    posts: tuple[int, ...]
    heading: int | None
    vacant: bool
    status: str
    silence: str
    rating: str
    rating_label: str
    rated_on: date | None
    said: Row | None
    sent_back: bool
    check: Row | None
    challenge: Row | None
    adopted: Row | None
    due: date | None
    first_due: date | None
    proposed: date | None
    times_moved: int
    overdue_by: int
    done: Done | None
    claimed: bool
    reopened: Row | None

    @property
    def told(self) -> str:
        """What the lead said last, in the coordinator's words where those were written instead."""
        instead = self.check.what_happened if self.check else ""
        return instead or (self.said.what_happened if self.said else "")

    @property
    def rated(self) -> bool:
        return self.row.kind == "rated"


def stands(action: Row, day: date) -> bool:
    return action.added_on <= day and not (action.withdrawn_on and action.withdrawn_on <= day)


def plan_on(record: Record, day: date) -> dict[int, Truth]:
    """Every action that stands in the plan on a day."""
    return {row.id: truth(record, row, day) for row in record.actions if stands(row, day)}


def truth(record: Record, action: Row, day: date) -> Truth:
    said = [row for row in record.updates[action.id] if row.as_at <= day]
    then = _version(record, action, day)
    last = said[-1] if said else None
    done, claim = _completion(record, action, day)
    rating, label, rated_on, adopted = _rating(record, action, said, done, day)
    lead = _lead(record, action, day)
    due, moved = _due(record, action, day)
    open_claim = claim is not None and done is None
    check = _check(record, action, last, day)
    silence = "" if open_claim else _silence(record, action, rating, last, lead, day)
    late = (day - due).days if due and due < day and rating not in CLOSED else 0
    return Truth(
        row=action,
        reference=reference(record, action, day),
        lead=record.posts[lead] if lead else "",
        posts=tuple(key for key in (lead, *then["contributing"]) if key),
        heading=then["heading_id"],
        vacant=bool(lead) and not _held(record, lead, day, day),
        status="not_updated" if silence else rating,
        silence=silence,
        rating=rating,
        rating_label=label,
        rated_on=rated_on,
        said=last,
        sent_back=check is not None and check.outcome == "returned",
        check=check,
        challenge=_challenge(record, action, last, day),
        adopted=adopted,
        due=due,
        first_due=_first_due(record, action, day),
        proposed=_asked(record, action, day),
        times_moved=moved,
        overdue_by=late,
        done=done,
        claimed=open_claim,
        reopened=_reopened(record, action, day),
    )


def _completion(record: Record, action: Row, day: date) -> tuple[Done | None, Row | None]:
    """What stood on the day: verified by then and not reopened, or claimed and not decided."""
    standing: tuple[Done | None, Row | None] = None, None
    for row in record.completions[action.id]:
        if row.completed_on > day or (row.reopened_on and row.reopened_on <= day):
            continue
        decided = row.decided_on is not None and row.decided_on <= day
        if not decided:
            standing = None, row
        elif row.state in ("verified", "reopened"):
            standing = _done(record, action, row), row
    return standing


def _done(record: Record, action: Row, row: Row) -> Done:
    due, _ = _due(record, action, row.completed_on)
    late = max((row.completed_on - due).days, 0) if due else 0
    who = record.people[row.decided_by_id]
    return Done(row.id, row.completed_on, row.decided_on, late, who, row.update_claiming_id)


def _rating(
    record: Record, action: Row, said: list[Row], done: Done | None, day: date
) -> tuple[str, str, date | None, Row | None]:
    """The rating that stands, its word, its day, and the accepted proposal behind it."""
    if done:
        return "complete", record.label("complete"), None, None
    last = said[-1].id if said else None
    taken = [
        row
        for row in record.proposals[action.id]
        if row.decided_on <= day and row.about_id == last and row.accepted
    ]
    if taken:
        row = taken[-1]
        return row.canonical, record.label(row.canonical), row.decided_on, row
    own = [row for row in said if row.canonical != "complete"]
    if not own:
        return "not_rated", "Not rated", None, None
    return own[-1].canonical, record.label(own[-1].canonical), own[-1].as_at, None


def _due(record: Record, action: Row, day: date) -> tuple[date | None, int]:
    """The date agreed by a day, and how often it was moved by then: the first is never lost."""
    moved = [
        row for row in record.dates[action.id] if row.state == "approved" and row.decided_on <= day
    ]
    if moved:
        return moved[-1].proposed_due, len(moved)
    return _first_due(record, action, day), 0


def _first_due(record: Record, action: Row, day: date) -> date | None:
    first = _version(record, action, day).get("first_due")
    return date.fromisoformat(first) if first else None


def _asked(record: Record, action: Row, day: date) -> date | None:
    waiting = [
        row
        for row in record.dates[action.id]
        if row.requested_on <= day and (row.decided_on is None or row.decided_on > day)
    ]
    return waiting[0].proposed_due if waiting else None


def _version(record: Record, action: Row, day: date) -> dict:
    """What was edited stands in versions: of a day the last one written holds."""
    by_then = [
        row for row in record.versions[action.id] if row.valid_from is None or row.valid_from <= day
    ]
    newest = max(by_then, key=lambda row: (row.valid_from or date.min, row.id), default=None)
    return newest.state if newest else record.versions[action.id][0].state


def reference(record: Record, action: Row, day: date) -> str:
    """What an action was called on a day."""
    then = _version(record, action, day)
    return then["number"] or f"no. {then['position']}"


def _lead(record: Record, action: Row, day: date) -> int | None:
    return _version(record, action, day)["accountable"]


def _silence(
    record: Record, action: Row, rating: str, last: Row | None, lead: int | None, day: date
) -> str:
    """The four kinds of silence (rule 3): nobody is blamed who was not asked."""
    opened = [row for row in record.windows if row.opens_on <= day]
    window = opened[-1] if opened else None
    since = window.opens_on if window else three_months_before(day)
    heard = last is not None and last.as_at >= since
    if action.kind != "rated" or rating in CLOSED or heard:
        return ""
    first, end = (window.opens_on, closing(record, window, day)) if window else (day, day)
    if lead is None or not _held(record, lead, first, min(end, day), answering=True):
        return "nobody"
    if window is None or not _asked_about(record, window, action, day):
        return "not_asked"
    return "awaited" if is_open(record, window, day) else "unanswered"


def _asked_about(record: Record, window: Row, action: Row, day: date) -> bool:
    """It was in the plan at the opening and known in time, and the plan was no draft all along."""
    end = _last_closing(record, window)
    if action.added_on > window.opens_on or action.entered_on > end:
        return False
    before = [row.decision for row in record.sign_offs if row.decided_on <= window.opens_on]
    if before and before[-1] != "reopened":
        return True
    agreed = [row.decided_on for row in record.sign_offs if row.decision == "agreed"]
    return any(window.opens_on < one <= min(end, day) for one in agreed)


def three_months_before(day: date) -> date:
    months = day.year * 12 + day.month - 1 - 3
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _first_closing(record: Record, window: Row) -> date:
    """The closing as it was set: a reopening writes the new one over it and keeps the old."""
    again = record.reopenings[window.id]
    return again[0].closed_on if again else window.closes_on


def _last_closing(record: Record, window: Row) -> date:
    return max([window.closes_on, *(row.until for row in record.reopenings[window.id])])


def closing(record: Record, window: Row, day: date) -> date:
    """A window's last day as it was known on a day."""
    known = [row.until for row in record.reopenings[window.id] if row.reopened_on <= day]
    return max([_first_closing(record, window), *known])


def is_open(record: Record, window: Row, day: date) -> bool:
    if window.opens_on <= day <= _first_closing(record, window):
        return True
    again = record.reopenings[window.id]
    return any(row.reopened_on <= day <= row.until for row in again)


def window_open(record: Record, day: date) -> bool:
    """Whether leads were still being asked on a day."""
    return any(is_open(record, row, day) for row in record.windows)


def _held(
    record: Record, post: int | None, first: date, last: date, *, answering: bool = False
) -> bool:
    rows = record.holdings[post] if post else []
    return any(
        row.starts <= last and (row.ends is None or row.ends >= first)
        for row in rows
        if (row.answers if answering else row.capacity == "holder")
    )


def _check(record: Record, action: Row, last: Row | None, day: date) -> Row | None:
    """The coordinator's latest answer to the lead's last word."""
    checks = [
        row
        for row in record.checks[action.id]
        if last is not None and row.update_checked_id == last.id and row.checked_on <= day
    ]
    return checks[-1] if checks else None


def _challenge(record: Record, action: Row, last: Row | None, day: date) -> Row | None:
    """The chair's rating stands beside the lead's latest word; a newer word answers it."""
    made = [row for row in record.challenges[action.id] if row.made_on <= day]
    if not made or last is None or made[-1].update_challenged_id != last.id:
        return None
    return made[-1]


def _reopened(record: Record, action: Row, day: date) -> Row | None:
    rows = [row for row in record.completions[action.id] if row.reopened_on]
    by_then = [row for row in rows if row.reopened_on <= day]
    return max(by_then, key=lambda row: (row.reopened_on, row.id), default=None)


def counts(plan: dict[int, Truth]) -> dict[str, int]:
    """Rated actions by what is printed of them."""
    found: dict[str, int] = {}
    for row in plan.values():
        if row.rated:
            found[row.status] = found.get(row.status, 0) + 1
    return found


@dataclass(frozen=True)
class Balance:
    """One row of the table by date: total(t) = total(t-1) + added - withdrawn."""

    total: int
    completed: int
    added: int
    withdrawn: int
    ongoing: int


def balance(record: Record, day: date, since: date) -> Balance:
    """What stands on a day, and what came and went after another."""
    rated = [row for row in record.actions if row.kind == "rated"]
    total = sum(stands(row, day) for row in rated)
    plan = plan_on(record, day)
    complete = sum(row.status == "complete" for row in plan.values() if row.rated)
    added = sum(since < row.added_on <= day for row in rated)
    gone = sum(bool(row.withdrawn_on) and since < row.withdrawn_on <= day for row in rated)
    return Balance(total, complete, added, gone, total - complete)


NEXT_DAY = timedelta(days=1)
