"""A second or long move of a date: a chief officer decides, or the chair records it (rule 5)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.enums import RevisionState
from committees.enums import BodyKind
from tests.actions.scene import Scene, scene
from tests.factories import BodyFactory, DeadlineRevisionFactory, MeetingFactory, person_with

pytestmark = pytest.mark.django_db

LIST = "/dates-for-chief-officers/"
TODAY = timezone.localdate()
SHORT, LONG = date(2099, 8, 31), date(2099, 12, 31)


@pytest.fixture
def now() -> Scene:
    return scene()


@pytest.fixture
def officer(client, now):
    user = now.person(Role.CHIEF_OFFICER)
    client.force_login(user)
    return user


def asked(action, **fields):
    values = {"to_chief_officers": True, "proposed_due": LONG, "impact": "Longer waits."}
    return DeadlineRevisionFactory.create(action=action, **{**values, **fields})


def group_meeting(now, on=TODAY - timedelta(days=2)):
    body = BodyFactory.create(area=now.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    return MeetingFactory.create(body=body, held_on=on)


def test_the_list_holds_what_is_theirs_to_decide(client, now, officer):
    moved = asked(now.action)
    DeadlineRevisionFactory.create(
        action=now.action, state=RevisionState.APPROVED, proposed_due=SHORT
    )
    asked(now.more(), to_chief_officers=False)
    asked(now.more(), state=RevisionState.DECLINED)
    asked(scene().action)
    own = asked(now.more(), requested_by=officer)

    waiting = client.get(LIST).context["waiting"]

    assert [(row.revision, row.revision.times_moved, row.why_not) for row in waiting] == [
        (moved, 1, ""),
        (own, 0, "You asked for this date, so somebody else has to decide."),
    ]


def test_all_that_is_needed_to_decide_stands_on_the_page(client, now, officer):
    revision = asked(now.action)

    page = client.get(f"{LIST}{revision.pk}/").content.decode()

    words = ("31 July 2099", "31 December 2099", "The supplier withdrew.", "Longer waits.")
    assert [words for words in words if words not in page] == []


@pytest.mark.parametrize(
    ("decision", "state", "due"),
    [("yes", RevisionState.APPROVED, LONG), ("no", RevisionState.DECLINED, date(2099, 7, 31))],
)
def test_a_chief_officer_decides_with_a_note(client, now, officer, decision, state, due):
    revision, meeting = asked(now.action), group_meeting(now)
    data = {"decision": decision, "note": "Seen by all.", "decided_at": meeting.pk}

    answer = client.post(f"{LIST}{revision.pk}/", data)

    revision.refresh_from_db()
    now.action.refresh_from_db()
    assert answer["Location"] == LIST
    assert (revision.state, revision.decided_by, revision.decided_at) == (state, officer, meeting)
    assert (now.action.first_due, now.action.due) == (date(2099, 7, 31), due)


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_a_note_is_wanted_either_way(client, now, officer, decision):
    revision = asked(now.action)

    answer = client.post(f"{LIST}{revision.pk}/", {"decision": decision, "note": " "})

    assert answer.context["form"].errors == {
        "note": ["Say why you decide so. It is printed in the next report."]
    }


def test_who_asked_never_decides(client, now, officer):
    revision = asked(now.action, requested_by=officer)

    answer = client.post(f"{LIST}{revision.pk}/", {"decision": "yes", "note": "Seen."})

    revision.refresh_from_db()
    assert (answer.status_code, revision.state) == (200, RevisionState.REQUESTED)
    assert (
        answer.context["page"].why_not == "You asked for this date, so somebody else has to decide."
    )


def test_what_is_decided_already_leads_back(client, now, officer):
    revision = asked(now.action, state=RevisionState.APPROVED)

    assert client.get(f"{LIST}{revision.pk}/")["Location"] == LIST


def test_one_that_is_the_chairs_or_another_areas_is_not_found(client, now, officer):
    theirs = asked(now.action, to_chief_officers=False)
    elsewhere = asked(scene().action)

    found = [client.get(f"{LIST}{row.pk}/").status_code for row in (theirs, elsewhere)]

    assert found == [404, 404]


def test_the_chair_is_told_whose_it_is_and_records_the_meeting(client, now):
    revision, meeting = asked(now.action), group_meeting(now)
    group_meeting(now, on=TODAY + timedelta(days=5))
    chair = person_with(Role.CHAIR, now.plan.area)
    client.force_login(chair)
    page = f"/actions/{now.action.pk}/new-date/decide/"

    shown = client.get(page)
    client.post(page, {"decision": "yes", "note": "Agreed.", "decided_at": meeting.pk})

    revision.refresh_from_db()
    assert shown.content.decode().count("For the chief officers group to decide, not for you.") == 1
    assert list(shown.context["form"].meetings.values()) == [meeting]
    assert (revision.decided_by, revision.decided_at, revision.decision_note) == (
        chair,
        meeting,
        "Agreed.",
    )


def test_a_second_move_that_was_approved_counts_as_one_more(client, now):
    DeadlineRevisionFactory.create(action=now.action, state=RevisionState.APPROVED)
    client.force_login(now.lead)
    data = {"proposed_due": "31 October 2099", "reason": "Again.", "impact": "Longer waits."}

    client.post(f"/actions/{now.action.pk}/new-date/", data)

    asked_now = now.action.revisions.get(state=RevisionState.REQUESTED)
    assert asked_now.to_chief_officers is True


def test_impact_is_wanted(client, now):
    client.force_login(now.lead)
    data = {"proposed_due": "31 August 2099", "reason": "No trainer.", "impact": ""}

    answer = client.post(f"/actions/{now.action.pk}/new-date/", data)

    assert answer.context["form"].errors == {
        "impact": ["Say what the delay means for children and families."]
    }
