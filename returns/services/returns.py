"""A return is begun, written, sent, checked, and sent anew. What was sent is fixed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, after_last, edit, locked
from committees.models import PostHolding
from committees.rules.interests import Matter, why_own
from figures.enums import Frequency
from figures.rules.periods import ended_periods
from returns.enums import Outcome
from returns.models import Attendance, Check, Duty, Entry, Return
from returns.queries.interests import of_return
from timescales.date_format import long_day

SENT: Final = "This return was sent, and stays as it is. Begin a correction to change it."
WHY: Final = "Say what is put right, and why. It is read beside what was sent before."
VERBS: Final = {Outcome.ACCEPTED: "accepted return", Outcome.SENT_BACK: "sent return back"}


class CheckedMeanwhile(EditConflict):
    """Somebody else checked it since the form was drawn. Nothing was written."""

    def __init__(self, current: Check) -> None:
        what = "accepted it" if current.outcome == Outcome.ACCEPTED else "sent it back"
        noted = f": “{current.note}”" if current.note else ""
        day = long_day(timezone.localdate(current.checked_at))
        ValidationError.__init__(
            self,
            f"{current.checked_by} {what} meanwhile, on {day}{noted}. Nothing of yours was "
            "written.",
            code="conflict",
        )
        self.current = current


@transaction.atomic
def begin_return(*, by: User | None, duty: Duty, period_end: date, today: date) -> Return:
    """A draft of the return of one quarter; the one that stands where there is one already.

    Raises ValidationError for a quarter that is not owed or has not ended, and where it was sent.
    """
    duty = locked(duty, "area", "body")
    rows = duty.sendings.filter(period_end=period_end)
    if last := rows.order_by("-number").first():
        if last.is_draft:
            return last
        raise ValidationError(SENT)
    ended = ended_periods(Frequency.QUARTER, duty.year_type, duty.starts, today, duty.ends)
    period = next((one for one in ended if one.end == period_end), None)
    if period is None:
        raise ValidationError("No return is owed for this quarter, or it has not ended yet.")
    row = Return(duty=duty, period_start=period.start, period_end=period.end, number=1, begun_by=by)
    row.save()
    _record(by, "began return", row)
    return row


@transaction.atomic
def edit_return(
    *,
    by: User | None,
    row: Return,
    expected: int,
    summary: str,
    next_steps: str,
    strategy_review: date | None = None,
) -> Return:
    """Change the words of a draft. Raises EditConflict when somebody else saved it after version
    `expected`, ValidationError once it was sent."""
    refuse_sent(locked(row))
    values = {
        "summary": summary.strip(),
        "next_steps": next_steps.strip(),
        "strategy_review": strategy_review,
    }
    if changes := edit(row, values, expected=expected):
        _record(by, "wrote return", row, changes={"fields": sorted(changes)})
    return row


@transaction.atomic
def send_return(*, by: User, row: Return, at: datetime | None = None) -> Return:
    """From now on it stays as it is, and the committee reads it. A button pressed twice sends it
    once; the demonstration says when. Raises ValidationError for one that says nothing."""
    row = locked(row, "duty__area", "duty__body")
    if row.is_draft:
        if not row.summary and not row.entries.exists():
            raise ValidationError("Nothing is written yet. Say in short what was done.")
        row.sent_at, row.sent_by = at or timezone.now(), by
        row.save(update_fields=["sent_at", "sent_by"])
        _record(by, "sent return", row)
    return row


@transaction.atomic
def correct_return(*, by: User | None, row: Return, reason: str = "") -> Return:
    """A new draft that says what the last sending said, to be put right and sent anew; the one
    that stands where somebody has begun it. Raises ValidationError for a draft, and without a
    reason where nobody sent the last one back."""
    duty = locked(row.duty, "area", "body")
    rows = duty.sendings.filter(period_end=row.period_end)
    last = rows.order_by("-number")[0]
    if last.is_draft:
        if last.number == 1:
            raise ValidationError("This return was not sent yet: change the draft.")
        return last
    if not reason.strip() and not was_sent_back(last):
        raise ValidationError({"reason": WHY})
    new = Return(
        duty=duty,
        period_start=last.period_start,
        period_end=last.period_end,
        number=after_last(rows, "number"),
        summary=last.summary,
        reason=reason.strip(),
        next_steps=last.next_steps,
        strategy_review=last.strategy_review,
        begun_by=by,
    )
    new.save()
    for entry in last.entries.prefetch_related("attendance"):
        _copy(entry, new)
    _record(by, "began correction of return", new)
    return new


@transaction.atomic
def check_return(
    *, by: User, row: Return, outcome: Outcome, note: str = "", at: datetime | None = None
) -> Check:
    """Accept a sending, or send it back with words. A button pressed twice gives the first row.

    Raises ValidationError for `by`'s own, for a draft, and for words that are missing,
    CheckedMeanwhile where somebody else decided otherwise.
    """
    row = locked(row, "duty__area", "duty__body")
    if row.is_draft:
        raise ValidationError("This return was not sent yet.")
    note = note.strip()
    if standing := Check.objects.filter(sending=row).select_related("checked_by").first():
        if (standing.outcome, standing.note, standing.checked_by) == (outcome, note, by):
            return standing
        raise CheckedMeanwhile(standing)
    if why := why_own(Matter.GROUP_RETURN, PostHolding.objects.party(by), of_return(row)):
        raise ValidationError(why)
    if outcome == Outcome.SENT_BACK and not note:
        raise ValidationError({"note": "Say what is still wanted, so that they can answer."})
    check = Check(
        sending=row, outcome=outcome, note=note, checked_by=by, checked_at=at or timezone.now()
    )
    check.save()
    _record(by, VERBS[outcome], row)
    return check


def was_sent_back(row: Return) -> bool:
    """Whether the lead officer said what is still wanted of a sending. One query."""
    return Check.objects.filter(sending=row, outcome=Outcome.SENT_BACK).exists()


def refuse_sent(row: Return) -> None:
    """Raise ValidationError for what was sent: it stays as it is."""
    if not row.is_draft:
        raise ValidationError(SENT)


def _copy(entry: Entry, new: Return) -> None:
    came = list(entry.attendance.all())
    entry.pk, entry.sending, entry.row_version = None, new, 1
    entry._state.adding = True
    entry.save()
    Attendance.objects.bulk_create(
        Attendance(entry=entry, agency_id=one.agency_id, people=one.people) for one in came
    )


def _record(by: User | None, verb: str, row: Return, changes: dict[str, Any] | None = None) -> None:
    about = {"number": row.number, **(changes or {})}
    record(by=by, verb=verb, target=row, area_id=row.duty.area_id, changes=about)
