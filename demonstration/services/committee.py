"""The committee itself: its seats and terms, inductions, strategies, who attended, and what its
partners give."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from committees.enums import MeetingKind
from committees.models import Body, Meeting, Membership
from committees.queries.groups import members_on
from committees.rules.logos import logo_in
from committees.services import set_logo
from demonstration.queries.logo import drawn
from demonstration.queries.officers import noon
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from governance import services
from governance.rules.year import year_of
from meetings.enums import Attended
from meetings.services import record_attendance

ONE_DAY = timedelta(days=1)
MEETINGS = 12  # of the last months, those of which the file may say who attended


def keep_committee(source: Source, place: Place) -> None:
    """All that the file says of the committee itself; nothing where it says nothing."""
    row = source.story.get("committee")
    if row is None:
        return
    body, by = place.bodies["cpc"], place.lead_officer
    first_month = row["first_month"]
    services.set_year(by=by, body=body, expected=0, first_month=first_month, least_meetings=4)
    for agency, seat, number in row["places"]:
        services.add_place(
            by=by, body=body, agency=place.agencies.get(agency), seat=seat, number=number
        )
    _members(row, place, body)
    for item in row["strategies"]:
        _strategy(item, place, body)
    _attendance(row, place, body)
    if said := row.get("logo"):
        image = logo_in("", drawn(place.area.name, said["below"]))
        begun = noon(place.timetable.history_start)
        set_logo(by=by, area=place.area, expected=0, alt=said["alt"], image=image, now=begun)
    this = year_of(place.timetable.today, first_month).starts.year
    for agency, years_ago, amount in row.get("contributions", ()):
        services.add_contribution(
            by=by,
            body=body,
            agency=place.agencies[agency],
            year=this - years_ago,
            amount=Decimal(amount),
        )


def _members(row: Table, place: Place, body: Body) -> None:
    by, today = place.lead_officer, place.timetable.today
    members = {one.name: one for one in Membership.objects.filter(body=body).order_by("starts")}
    for name, months in row["terms"]:
        starts = members[name].starts
        ends = starts + relativedelta(months=months) - ONE_DAY
        services.add_term(by=by, membership=members[name], starts=starts, ends=ends)
    for name, weeks in row["inductions"]:
        day = members[name].starts + timedelta(weeks=weeks) if weeks >= 0 else None
        services.record_induction(
            by=by, membership=members[name], expected=0, done_on=day, on=today
        )


def _strategy(item: Table, place: Place, body: Body) -> None:
    reviewed, due = item.get("reviewed"), item.get("due_in")
    services.add_strategy(
        by=place.lead_officer,
        body=body,
        title=item["title"],
        post=place.posts.get(item.get("post", "")),
        reviewed_on=None if reviewed is None else place.timetable.months_ago(reviewed),
        due_on=None if due is None else place.timetable.months_ago(-due),
    )


def _attendance(row: Table, place: Place, body: Body) -> None:
    """Of the meetings held last, the newest first: who did not come in person; "" of a meeting of
    which nobody recorded it."""
    today = place.timetable.today
    held = Meeting.objects.filter(body=body, kind=MeetingKind.ORDINARY, held_on__lte=today)
    for meeting, away in zip(held.order_by("-held_on")[:MEETINGS], row["attendance"], strict=False):
        if away == "":
            continue
        how = {name: Attended(kind) for kind, names in away.items() for name in names}
        record_attendance(
            by=place.lead_officer,
            meeting=meeting,
            expected=0,
            attended={
                one.pk: how.get(one.name, Attended.PRESENT)
                for one in members_on(body, meeting.held_on)
            },
            on=today,
        )
