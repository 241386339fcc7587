"""A second or long move of a date: a chief officer decides, or the chair records it (rule 5)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.enums import OfficersHow, RevisionState
from actions.models import OfficersDecision
from committees.enums import BodyKind, MeetingKind
from committees.models import Meeting
from committees.rules.interests import WAYS, WORDS, Matter, Tie
from tests.actions.scene import scene
from tests.factories import (
    BodyFactory,
    DeadlineRevisionFactory,
    MeetingFactory,
    MembershipFactory,
    led_action,
    person_with,
)
from timescales.date_format import long_day

pytestmark = pytest.mark.django_db

ASKED = "You asked for this date, so somebody else has to decide."
LIST = "/dates-for-chief-officers/"
TODAY = timezone.localdate()
FIRST = date(2020, 1, 1)
YES_YES_NO = ("yes", "yes", "no")
SHORT, LONG = date(2099, 8, 31), date(2099, 12, 31)


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

    [waiting] = client.get(LIST).context["lists"]

    assert waiting.area == now.plan.area
    assert [(row.revision, row.revision.times_moved, row.why_not) for row in waiting.dates] == [
        (moved, 1, ""),
        (own, 0, f"{ASKED} {WAYS[Matter.OFFICERS_DATE]}"),
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
    meeting = group_meeting(now)
    revision = asked(now.action, requested_on=meeting.held_on)
    data = {f"answer-{revision.pk}": decision, "note": "Seen by all.", "decided_at": meeting.pk}

    answer = client.post(f"{LIST}{revision.pk}/", data)

    revision.refresh_from_db()
    now.action.refresh_from_db()
    assert answer["Location"] == LIST
    assert (revision.state, revision.decided_by, revision.decided_at) == (state, officer, meeting)
    assert (now.action.first_due, now.action.due) == (date(2099, 7, 31), due)


@pytest.mark.parametrize("decision", ["yes", "no"])
def test_a_note_is_wanted_either_way(client, now, officer, decision):
    revision = asked(now.action)

    answer = client.post(f"{LIST}{revision.pk}/", {f"answer-{revision.pk}": decision, "note": " "})

    assert answer.context["form"].errors == {
        "note": ["Say why it is decided so. It is printed in the next report."]
    }


def test_who_asked_never_decides(client, now, officer):
    revision = asked(now.action, requested_by=officer)

    answer = client.post(f"{LIST}{revision.pk}/", {f"answer-{revision.pk}": "yes", "note": "Seen."})

    revision.refresh_from_db()
    assert (answer.status_code, revision.state) == (200, RevisionState.REQUESTED)
    assert answer.context["page"].why_not == f"{ASKED} {WAYS[Matter.OFFICERS_DATE]}"


def test_what_is_decided_already_leads_back(client, now, officer):
    revision = asked(now.action, state=RevisionState.APPROVED)

    assert client.get(f"{LIST}{revision.pk}/")["Location"] == LIST


def test_one_that_is_the_chairs_or_another_areas_is_not_found(client, now, officer):
    theirs = asked(now.action, to_chief_officers=False)
    elsewhere = asked(scene().action)

    found = [client.get(f"{LIST}{row.pk}/").status_code for row in (theirs, elsewhere)]

    assert found == [404, 404]


def test_a_whole_list_is_one_recorded_decision(client, now, officer):
    rows = [asked(now.more(), requested_on=TODAY) for _ in range(3)]
    own = asked(now.more(), requested_by=officer)
    later = asked(now.more(), requested_on=TODAY)
    answers = {f"answer-{row.pk}": answer for row, answer in zip(rows, YES_YES_NO, strict=True)}

    together = f"{LIST}areas/{now.plan.area.slug}/"
    client.post(together, {**answers, "note": "At the away day."})

    decision = OfficersDecision.objects.get()
    decided = decision.dates.order_by("pk").values_list("pk", "state", "decider_label")
    label = f"{officer}, chief officer for the chief officers group"
    assert list(decided) == [
        (rows[0].pk, RevisionState.APPROVED, label),
        (rows[1].pk, RevisionState.APPROVED, label),
        (rows[2].pk, RevisionState.DECLINED, label),
    ]
    assert [form_row.pk for form_row in client.get(together).context["form"].revisions] == [
        later.pk
    ]
    own.refresh_from_db()
    assert own.state == RevisionState.REQUESTED


def test_another_areas_list_is_not_found(client, now, officer):
    elsewhere = scene()
    asked(elsewhere.action)

    assert client.get(f"{LIST}areas/{elsewhere.plan.area.slug}/").status_code == 404


def test_nothing_decided_is_said(client, now, officer):
    for _ in range(2):
        asked(now.more())

    answer = client.post(f"{LIST}areas/{now.plan.area.slug}/", {"note": "Later."})

    assert answer.context["form"].non_field_errors() == ["Decide on one of the dates at least."]


@pytest.mark.parametrize("role", [Role.CHAIR, Role.VICE_CHAIR, Role.LEAD_OFFICER])
def test_what_they_decided_is_recorded_with_their_meeting_and_the_post(client, now, role):
    meeting = group_meeting(now)
    group_meeting_ahead = MeetingFactory.create(
        body=meeting.body, held_on=TODAY + timedelta(days=5)
    )
    MembershipFactory.create(
        body=meeting.body, designation="Chief Executive", name="Ann Wood", starts=FIRST
    )
    revision = asked(now.action, requested_on=meeting.held_on)
    recorder = person_with(role, now.plan.area)
    client.force_login(recorder)
    page = f"/plans/{now.plan.slug}/decisions/chief-officers/"

    shown = client.get(page).context["form"]
    data = {"decided_at": meeting.pk, "decider": "Chief Executive, Ann Wood", "note": "Agreed."}
    client.post(page, {f"answer-{revision.pk}": "yes", **data})

    revision.refresh_from_db()
    decision = revision.officers_decision
    assert group_meeting_ahead not in shown.meetings.values()
    assert (revision.decided_by, revision.decided_at, revision.decided_on, decision.how) == (
        recorder,
        meeting,
        meeting.held_on,
        OfficersHow.MEETING,
    )
    day = long_day(meeting.held_on)
    assert revision.decider_label == f"{meeting.body}, meeting of {day} (Chief Executive, Ann Wood)"


def test_by_correspondence_is_a_row_of_their_calendar(client, now):
    group = group_meeting(now).body
    revision = asked(now.action, requested_on=TODAY - timedelta(days=9))
    client.force_login(person_with(Role.CHAIR, now.plan.area))
    on = TODAY - timedelta(days=1)
    data = {"decided_at": "correspondence", "correspondence_on": on.isoformat(), "note": "By post."}
    page = f"/plans/{now.plan.slug}/decisions/chief-officers/"

    client.post(page, {f"answer-{revision.pk}": "no", "other_decider": "Chief Constable", **data})

    revision.refresh_from_db()
    met = Meeting.objects.get(body=group, kind=MeetingKind.CORRESPONDENCE)
    assert (revision.decided_at, revision.decided_on, met.held_on) == (met, on, on)
    assert revision.decider_label == (
        f"{group}, decision by correspondence of {long_day(on)} (Chief Constable)"
    )


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        (
            {},
            {
                "decided_at": ["Say at which meeting, or that it was by correspondence."],
                "other_decider": ["Say which post decided."],
            },
        ),
        (
            {"decided_at": "correspondence", "other_decider": "Chief Constable"},
            {"correspondence_on": ["Give the day, for example 31 July 2026."]},
        ),
        (
            {
                "decided_at": "correspondence",
                "correspondence_on": (TODAY + timedelta(days=2)).isoformat(),
                "other_decider": "Chief Constable",
            },
            {"correspondence_on": ["This day has not come yet."]},
        ),
        (
            {
                "decided_at": "correspondence",
                "correspondence_on": "1 August 2026",
                "other_decider": "Chief Constable",
            },
            {
                "decided_at": [
                    "The new date of action 1.1 was asked for on 12 August 2026, after that day."
                ]
            },
        ),
    ],
)
def test_meeting_and_decider_are_wanted(client, now, data, errors):
    group_meeting(now)
    revision = asked(now.action)
    client.force_login(person_with(Role.CHAIR, now.plan.area))
    page = f"/plans/{now.plan.slug}/decisions/chief-officers/"

    answer = client.post(page, {f"answer-{revision.pk}": "yes", "note": "Agreed.", **data})

    revision.refresh_from_db()
    assert answer.context["form"].errors == errors
    assert revision.state == RevisionState.REQUESTED


def test_whoever_asked_does_not_record_what_became_of_it(client, now):
    chair = person_with(Role.CHAIR, now.plan.area)
    asked(now.action, requested_by=chair)
    client.force_login(chair)

    answer = client.get(f"/plans/{now.plan.slug}/decisions/chief-officers/")

    assert answer.context["page"].why_not == (
        f"{WORDS[Matter.OFFICERS_RECORD][Tie.ACCOUNT]} {WAYS[Matter.OFFICERS_RECORD]}"
    )


def test_the_chair_is_led_to_the_record_of_the_officers(client, now):
    asked(now.action)
    client.force_login(person_with(Role.CHAIR, now.plan.area))

    answer = client.get(f"/actions/{now.action.pk}/new-date/decide/")

    assert answer["Location"] == f"/plans/{now.plan.slug}/decisions/chief-officers/"


def test_a_chief_officer_does_not_decide_on_an_action_that_they_lead(client, now, officer):
    revision = asked(led_action(officer, now.plan, due=date(2099, 7, 31)))

    answer = client.post(f"{LIST}{revision.pk}/", {f"answer-{revision.pk}": "yes", "note": "Seen."})

    assert answer.context["page"].why_not == (
        f"{WORDS[Matter.DATE][Tie.POST]} {WAYS[Matter.OFFICERS_DATE]}"
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
