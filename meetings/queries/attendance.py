"""Who attended which meeting, where that was recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from committees.models import Meeting, Membership
from committees.queries.groups import members_on
from meetings.enums import Attended
from meetings.models import Attendance, AttendanceRecord
from meetings.rules.attendance import SeatTaken


def attendance_at(meeting: Meeting) -> AttendanceRecord:
    """What was recorded of a meeting; an unsaved record of version 0 where nothing was."""
    row = AttendanceRecord.objects.filter(meeting=meeting).first()
    return row or AttendanceRecord(meeting=meeting, row_version=0)


def seats_at(meeting: Meeting) -> Sequence[Membership]:
    """The members on the day of a meeting, the chair first, and whoever is recorded besides."""
    members = list(members_on(meeting.body, meeting.held_on))
    recorded = Membership.objects.filter(attendances__record__meeting=meeting)
    others = recorded.exclude(pk__in=[row.pk for row in members]).select_related("agency")
    return [*members, *others.order_by("name")]


def seats_taken(meetings: Sequence[Meeting]) -> dict[int, list[SeatTaken]]:
    """By the key of each meeting of which it was recorded: every seat of that day, and how it was
    taken. Two queries, however many meetings."""
    how: defaultdict[int, dict[int, Attended]] = defaultdict(dict)
    rows = Attendance.objects.filter(record__meeting__in=meetings).order_by()
    for meeting, seat, way in rows.values_list("record__meeting", "membership", "how"):
        how[meeting][seat] = Attended(way)
    bodies = {meeting.body_id for meeting in meetings}
    members = list(Membership.objects.filter(body__in=bodies).select_related("agency"))
    return {
        meeting.pk: _seats(how[meeting.pk], meeting, members)
        for meeting in meetings
        if meeting.pk in how
    }


def _seats(
    how: Mapping[int, Attended], meeting: Meeting, members: Sequence[Membership]
) -> list[SeatTaken]:
    return [
        SeatTaken(row.agency.name if row.agency else "", how.get(row.pk))
        for row in members
        if row.pk in how or _seated(row, meeting)
    ]


def _seated(row: Membership, meeting: Meeting) -> bool:
    """Whether a membership is of the body that met, on that day."""
    day = meeting.held_on
    lasts = row.ends is None or row.ends >= day
    return row.body_id == meeting.body_id and row.starts <= day and lasts
