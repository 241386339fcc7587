"""Recurring and meeting-tied work: what has fallen due since it was answered last. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from timescales.date_format import day_range, long_day
from timescales.enums import TimescaleKind
from timescales.occurrences import meeting_days, next_day, rhythm_days, times_each

ONE_DAY = timedelta(days=1)
RECURS = frozenset({TimescaleKind.RECURRING, TimescaleKind.MEETING})


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is known of an action's recurrence: its fields are those of the action."""

    kind: str
    recurrence: str
    words: str
    starts: date | None
    added_on: date
    entered_on: date
    first_due: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer: how many were done of those that fell due in a stretch of days."""

    since: date
    until: date
    due: int
    done: int
    why: str
    who: str
    on: date | None = None
    update_id: int = 0

    @property
    def words(self) -> str:
        return tally_words(self.done, self.due, self.since, self.until)


@dataclass(frozen=True, slots=True)
class FellDue:
    """What fell due from `since` to `until` and is not answered; `times` are wanted each time."""

    since: date
    until: date
    days: Sequence[date]
    times: int
    coming: date | None = None
    last: Answered | None = None

    @property
    def due(self) -> int:
        return len(self.days) * self.times

    @property
    def words(self) -> str:
        """What waits for an answer, as a sentence; "" where nothing does."""
        if not self.days:
            return ""
        days = ", ".join(long_day(day) for day in self.days[:6])
        more = f" and {len(self.days) - 6} days more" if len(self.days) > 6 else ""
        each = f" ({self.times} each time)" if self.times > 1 else ""
        return f"{self.due} fell due{each}: {days}{more}."


@dataclass(frozen=True, slots=True)
class Recurred:
    """Recurring work up to a day: what was answered for, the oldest first, and what fell due since.
    `action` is its key."""

    action: int
    answered: Sequence[Answered]
    fell: FellDue


def fell_due(
    rhythm: Rhythm, last: Answered | None, meetings: Sequence[date], today: date
) -> FellDue | None:
    """What has fallen due up to `today` since the last answer; None for work that does not recur.

    Stretches abut: one begins the day after the last one ended. The first begins when the work
    came into the plan, and not before it was entered here: nobody answers for days on which nobody
    could have asked. `meetings` are the days of the meetings that it is tied to.
    """
    if rhythm.kind not in RECURS:
        return None
    first = max(rhythm.added_on, rhythm.entered_on, rhythm.starts or rhythm.added_on)
    since = last.until + ONE_DAY if last else first
    anchor = rhythm.starts or rhythm.added_on
    if rhythm.kind == TimescaleKind.MEETING:
        days = meeting_days(meetings, since, today)
        coming = min((day for day in meetings if day > today), default=None)
    else:
        days = rhythm_days(rhythm.recurrence, anchor, since, today, rhythm.first_due)
        after = max(today, since - ONE_DAY)
        coming = next_day(rhythm.recurrence, anchor, after, rhythm.first_due)
    return FellDue(since, today, days, times_each(rhythm.words), coming, last)


def tally_words(done: int, due: int, since: date, until: date) -> str:
    """ "9 of 12 done, 1 August 2026 to 31 October 2026"."""
    return f"{done} of {due} done, {day_range(since, until)}"
