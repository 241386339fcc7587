"""Update windows: the days in which leads are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked, write_if_unchanged
from committees.models import Meeting
from plans.models import Plan
from timescales.date_format import long_day
from windows.models import UpdateWindow, WindowReopening
from windows.queries import ASKED_STATES, planned_windows
from windows.rules import Skipped, Slot, Wanted


@dataclass
class Windows:
    """What `keep_windows` wrote, and what it could not: the meeting and the reason, by plan."""

    written: list[UpdateWindow] = field(default_factory=list)
    skipped: dict[int, list[Skipped]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.written)


@transaction.atomic
def open_window(
    *,
    by: User | None,
    plan: Plan,
    label: str,
    opens_on: date,
    closes_on: date,
    meeting: Meeting | None = None,
    today: date | None = None,
) -> UpdateWindow:
    """Ask a plan's leads for their updates between two days, both included.

    With `today`, a window that the calendar set and that has not opened by then gives way: what a
    person sets comes first. Raises ValidationError when the days are in the wrong order or overlap
    another window.
    """
    if closes_on < opens_on:
        raise ValidationError({"closes_on": "The window has to close after it opens."})
    locked(plan)
    overlapping = UpdateWindow.objects.filter(
        plan=plan, opens_on__lte=closes_on, closes_on__gte=opens_on
    )
    for other in overlapping:
        if not (today and other.automatic and other.opens_on > today):
            raise ValidationError({"opens_on": f"These days overlap the window “{other.label}”."})
        _drop(by, plan, other)
    window = UpdateWindow.objects.create(
        plan=plan, label=label.strip(), opens_on=opens_on, closes_on=closes_on, meeting=meeting
    )
    changes = {"opens_on": opens_on, "closes_on": closes_on}
    record(by=by, verb="opened window", target=window, area_id=plan.area_id, changes=changes)
    return window


def keep_windows(*, by: User | None, today: date) -> Windows:
    """Make and move the windows that the committees' calendars ask for (`windows.rules`).

    For every agreed or published plan; a window set for a plan that is neither any more is taken
    away before it opens. Each plan is a transaction of its own, under a lock of its row: two that
    run at once write once. A day on which nothing is to do costs the same few reads.
    """
    waiting = Q(windows__automatic=True, windows__opens_on__gt=today)
    plans = Plan.objects.filter(Q(state__in=ASKED_STATES) | waiting).distinct().order_by("pk")
    kept = Windows()
    for planned in planned_windows(plans, today):
        now = _keep(by, planned.plan, today, kept) if planned.wanted else planned.wanted
        if now.skipped:
            kept.skipped[planned.plan.pk] = now.skipped
    return kept


@transaction.atomic
def reopen_window(
    *, by: User, window: UpdateWindow, expected: int, until: date, reason: str, on: date
) -> WindowReopening:
    """Give a window that has opened more days, `until` included; says why, and is appended.

    The same press again is the same reopening. Raises EditConflict when somebody else gave it more
    days after version `expected`, ValidationError when the window has not opened, when `until` is
    past, not later than its closing, or reaches into the next window, and when no reason is given.
    """
    locked(window.plan)
    window.refresh_from_db()
    words = reason.strip()
    last = window.reopenings.last()
    if last and (last.until, last.reason, last.reopened_by_id) == (until, words, by.pk):
        return last
    if window.row_version != expected:
        raise EditConflict(window)
    _check_reopening(window, until, words, on)
    reopening = WindowReopening.objects.create(
        window=window,
        closed_on=window.closes_on,
        until=until,
        reason=words,
        reopened_by=by,
        reopened_on=on,
    )
    write_if_unchanged(window, expected=expected, closes_on=until)
    record(
        by=by,
        verb="reopened window",
        target=window,
        area_id=window.plan.area_id,
        changes={"closed_on": reopening.closed_on, "until": until, "reason": words},
    )
    return reopening


def _check_reopening(window: UpdateWindow, until: date, reason: str, on: date) -> None:
    if window.opens_on > on:
        raise ValidationError(
            f"This window has not opened yet. It opens on {long_day(window.opens_on)}."
        )
    wrong = {}
    following = window.plan.windows.filter(opens_on__gt=window.opens_on).order_by("opens_on")
    after = following.first()
    if until <= window.closes_on:
        wrong["until"] = f"Give a day after {long_day(window.closes_on)}, the closing so far."
    elif until < on:
        wrong["until"] = "This day is past. Give today or a later day."
    elif after and until >= after.opens_on:
        wrong["until"] = (
            f"The next window, “{after.label}”, opens on {long_day(after.opens_on)}. "
            "Give a day before that."
        )
    if not reason:
        wrong["reason"] = "Say why the window is opened again. It is kept with the window."
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def _keep(by: User | None, plan: Plan, today: date, kept: Windows) -> Wanted:
    """Write what one plan's calendar asks for, looked at again under the lock."""
    plan = locked(plan)
    now = planned_windows([plan], today)[0].wanted
    windows = {row.pk: row for row in plan.windows.all()}
    for pk in now.drop:
        _drop(by, plan, windows[pk])
    _step_aside([windows[slot.window] for slot in now.move if slot.window])
    moved = [_move(by, plan, windows[slot.window], slot) for slot in now.move if slot.window]
    kept.written += [*moved, *(_make(by, plan, slot) for slot in now.make)]
    return now


def _make(by: User | None, plan: Plan, slot: Slot) -> UpdateWindow:
    window = UpdateWindow.objects.create(
        plan=plan,
        label=slot.label,
        opens_on=slot.opens,
        closes_on=slot.closes,
        meeting_id=slot.meeting,
        automatic=True,
    )
    changes = {"opens_on": slot.opens, "closes_on": slot.closes, "automatic": True}
    record(by=by, verb="opened window", target=window, area_id=plan.area_id, changes=changes)
    return window


def _move(by: User | None, plan: Plan, window: UpdateWindow, slot: Slot) -> UpdateWindow:
    """`window` still carries the days that it had before it stepped aside."""
    now = {"label": slot.label, "opens_on": slot.opens, "closes_on": slot.closes}
    changes = {name: [getattr(window, name), value] for name, value in now.items()}
    for name, value in now.items():
        setattr(window, name, value)
    window.save(update_fields=list(now))
    record(by=by, verb="moved window", target=window, area_id=plan.area_id, changes=changes)
    return window


def _step_aside(windows: Sequence[UpdateWindow]) -> None:
    """Clear the days of windows that move, so that one may take those of another."""
    if len(windows) < 2:
        return
    for place, window in enumerate(windows):
        far = date.max - timedelta(days=place)
        UpdateWindow.objects.filter(pk=window.pk).update(opens_on=far, closes_on=far)


def _drop(by: User | None, plan: Plan, window: UpdateWindow) -> None:
    """Take away a window of the calendar's own that has not opened."""
    changes = {"opens_on": window.opens_on, "closes_on": window.closes_on}
    record(by=by, verb="took away window", target=window, area_id=plan.area_id, changes=changes)
    window.delete()
