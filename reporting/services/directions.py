"""Directions of chief officers: recorded against the report they answered, answered, closed."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from actions.enums import Origin
from actions.models import Action
from actions.queries.numbers import number_for
from actions.services import add_action
from audit.services import record
from audit.services.edits import after_last, locked, write_if_unchanged
from committees.models import Meeting, PostHolding
from committees.rules.interests import Matter, why_own
from decisions.services.officers import correspondence_of_officers
from documents.text import line, lines
from plans.services import by_decision
from reporting.enums import DirectionState, ReportState
from reporting.models import Direction, DirectionAnswer, Report
from reporting.models.new_action import NewAction
from reporting.queries.interests import of_direction
from timescales.date_format import long_day


@transaction.atomic
def record_direction(
    *,
    by: User,
    report: Report,
    text: str,
    given_by: str,
    given_on: date,
    on: date,
    due_on: date | None = None,
    now: datetime | None = None,
) -> Direction:
    """Write down what chief officers directed on reading an issued report, with the area's next
    number; the same words sent twice by the same person are recorded once.

    `on` is today. Raises ValidationError for a report that was not issued, empty words, and days
    that cannot be: to come, before the report's own day, or due before it was given.
    """
    if report.state != ReportState.ISSUED:
        raise ValidationError("Directions answer an issued report. This one was not issued.")
    text, given_by = lines(text).text, line(given_by).text
    _refuse_words(text=text, given_by=given_by)
    _refuse_days(report, given_on, due_on, on)
    # the area's row is the lock that keeps two people from the same number
    locked(report.area)
    same = Direction.objects.filter(report=report, text=text, given_on=given_on, recorded_by=by)
    if twice := same.filter(state=DirectionState.OPEN).first():
        return twice
    direction: Direction = Direction.objects.create(
        area_id=report.area_id,
        plan_id=report.plan_id,
        report=report,
        number=after_last(Direction.objects.filter(area=report.area_id), "number"),
        text=text,
        given_by=given_by,
        given_on=given_on,
        due_on=due_on,
        recorded_by=by,
        recorded_at=now or timezone.now(),
    )
    record(by=by, verb="recorded direction", target=direction, area_id=direction.area_id)
    return direction


@transaction.atomic
def answer_direction(
    *,
    by: User,
    direction: Direction,
    on: date,
    text: str = "",
    action: Action | None = None,
    new: NewAction | None = None,
) -> DirectionAnswer:
    """Say what was done about an open direction: in words, by an action of the plan, or both.

    `new` puts an action into a plan, with the direction as its origin; `action` links one that is
    there. The same answer sent twice by the same person is written once. Raises ValidationError
    for a closed direction and for an answer that says nothing, ValueError for an action of
    another area.
    """
    direction = locked(direction)
    text = lines(text).text
    if direction.state != DirectionState.OPEN:
        raise ValidationError(f"{direction} was closed in the meantime. It takes no more answers.")
    if not (text or action or new):
        raise ValidationError({"text": "Say what was done, or choose an action."})
    plan = new.plan if new else action.plan if action else direction.plan
    if plan.area_id != direction.area_id:
        raise ValueError("A direction is answered by an action of its own area")
    if twice := _same_answer(by, direction, on, text, action, new):
        return twice
    if new:
        action = _added(by, direction, on, new)
    answer: DirectionAnswer = DirectionAnswer.objects.create(
        direction=direction, text=text, action=action, answered_by=by, answered_on=on
    )
    # whoever is closing it meanwhile reads this answer first
    Direction.objects.filter(pk=direction.pk).update(row_version=F("row_version") + 1)
    record(by=by, verb="answered direction", target=answer, area_id=direction.area_id)
    return answer


@transaction.atomic
def close_direction(
    *, by: User, direction: Direction, expected: int, closing_note: str, on: date
) -> Direction:
    """A chief officer's own closing of a direction, with a note that says why.

    Nobody closes what they answered, or what a post of theirs answers. A direction is not reworded:
    one that was recorded by mistake is closed with a note. Raises EditConflict when it was answered
    or closed since the person opened it.
    """
    return _close(by, direction, expected, closing_note, on)


@transaction.atomic
def record_closing(
    *,
    by: User,
    direction: Direction,
    expected: int,
    closing_note: str,
    on: date,
    decider: str,
    meeting: Meeting | None = None,
    correspondence_on: date | None = None,
) -> Direction:
    """Write down that the chief officers group closed a direction: at which meeting, or by
    correspondence on which day, and which post decided. It is closed from that day.

    Raises as `close_direction`, and ValidationError without a decider, a meeting or a day, and for
    a meeting before the direction was given.
    """
    if not decider.strip():
        raise ValidationError({"decider": "Say which post decided, for example Chief Executive."})
    met = meeting or correspondence_of_officers(
        by=by, area=direction.area, on=correspondence_on, today=on
    )
    if not direction.given_on <= met.held_on <= on:
        raise ValidationError(
            {"decided_at": "Choose a meeting that was held after the direction was given."}
        )
    label = f"{decider.strip()} ({met.body}, {met.what} of {long_day(met.held_on)})"
    return _close(by, direction, expected, closing_note, met.held_on, closed_at=met, label=label)


def _close(
    by: User,
    direction: Direction,
    expected: int,
    closing_note: str,
    on: date,
    closed_at: Meeting | None = None,
    label: str = "",
) -> Direction:
    note = lines(closing_note).text
    if not note:
        raise ValidationError({"closing_note": "Say why it is closed."})
    current = locked(direction)
    if current.closed_by_id == by.pk and current.closing_note == note:  # a button pressed twice
        return current
    if why := why_own(Matter.DIRECTION, PostHolding.objects.party(by), of_direction(current, on)):
        raise ValidationError(why)
    if current.closed_on:
        raise ValidationError(f"{current} is closed already, since {long_day(current.closed_on)}.")
    write_if_unchanged(
        direction,
        expected=expected,
        state=DirectionState.CLOSED,
        closed_by=by,
        closed_on=on,
        closing_note=note,
        closed_at=closed_at,
        closer_label=label,
    )
    changes: dict[str, object] = {"closing_note": ["", note]}
    if label:
        changes["decided"] = label
    area_id = direction.area_id
    record(by=by, verb="closed direction", target=direction, area_id=area_id, changes=changes)
    return direction


def _refuse_words(*, text: str, given_by: str) -> None:
    if not text:
        raise ValidationError({"text": "Write what was directed."})
    if not given_by:
        raise ValidationError({"given_by": "Say which body gave it."})


def _refuse_days(report: Report, given_on: date, due_on: date | None, on: date) -> None:
    if given_on > on:
        raise ValidationError({"given_on": "That day has not come yet."})
    if given_on < report.as_of:
        day = long_day(report.as_of)
        said = f"The report speaks of {day}: a direction on it is not given before that day."
        raise ValidationError({"given_on": said})
    if due_on and due_on < given_on:
        raise ValidationError({"due_on": "It cannot be due before it was given."})


def _same_answer(
    by: User,
    direction: Direction,
    on: date,
    text: str,
    action: Action | None,
    new: NewAction | None,
) -> DirectionAnswer | None:
    """This person's answer with the same words and action: a button pressed twice."""
    same = direction.answers.filter(answered_by=by, answered_on=on, text=text)
    same = same.filter(action__text=new.text) if new else same.filter(action=action)
    return same.first()


def _added(by: User, direction: Direction, on: date, new: NewAction) -> Action:
    if not new.text.strip():
        raise ValidationError({"action_text": "Write what will be done."})
    # the plan's row is the lock that keeps two people from the same number
    locked(new.plan)
    version = by_decision(
        by=by, plan=new.plan, label=str(direction), on=on, decided_by=direction.given_by
    )
    try:
        with version:
            return add_action(
                by=by,
                plan=new.plan,
                text=new.text,
                added_on=on,
                heading=new.heading,
                number=number_for(new.plan, new.heading),
                timescale_words=new.timescale_words,
                accountable=new.accountable,
                origin=Origin.DIRECTION,
                origin_note=str(direction),
            )
    except ValidationError as refusal:
        raise _about_the_action(refusal) from refusal


def _about_the_action(refusal: ValidationError) -> ValidationError:
    """What was refused about the action's own words, told apart from the answer's."""
    named = getattr(refusal, "error_dict", None)
    if not named or "text" not in named:
        return refusal
    return ValidationError({"action_text": refusal.message_dict["text"]})
