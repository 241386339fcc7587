"""When a new date goes to the chief officers: a committee's setting; and what a meeting is."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.roles import Role
from audit.models import Event
from audit.services.edits import EditConflict
from committees.enums import MeetingKind
from committees.models import DateRule
from committees.queries.groups import date_rule_of, quarters_of
from committees.services import add_meeting, correspondence_of, edit_meeting, set_date_rule
from plans.enums import PlanState
from tests import factories as make
from tests.clients import client_of, told
from windows.queries import planned_windows

pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 10)
K = MeetingKind


def test_body_without_a_rule_has_the_usual_one():
    rule = date_rule_of(make.BodyFactory())

    assert (rule.officers_from_move, rule.officers_after_days, rule.row_version) == (2, 90, 0)


def test_rule_is_set_and_recorded_once():
    body = make.BodyFactory()

    for _ in range(2):
        set_date_rule(by=None, body=body, expected=0, officers_after_days=60)

    assert (date_rule_of(body).officers_after_days, date_rule_of(body).row_version) == (60, 1)
    assert Event.objects.get().changes == {"officers_after_days": [90, 60]}


def test_two_people_who_set_it_are_told():
    body = make.BodyFactory()
    set_date_rule(by=None, body=body, expected=0, officers_after_days=60)

    with pytest.raises(EditConflict):
        set_date_rule(by=None, body=body, expected=0, officers_after_days=120)

    assert date_rule_of(body).officers_after_days == 60


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("officers_from_move", 0),
        ("officers_from_move", 10),
        ("officers_after_days", -1),
        ("officers_after_days", 731),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(field, value):
    with pytest.raises(ValidationError) as error:
        set_date_rule(by=None, body=make.BodyFactory(), expected=0, **{field: value})

    assert list(error.value.message_dict) == [field]
    assert not DateRule.objects.exists()


def test_what_a_rule_does_not_have_is_a_programmers_fault():
    with pytest.raises(ValueError, match="has no surprise to set"):
        set_date_rule(by=None, body=make.BodyFactory(), expected=0, surprise=1)


def test_rule_is_set_on_its_page():
    body = make.BodyFactory()
    client = client_of(Role.LEAD_OFFICER, body.area)
    sent = {"officers_from_move": "1", "officers_after_days": "30", "expected": "0"}

    page = client.post(f"/groups/{body.pk}/new-dates/", sent, follow=True)

    assert told(page) == [
        "The rule is set. Dates that wait already are decided as they were asked."
    ]
    assert date_rule_of(body).officers_from_move == 1


@pytest.mark.parametrize(
    ("kind", "what", "name", "words"),
    [
        (K.ORDINARY, "meeting", "Meeting of 10 September 2026", "CPC, 10 September 2026"),
        (
            K.EXTRAORDINARY,
            "extraordinary meeting",
            "Extraordinary meeting of 10 September 2026",
            "CPC, extraordinary meeting, 10 September 2026",
        ),
        (
            K.CORRESPONDENCE,
            "decision by correspondence",
            "Decision by correspondence of 10 September 2026",
            "CPC, by correspondence, 10 September 2026",
        ),
    ],
)
def test_each_kind_has_its_words(kind, what, name, words):
    meeting = make.MeetingFactory(body__name="CPC", held_on=DAY, kind=kind)

    assert (meeting.what, meeting.name, str(meeting)) == (what, name, words)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (K.ORDINARY, K.ORDINARY),
        (K.ORDINARY, K.EXTRAORDINARY),
        (K.CORRESPONDENCE, K.CORRESPONDENCE),
    ],
)
def test_a_body_meets_once_a_day(first, second):
    body = make.BodyFactory()
    add_meeting(by=None, body=body, held_on=DAY, kind=first)

    with pytest.raises(ValidationError) as error:
        add_meeting(by=None, body=body, held_on=DAY, kind=second)

    assert list(error.value.message_dict) == ["held_on"]


@pytest.mark.parametrize("beside", [K.ORDINARY, K.EXTRAORDINARY])
def test_what_is_decided_by_correspondence_stands_beside_a_meeting(beside):
    body = make.BodyFactory()

    for kind in (beside, K.CORRESPONDENCE):
        add_meeting(by=None, body=body, held_on=DAY, kind=kind)

    assert body.meetings.count() == 2


def test_correspondence_of_a_day_is_one_row():
    body = make.BodyFactory()

    first, again = (correspondence_of(by=None, body=body, on=DAY) for _ in range(2))

    assert (first, first.kind, body.meetings.count()) == (again, K.CORRESPONDENCE, 1)


def test_only_ordinary_meetings_have_a_quarter_and_windows():
    plan = make.PlanFactory(
        body=make.BodyFactory(), state=PlanState.AGREED, period_end=date(2099, 7, 31)
    )
    today = timezone.localdate()
    days = [today + timedelta(days=40 + 90 * n) for n in range(3)]
    meetings = [
        make.MeetingFactory(body=plan.body, held_on=day, kind=kind)
        for day, kind in zip(days, K, strict=True)
    ]

    [planned] = planned_windows([plan], today)

    assert (list(quarters_of(meetings)), planned.meetings) == ([meetings[0].pk], [meetings[0]])


def test_a_meeting_that_is_named_otherwise_keeps_its_kind():
    meeting = make.MeetingFactory(kind=K.EXTRAORDINARY)

    edit_meeting(
        by=None, meeting=meeting, expected=1, held_on=meeting.held_on, title="Urgent review"
    )

    meeting.refresh_from_db()
    assert (meeting.title, meeting.kind) == ("Urgent review", K.EXTRAORDINARY)
