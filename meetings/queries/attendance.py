"""Who attended which meeting, where that was recorded."""

from __future__ import annotations

from collections.abc import Sequence

from committees.models import Meeting, Membership
from committees.queries.groups import members_on
from meetings.enums import Attended
from meetings.models import AttendanceRecord
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
    """By the key of each meeting of one body of which it was recorded: every seat of that day, and
    how it was taken. Three queries, however many meetings."""
    records = AttendanceRecord.objects.filter(meeting__in=meetings).select_related("meeting")
    known = {row.meeting_id: row for row in records.prefetch_related("seats")}
    bodies = {meeting.body_id for meeting in meetings}
    members = list(Membership.objects.filter(body__in=bodies).select_related("agency"))
    return {
        meeting.pk: _seats(known[meeting.pk], meeting, members)
        for meeting in meetings
        if meeting.pk in known
    }


def _seats(
    record: AttendanceRecord, meeting: Meeting, members: Sequence[Membership]
) -> list[SeatTaken]:
    how = {row.membership_id: Attended(row.how) for row in record.seats.all()}
    day = meeting.held_on
    return [
        SeatTaken(row.agency.name if row.agency else "", how.get(row.pk))
        for row in members
        if row.pk in how
        or (
            row.body_id == meeting.body_id
            and row.starts <= day
            and (not row.ends or row.ends >= day)
        )
    ]
