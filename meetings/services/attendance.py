"""Who attended a meeting, written down by whoever records its decisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import EditConflict, locked, raise_version
from committees.enums import MeetingKind
from committees.models import Meeting, Membership
from meetings.enums import Attended
from meetings.models import Attendance, AttendanceRecord


@transaction.atomic
def record_attendance(
    *,
    by: User | None,
    meeting: Meeting,
    expected: int,
    attended: Mapping[int, Attended],
    on: date,
) -> AttendanceRecord:
    """How each seat was taken, by the key of its membership; a seat that is not named is left open.

    `expected` is the version of the record that the person saw, 0 where there was none. What stands
    so already is not written again. Raises ValidationError for a meeting to come or one by
    correspondence, EditConflict when somebody else recorded it since, and ValueError for a seat on
    another body.
    """
    meeting = locked(meeting, "body")
    _check(meeting, on, attended)
    row, made = AttendanceRecord.objects.get_or_create(
        meeting=meeting, defaults={"recorded_by": by, "recorded_at": timezone.now()}
    )
    stood = dict(row.seats.values_list("membership", "how"))
    if not made and stood == attended:
        return row
    if row.row_version != expected:
        raise EditConflict(row)
    raise_version(row, expected=expected)
    row.seats.exclude(membership__in=attended).delete()
    for key, how in attended.items():
        Attendance.objects.update_or_create(record=row, membership_id=key, defaults={"how": how})
    changed = {key for key in stood.keys() | attended.keys() if stood.get(key) != attended.get(key)}
    seats = {
        str(one): [stood.get(one.pk, ""), attended.get(one.pk, "")]
        for one in Membership.objects.filter(pk__in=changed)
    }
    area_id = meeting.body.area_id
    record(by=by, verb="recorded attendance", target=row, area_id=area_id, changes=seats)
    return row


def _check(meeting: Meeting, on: date, attended: Mapping[int, Attended]) -> None:
    if meeting.kind == MeetingKind.CORRESPONDENCE:
        raise ValidationError("Nobody meets where something is decided by correspondence.")
    if not attended:
        raise ValidationError("Say of at least one member how the seat was taken.")
    if meeting.held_on > on:
        raise ValidationError("This meeting is still to come. Record who came when it was held.")
    seats = Membership.objects.filter(pk__in=attended, body=meeting.body)
    if seats.count() != len(attended):
        raise ValueError("Only members of the body that met have a seat at its meeting")
