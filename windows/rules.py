"""Which update windows a committee's meetings ask for: a pure rule of values.

Source: domain.md, "The quarter". A window that has opened, or that a person set, is never touched.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from committees.rules.quarter import Days, dates_of
from timescales.date_format import long_day, short_range

# how long before its opening a window is made, so that people can see and correct it
AHEAD: Final = timedelta(days=120)


@dataclass(frozen=True)
class Held:
    """A meeting as this rule sees it."""

    pk: int
    on: date


@dataclass(frozen=True)
class Kept:
    """A window as it stands: `meeting` is the key of its meeting, or None."""

    pk: int
    label: str
    opens: date
    closes: date
    meeting: int | None
    automatic: bool

    def waits(self, today: date) -> bool:
        """Whether the program may still move it: its own, and nobody was asked yet."""
        return self.automatic and self.opens > today


@dataclass(frozen=True)
class Slot:
    """The days of a meeting's window; `window` is the one that has to move there, if any."""

    meeting: int
    label: str
    opens: date
    closes: date
    window: int | None = None


@dataclass(frozen=True)
class Skipped:
    """A meeting without a window of its own, or whose window could not move, and why."""

    meeting: int
    held_on: date
    why: str

    @property
    def title(self) -> str:
        return f"The meeting of {long_day(self.held_on)} has no window on its own days."


@dataclass
class Wanted:
    """What has to be written so that the windows are as the calendar asks."""

    make: list[Slot] = field(default_factory=list)
    move: list[Slot] = field(default_factory=list)
    drop: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.make or self.move or self.drop)


def label_of(held_on: date) -> str:
    return f"For the meeting of {long_day(held_on)}"


def window_of(held: Held, days: Days, begins: date, today: date) -> Slot | None:
    """The window that a meeting asks for as seen on `today`; None when its time has passed.

    It opens neither before the plan begins nor in the past: where the planned day is over and the
    closing is not, it opens today.
    """
    quarter = dates_of(held.on, days)
    opens = max(quarter.opens, begins, today)
    if opens > quarter.closes:
        return None
    return Slot(held.pk, label_of(held.on), opens, quarter.closes)


def wanted(
    meetings: Iterable[Held],
    windows: Sequence[Kept],
    days: Days,
    *,
    begins: date,
    today: date,
) -> Wanted:
    """What to make, move and drop for a plan that begins on `begins`.

    The earlier meeting comes first where two windows would overlap. Asked again after it was
    written, it wants nothing.
    """
    now = Wanted()
    fixed = [row for row in windows if not row.waits(today)]
    waiting = {row.meeting: row for row in windows if row.waits(today)}
    served = {row.meeting: row for row in fixed}
    placed: list[Kept | Slot] = list(fixed)
    for held in sorted(meetings, key=lambda row: (row.on, row.pk)):
        if held.pk in served:
            now.skipped += _left_behind(held, served[held.pk])
            continue
        slot = window_of(held, days, begins, today)
        if slot is None:
            continue
        row = waiting.pop(held.pk, None)
        if row is None and slot.opens > today + AHEAD:
            continue
        _place(now, placed, held, slot, row)
    now.drop += [row.pk for row in waiting.values()]
    return now


def _left_behind(held: Held, row: Kept) -> Iterator[Skipped]:
    """Says so where a meeting was moved after its window had opened."""
    if row.automatic and row.label != label_of(held.on):
        words = f"Its window had opened, on {long_day(row.opens)}, before the meeting was moved."
        yield Skipped(held.pk, held.on, f"{words} It keeps its days.")


def _place(
    now: Wanted, placed: list[Kept | Slot], held: Held, slot: Slot, row: Kept | None
) -> None:
    """Give a meeting its days if they are free; a window that cannot move stays, if it can."""
    other = _overlapping(slot, placed)
    if other is None:
        placed.append(slot)
        if row is None:
            now.make.append(slot)
        elif (row.opens, row.closes, row.label) != (slot.opens, slot.closes, slot.label):
            now.move.append(Slot(slot.meeting, slot.label, slot.opens, slot.closes, row.pk))
        return
    words = f"Its days, {_days(slot)}, would overlap “{other.label}” ({_days(other)})."
    now.skipped.append(Skipped(held.pk, held.on, words))
    if row is not None and _overlapping(row, placed) is None:
        placed.append(row)
    elif row is not None:
        now.drop.append(row.pk)


def _overlapping(slot: Kept | Slot, placed: Sequence[Kept | Slot]) -> Kept | Slot | None:
    return next(
        (row for row in placed if row.opens <= slot.closes and row.closes >= slot.opens), None
    )


def _days(row: Kept | Slot) -> str:
    return short_range(row.opens, row.closes)
