"""On which days whom to ask in a window: pure rules of values. `today` is an argument.

The quarter's offsets are those of domain.md, "The quarter". Working days are Monday to Friday
without the bank holidays of the area's nation; those of a single council are not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from reminders.enums import ReminderKind
from timescales.working_days import is_bank_holiday, is_working, last_working, next_working

K = ReminderKind
# who is asked while the window is open, and who hears of silence after it
LEAD: Final = (K.OPENED, K.REMINDER, K.LAST)
DEPUTY: Final = (K.DEPUTY,)
CHAIR: Final = (K.CHAIR,)
COORDINATOR: Final = (K.COORDINATOR,)

# a step that nobody could take for so long is not made up for: it would be about the past
MADE_UP_FOR: Final = timedelta(days=14)
ONE_DAY: Final = timedelta(days=1)


class Step(NamedTuple):
    """One step of asking, and the working day on which it is due."""

    kind: ReminderKind
    due: date


@dataclass(frozen=True)
class Asking:
    """A window's days, both included, and the committee's offsets from its closing, in days.

    A window that was reopened is asked about anew: `opens_on` is then the day of the reopening.
    """

    opens_on: date
    closes_on: date
    reminder_before: int = 7
    last_before: int = 2
    deputy_after: int = 1
    chair_after: int = 3
    nation: str = "scotland"


def steps(asking: Asking, mail_day: int | None = None) -> list[Step]:
    """Every step of a window, in order of days, for somebody who is asked on `mail_day`.

    A reminder that would not come after the opening is left out. A step on a weekend or a bank
    holiday moves to the next working day, or to the last one before it where the next is past the
    closing. A preferred weekday that is no bank holiday delays a step, never past the closing, and
    never one that follows it.
    """
    closes = asking.closes_on
    reminder = closes - timedelta(days=asking.reminder_before)
    last = closes - timedelta(days=asking.last_before)
    wanted = [(K.OPENED, asking.opens_on), (K.REMINDER, reminder), (K.LAST, last)]
    while_open = [
        Step(kind, _preferred(_working(day, asking), asking, mail_day))
        for kind, day in wanted
        if kind == K.OPENED or asking.opens_on < day <= closes
    ]
    late = [
        (K.DEPUTY, asking.deputy_after),
        (K.CHAIR, asking.chair_after),
        (K.COORDINATOR, asking.chair_after),
    ]
    after = [
        Step(kind, next_working(closes + timedelta(days=days), asking.nation))
        for kind, days in late
    ]
    return while_open + after


def due_step(
    asking: Asking, kinds: Sequence[ReminderKind], today: date, mail_day: int | None = None
) -> Step | None:
    """The one step of `kinds` that is to be taken today if it was not taken before.

    That is the latest that is due: steps missed before it are not made up for. Leads are asked as
    long as the window is open, the others for two weeks. Nobody is written to on a weekend, unless
    the window closes before the next working day; nor on a bank holiday, unless the window has no
    working day.
    """
    due = [step for step in steps(asking, mail_day) if step.kind in kinds and step.due <= today]
    if not due:
        return None
    step = due[-1]
    closed = today > asking.closes_on
    if step.kind in LEAD:
        return None if closed or _rests(today, asking) else step
    return None if not is_working(today, asking.nation) or today > step.due + MADE_UP_FOR else step


def sent_back_due(checked_on: date, today: date, nation: str) -> bool:
    """Whether a lead is told today that an update was sent back: from the next working day on."""
    return is_working(today, nation) and today >= next_working(checked_on + ONE_DAY, nation)


def _rests(today: date, asking: Asking) -> bool:
    """A day on which no lead is written to: the next working day is early enough, or it is a bank
    holiday and the window had a day on which to ask."""
    if is_working(today, asking.nation):
        return False
    if next_working(today, asking.nation) <= asking.closes_on:
        return True
    could_ask = next_working(asking.opens_on, asking.nation) <= asking.closes_on
    return is_bank_holiday(today, asking.nation) and could_ask


def _working(day: date, asking: Asking) -> date:
    """The working day for a step before the closing."""
    moved = next_working(day, asking.nation)
    if moved <= asking.closes_on:
        return moved
    before = last_working(day, asking.nation)
    # a window that is open on one weekend only is asked about on that weekend
    return before if before >= asking.opens_on else day


def _preferred(day: date, asking: Asking, mail_day: int | None) -> date:
    """The preferred weekday on or after `day` if the window is still open then and it is no bank
    holiday, else `day`."""
    if mail_day is None:
        return day
    wanted = day + timedelta(days=(mail_day - day.weekday()) % 7)
    late = wanted > asking.closes_on or is_bank_holiday(wanted, asking.nation)
    return day if late else wanted
