"""The page of the committee itself: what it says, to whom, and how it is recorded."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from committees.enums import MeetingKind, Nation, Seat
from committees.queries.history import events_seen
from governance import services
from governance.models import Contribution, Induction, Place
from governance.queries.committee import committee_itself
from meetings.enums import Attended
from meetings.models import Attendance, AttendanceRecord
from meetings.services import record_attendance
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
HELD = date(2026, 9, 10)


@pytest.fixture
def body():
    return make.BodyFactory()


@pytest.fixture
def officer(body):
    return make.person_with(Role.LEAD_OFFICER, body.area)


@pytest.fixture
def police(body):
    return make.AgencyFactory(name="Police")


@pytest.fixture
def member(body, police):
    return make.MembershipFactory(body=body, agency=police, name="Ada Grant")


@pytest.fixture
def meeting(body):
    return make.MeetingFactory(body=body, held_on=HELD)


def recorded(officer, meeting, attended, expected=0, on=TODAY):
    return record_attendance(
        by=officer, meeting=meeting, expected=expected, attended=attended, on=on
    )


def page_for(client, role, area):
    client.force_login(make.person_with(role, area))
    return client.get(reverse("committee", args=[area.slug])).content.decode()


def test_meeting_without_a_record_is_not_recorded_and_no_nought(body, member, meeting, officer):
    make.MeetingFactory(body=body, held_on=date(2026, 12, 10))
    year, _ = committee_itself(body, TODAY).years

    assert [(row.meeting.held_on, row.to_come, row.seats) for row in year.meetings] == [
        (HELD, False, None),
        (date(2026, 12, 10), True, None),
    ]
    assert (list(year.agencies), year.recorded, year.unrecorded) == ([], 0, 1)
    assert year.said == "1 held, 1 planned, 2 missing of at least 4 (no day set)."


def test_attendance_counts_the_members_of_that_day(body, member, meeting, officer, police):
    left = make.MembershipFactory(body=body, agency=police, ends=HELD)
    make.MembershipFactory(body=body, starts=date(2026, 9, 11))
    open_seat = make.MembershipFactory(body=body)
    recorded(officer, meeting, {member.pk: Attended.PRESENT, left.pk: Attended.DEPUTY})

    year, _ = committee_itself(body, TODAY).years

    assert [(row.name, row.present, row.deputy, row.left_open) for row in year.agencies] == [
        ("Police", 1, 1, 0),
        ("No agency named", 0, 0, 1),
    ]
    assert (year.all_seats.taken, year.all_seats.seats) == (2, 3)
    assert open_seat.attendances.count() == 0


def test_attendance_that_stands_so_is_written_once(member, meeting, officer):
    first = recorded(officer, meeting, {member.pk: Attended.PRESENT})
    again = recorded(officer, meeting, {member.pk: Attended.PRESENT})

    assert (first, first.row_version, again.row_version) == (again, 1, 1)
    assert Event.objects.filter(verb="recorded attendance").count() == 1

    recorded(officer, meeting, {member.pk: Attended.APOLOGIES}, expected=1)
    assert Attendance.objects.get().how == Attended.APOLOGIES
    changes = Event.objects.filter(verb="recorded attendance").latest("pk").changes
    assert changes == {str(member): ["present", "apologies"]}
    with pytest.raises(EditConflict):
        recorded(officer, meeting, {member.pk: Attended.ABSENT}, expected=1)


@pytest.mark.parametrize(
    ("kind", "held_on", "whom", "error"),
    [
        (MeetingKind.CORRESPONDENCE, HELD, "member", ValidationError),
        (MeetingKind.ORDINARY, date(2026, 12, 1), "member", ValidationError),
        (MeetingKind.ORDINARY, HELD, "nobody", ValidationError),
        (MeetingKind.ORDINARY, HELD, "stranger", ValueError),
    ],
)
def test_attendance_that_cannot_be(body, member, officer, kind, held_on, whom, error):
    meeting = make.MeetingFactory(body=body, kind=kind, held_on=held_on)
    keys = {"member": [member.pk], "nobody": [], "stranger": [make.MembershipFactory().pk]}

    with pytest.raises(error):
        recorded(officer, meeting, dict.fromkeys(keys[whom], Attended.PRESENT))

    assert not AttendanceRecord.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": MeetingKind.CORRESPONDENCE}, "Nobody meets where something is decided"),
        ({"held_on": date(2099, 1, 1)}, "This meeting is still to come."),
        ({}, "No member is recorded for the day of this meeting."),
    ],
)
def test_form_of_attendance_says_why_not(body, officer, client, change, words):
    meeting = make.MeetingFactory(body=body, **{"held_on": HELD, **change})
    client.force_login(officer)

    page = client.get(reverse("meeting_attendance", args=[meeting.pk])).content.decode()

    assert words in page


@pytest.mark.parametrize(
    ("role", "told"),
    [
        (Role.LEAD_OFFICER, True),
        (Role.CHAIR, True),
        (Role.MEMBER, True),
        (Role.CHIEF_OFFICER, True),
        (Role.INSPECTOR, False),
        (Role.ACTION_LEAD, False),
        (Role.ADMINISTRATOR, False),
    ],
)
def test_attendance_by_agency_and_inductions_stay_with_committee_and_chief_officers(
    body, member, officer, client, role, told
):
    today = timezone.localdate()
    meeting = make.MeetingFactory(body=body, held_on=today)
    recorded(officer, meeting, {member.pk: Attended.ABSENT}, on=today)
    make.InductionFactory(membership=member)

    page = page_for(client, role, body.area)

    assert ("Attendance by agency" in page, "Done on 15 January 2026" in page) == (told, told)
    assert "1 of 1 members have had their induction." in page
    assert "0 of 1" in page


def test_inspector_reads_no_event_of_who_attended(member, meeting, officer):
    recorded(officer, meeting, {member.pk: Attended.ABSENT})
    services.record_induction(by=officer, membership=member, expected=0, done_on=None, on=TODAY)
    inspector = make.person_with(Role.INSPECTOR, member.body.area)

    assert list(events_seen(inspector, member.body.area)) == []


def test_what_wants_attention_is_said_first(body, member, police, officer, client):
    today = timezone.localdate()
    make.TermFactory(membership=member, starts=date(2020, 1, 1), ends=today)
    make.PlaceFactory(body=body, agency=police, number=3)

    page = page_for(client, Role.CHAIR, body.area)

    assert "Nobody sits in the chair." in page
    assert "Service manager: the term ends on" in page
    assert "Member, Police: 2 of 3 seats vacant." in page


def test_seats_that_are_not_recorded_leave_vacancies_unknown(body, client):
    make.MembershipFactory(body=body, seat=Seat.CHAIR)
    page = page_for(client, Role.CHAIR, body.area)

    assert "so vacancies are not known" in page
    assert "What wants attention" not in page


def test_area_without_a_committee_says_who_adds_it(client):
    area = make.AreaFactory()

    assert "No committee is recorded" in page_for(client, Role.LEAD_OFFICER, area)


@pytest.mark.parametrize(("nation", "first"), [("scotland", 8), ("england", 4), ("wales", 4)])
def test_year_begins_as_its_nation_has_it_until_somebody_sets_it(nation, first, officer):
    body = make.BodyFactory(area__nation=nation)

    assert committee_itself(body, TODAY).rule.first_month == first

    services.set_year(by=officer, body=body, expected=0, first_month=1, least_meetings=6)
    itself = committee_itself(body, TODAY)
    assert (itself.years[0].year.name, itself.years[0].sittings.missing) == ("2026", 6)
    with pytest.raises(EditConflict):
        services.set_year(by=officer, body=body, expected=0, first_month=2, least_meetings=6)


@pytest.mark.parametrize(
    "values", [{"first_month": 13, "least_meetings": 4}, {"first_month": 1, "least_meetings": 99}]
)
def test_year_that_is_none_is_refused(body, officer, values):
    with pytest.raises(ValidationError):
        services.set_year(by=officer, body=body, expected=0, **values)


def test_contributions_are_recorded_in_england_alone(body, police, officer, client):
    given = {"agency": police, "year": 2026, "amount": Decimal("12500.50")}
    with pytest.raises(ValidationError):
        services.add_contribution(by=officer, body=body, **given)
    assert committee_itself(body, TODAY).given is None

    english = make.BodyFactory(area__nation=Nation.ENGLAND)
    services.add_contribution(by=officer, body=english, **given)
    for wrong in (given, {**given, "year": 2025, "amount": Decimal("-1")}):
        with pytest.raises(ValidationError):
            services.add_contribution(by=officer, body=english, **wrong)
    make.ContributionFactory(body=english, year=2026, amount=Decimal("0.50"))
    this, before = committee_itself(english, TODAY).given
    assert (this.year.name, this.total, len(this.rows)) == ("2026/27", Decimal("12501.00"), 2)
    assert (before.year.name, list(before.rows)) == ("2025/26", [])
    assert "No contribution is recorded for this year." in page_for(
        client, Role.CHAIR, english.area
    )


def test_amount_that_changed_stands_in_the_record_as_text(officer):
    row = make.ContributionFactory()

    services.edit_contribution(by=officer, contribution=row, expected=1, amount=Decimal("13000"))
    services.edit_contribution(by=officer, contribution=row, expected=2, amount=Decimal("13000"))

    assert Contribution.objects.get().amount == Decimal("13000")
    assert Event.objects.get().changes == {"amount": ["12500.00", "13000"]}


def test_induction_not_done_yet_is_no_induction_not_recorded(member, officer):
    services.record_induction(by=officer, membership=member, expected=0, done_on=None, on=TODAY)
    assert committee_itself(member.body, TODAY).inducted == (
        "0 of 1 members have had their induction, 1 not yet."
    )
    services.record_induction(by=officer, membership=member, expected=1, done_on=HELD, on=TODAY)
    services.record_induction(by=officer, membership=member, expected=1, done_on=HELD, on=TODAY)
    make.MembershipFactory(body=member.body)
    assert committee_itself(member.body, TODAY).inducted == (
        "1 of 2 members have had their induction; of 1 it is not recorded."
    )
    with pytest.raises(EditConflict):
        services.record_induction(by=officer, membership=member, expected=1, done_on=None, on=TODAY)
    with pytest.raises(ValidationError):
        services.record_induction(
            by=officer, membership=member, expected=2, done_on=date(2027, 1, 1), on=TODAY
        )
    assert Induction.objects.get().done_on == HELD


def test_induction_recorded_anew_after_it_was_seen_is_a_conflict(member, officer):
    with pytest.raises(EditConflict):
        services.record_induction(by=officer, membership=member, expected=1, done_on=HELD, on=TODAY)


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2027, 12, 31), date(2029, 1, 1)),
        (date(2020, 1, 1), date(2025, 1, 1)),
    ],
)
def test_term_without_length_or_over_another_is_refused(member, officer, starts, ends):
    make.TermFactory(membership=member)

    with pytest.raises(ValidationError):
        services.add_term(by=officer, membership=member, starts=starts, ends=ends)


def test_strategy_of_one_name_and_reviews_in_order(body, officer):
    values = {"title": "Communications", "post": None, "reviewed_on": HELD, "due_on": None}
    services.add_strategy(by=officer, body=body, **values)

    for wrong in (values, {**values, "title": "Other", "due_on": HELD}):
        with pytest.raises(ValidationError):
            services.add_strategy(by=officer, body=body, **wrong)


def test_seats_of_an_agency_are_recorded_once(body, police, officer):
    services.add_place(by=officer, body=body, agency=police, seat=Seat.MEMBER, number=2)

    with pytest.raises(ValidationError):
        services.add_place(by=officer, body=body, agency=police, seat=Seat.MEMBER, number=1)

    assert Place.objects.get().number == 2


def test_first_page_says_in_advance_what_falls_due(body, member, client):
    today = timezone.localdate()
    make.TermFactory(membership=member, starts="2020-01-01", ends=today)
    make.TermFactory(membership__body=body, starts="2020-01-01", ends="2022-12-31")
    make.TermFactory(membership__body=body, starts="2020-01-01", ends="2099-12-31")
    make.TermFactory(
        membership=make.MembershipFactory(body=body, ends="2022-12-31"), ends="2026-06-30"
    )
    make.StrategyFactory(body=body, due_on=today)
    make.StrategyFactory(body=body, due_on="2099-01-01")
    make.StrategyFactory(body=body)
    make.StrategyFactory(due_on=today)
    pages = {}
    for role in (Role.CHAIR, Role.MEMBER):
        client.force_login(make.person_with(role, body.area))
        pages[role] = client.get(reverse("home")).content.decode()

    assert (
        "2 terms of office are over or end within 90 days; 1 review of strategies is due by then"
        in pages[Role.CHAIR]
    )
    assert "of office" not in pages[Role.MEMBER]


def test_page_costs_the_same_for_one_member_and_many(body, member, meeting, officer, client):
    recorded(officer, meeting, {member.pk: Attended.PRESENT})
    client.force_login(officer)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("committee", args=[body.area.slug]))
        return len(queries)

    asked()
    one = asked()
    for month in range(1, 8):
        held = make.MeetingFactory(body=body, held_on=date(2026, month, 3))
        recorded(officer, held, {member.pk: Attended.PRESENT})
        make.TermFactory(membership=make.MembershipFactory(body=body))
        make.PlaceFactory(body=body)
        make.StrategyFactory(body=body, post=make.PostFactory(area=body.area))

    assert (asked(), one <= 12) == (one, True)
