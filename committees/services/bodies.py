"""Committees, sub-committees, groups and their meetings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from audit.services import keep, record
from audit.services.edits import after_last, edit, locked
from committees.enums import BodyKind, MeetingKind
from committees.models import Area, Body, Meeting
from timescales.date_format import long_day

STAYS = (
    "What was decided at this meeting counts from {}, so it stays on that day. Add another meeting "
    "for what was decided on another day."
)
# a slip of the keyboard is no meeting, and days are counted from it in both directions
FIRST_YEAR, LAST_YEAR = 1990, 2100
BODY_FIELDS = (
    "name",
    "short_name",
    "kind",
    "parent",
    "reports_to",
    "cadence",
    "remit",
    "position",
)


@transaction.atomic
def add_body(
    *,
    by: User | None,
    area: Area,
    name: str,
    kind: str,
    **fields: Any,
) -> Body:
    """A new body of `area`. `fields`: short_name, parent, reports_to, cadence, remit, position."""
    locked(area)
    body = Body(area=area, position=after_last(area.bodies.all()))
    _set(body, name=" ".join(name.split()), kind=kind, **fields)
    _check(body)
    body.save()
    keep(by=by, row=body, since=_since(area))
    record(
        by=by,
        verb="added body",
        target=body,
        area_id=area.pk,
        changes={"name": body.name, "kind": body.kind},
    )
    return body


@transaction.atomic
def add_bodies(
    *, by: User | None, area: Area, names: Iterable[str], kind: str, above: Body | None = None
) -> list[Body]:
    """Several groups of one kind, part of `above` and reporting to it: all, or none of them.

    Those that stand already under the same names, as after a second press, are left as they are.
    """
    locked(area)
    known = {name.casefold() for name in area.bodies.values_list("name", flat=True)}
    return [
        add_body(by=by, area=area, name=name, kind=kind, parent=above, reports_to=above)
        for name in dict.fromkeys(" ".join(one.split()) for one in names)
        if name.casefold() not in known
    ]


@transaction.atomic
def edit_body(*, by: User | None, body: Body, expected: int, **fields: Any) -> Body:
    """Change a body's name, place, cadence or remit. Only what differs is written.

    Raises EditConflict when somebody else saved it after version `expected`.
    """
    _refuse_unknown(fields)
    locked(body.area)
    changes = edit(body, fields, expected=expected, check=_check)
    if changes:
        keep(by=by, row=body)
        record(by=by, verb="edited body", target=body, area_id=body.area_id, changes=changes)
    return body


@transaction.atomic
def add_meeting(
    *,
    by: User | None,
    body: Body,
    held_on: date,
    title: str = "",
    kind: str = "",
) -> Meeting:
    """A meeting of `body` on a day on which it has none, or what it decides by correspondence."""
    locked(body)
    kind = kind or MeetingKind.ORDINARY
    meeting = Meeting(body=body, held_on=held_on, title=title.strip(), kind=kind)
    _check_meeting(meeting)
    meeting.save()
    record(
        by=by,
        verb="added meeting",
        target=meeting,
        area_id=body.area_id,
        changes={"held_on": held_on, "body": body.name, "kind": meeting.kind},
    )
    return meeting


@transaction.atomic
def add_meetings(*, by: User | None, body: Body, days: Iterable[date]) -> list[Meeting]:
    """A meeting of `body` on each of these days: all, or none. A day that has one keeps it."""
    locked(body)
    taken = set(body.meetings.values_list("held_on", flat=True))
    return [add_meeting(by=by, body=body, held_on=day) for day in sorted(set(days) - taken)]


@transaction.atomic
def edit_meeting(
    *,
    by: User | None,
    meeting: Meeting,
    expected: int,
    held_on: date,
    title: str,
    kind: str = "",
) -> Meeting:
    """Move a meeting to another day or name it otherwise; no `kind` leaves the one it has. Raises
    EditConflict as `edit_body`, and ValidationError for another day of one at which something was
    decided: that counts from the meeting's day."""
    locked(meeting.body)
    _refuse_moving(meeting, held_on)
    values = {"held_on": held_on, "title": title.strip(), "kind": kind or meeting.kind}
    changes = edit(meeting, values, expected=expected, check=_check_meeting)
    if changes:
        area_id = meeting.body.area_id
        record(by=by, verb="edited meeting", target=meeting, area_id=area_id, changes=changes)
    return meeting


@transaction.atomic
def correspondence_of(*, by: User | None, body: Body, on: date) -> Meeting:
    """The day on which `body` decided by correspondence: the one that is recorded, or a new one."""
    locked(body)
    kind = MeetingKind.CORRESPONDENCE
    known = Meeting.objects.filter(body=body, held_on=on, kind=kind).select_related("body").first()
    return known or add_meeting(by=by, body=body, held_on=on, kind=kind)


def _refuse_moving(meeting: Meeting, day: date) -> None:
    moved = Meeting.objects.filter(pk=meeting.pk).exclude(held_on=day)
    if moved.with_decisions().exists():
        raise ValidationError({"held_on": STAYS.format(long_day(meeting.held_on))})


def _since(area: Area) -> date | None:
    """What comes while an area is being set up counts from the beginning, later from its day."""
    # a draft that was agreed before has been returned to one
    agreed = ~Q(state__in=("draft", "taken_back")) | Q(sign_offs__decision="reopened")
    set_up = area.plans.filter(agreed).exists()
    return timezone.localdate() if set_up else None


def _set(body: Body, **fields: Any) -> None:
    _refuse_unknown(fields)
    for name, value in fields.items():
        setattr(body, name, value)


def _refuse_unknown(fields: Iterable[str]) -> None:
    for name in fields:
        if name not in BODY_FIELDS:
            raise ValueError(f"A body has no {name} to set")


def _check(body: Body) -> None:
    same_name = Body.objects.filter(area_id=body.area_id, name__iexact=body.name)
    if same_name.exclude(pk=body.pk).exists():
        raise ValidationError({"name": f"There is a body called {body.name} in this area already."})
    if body.pk and body.kind != BodyKind.REGIONAL_GROUP and body.also_serves.exists():
        raise ValidationError({"kind": "It serves other areas. End that first: see its page."})
    for field in ("parent", "reports_to"):
        above = getattr(body, field)
        if above is not None:
            _check_above(body, above, field)
    body.full_clean(exclude=["area", "parent", "reports_to"])


def _check_above(body: Body, above: Body, field: str) -> None:
    if above.area_id != body.area_id:
        raise ValidationError({field: f"{above} belongs to another area."})
    seen = {body.pk}
    while above is not None:
        if above.pk in seen:
            raise ValidationError({field: f"{body} would then stand above and below itself."})
        seen.add(above.pk)
        above = getattr(above, field)


def _check_meeting(meeting: Meeting) -> None:
    same_day = Meeting.objects.filter(body_id=meeting.body_id, held_on=meeting.held_on)
    written = Q(kind=MeetingKind.CORRESPONDENCE)
    by_letter = meeting.kind == MeetingKind.CORRESPONDENCE
    if same_day.exclude(pk=meeting.pk).filter(written if by_letter else ~written).exists():
        what = "decides by correspondence" if by_letter else "meets"
        raise ValidationError({"held_on": f"{meeting.body} {what} on that day already."})
    if not FIRST_YEAR <= meeting.held_on.year <= LAST_YEAR:
        years = f"from {FIRST_YEAR} to {LAST_YEAR}"
        raise ValidationError({"held_on": f"Check the year: a meeting is held {years}."})
    meeting.full_clean(exclude=["body"])
