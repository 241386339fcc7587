"""A whole meeting through its pages, without script: recorded, changed, applied, printed."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from meetings.services import change_decision
from tests import factories as make
from tests.clients import told
from tests.meetings.pages import behind, drawn, room, typed
from tests.meetings.scene import DUE, LATE, SAID, SOON, TODAY

pytestmark = pytest.mark.django_db
K = DecisionKind


def test_exceptions_come_first_the_worst_on_top(officer, now):
    quiet = now.action()
    make.ProgressUpdateFactory.create(action=quiet, as_at=TODAY)
    late = now.action(due=TODAY - timedelta(days=5))
    red = behind(now)

    shown = officer.get(room(now)).context["agenda"]

    assert [
        (section.label, [card.card.row.pk for card in section.cards]) for section in shown.sections
    ] == [("Off track", [red.pk]), ("Overdue", [late.pk]), ("No lead", [quiet.pk])]


@pytest.mark.parametrize("kind", [kind for kind in K if kind != K.ADD])
def test_each_kind_is_recorded_from_its_card_and_comes_back_there(officer, now, kind):
    action = behind(now)
    chosen = now.chosen(kind)
    keys = {name: str(one.pk) for name, one in chosen.items()}
    sent = drawn(officer.get(room(now)), action, kind) | typed(kind) | keys

    answer = officer.post(room(now), sent)

    row = MeetingDecision.objects.get()
    assert answer["Location"] == f"{room(now)}#action-{action.pk}"
    assert (row.kind, row.action, row.recorded_by) == (kind, action, now.officer)
    said = SAID[kind] | chosen
    assert {name: getattr(row, name) for name in said} == said


def test_few_fields_have_to_be_filled():
    assert {kind: len(said) for kind, said in SAID.items()} == {
        K.COMPLETE: 2,
        K.EXTEND: 3,
        K.ADD: 2,
        K.WITHDRAW: 1,
        K.LEAD: 1,
        K.RATING: 1,
        K.ESCALATE: 1,
        K.NOTED: 1,
    }


def test_what_the_lead_asked_for_needs_one_press(officer, now):
    action = behind(now)
    asked = make.DeadlineRevisionFactory.create(action=action, impact="Longer waits.")

    officer.post(room(now), drawn(officer.get(room(now)), action, K.EXTEND))

    row = MeetingDecision.objects.get()
    assert (row.proposed_due, row.reason) == (asked.proposed_due, asked.reason)


def test_what_is_missing_is_said_at_its_card_which_stays_open(officer, now):
    action = behind(now)
    sent = drawn(officer.get(room(now)), action, K.WITHDRAW)

    answer = officer.post(room(now), sent)

    page = answer.content.decode()
    assert answer.context["form"].errors == {"reason": ["Say why it is withdrawn."]}
    assert page.count('<details class="cpc-card__kind" open>') == 1
    assert page.count(f'href="#withdraw-{action.pk}-reason"') == 1


def test_the_same_form_sent_twice_records_once(officer, now):
    action = behind(now)
    sent = drawn(officer.get(room(now)), action, K.NOTED) | typed(K.NOTED)

    officer.post(room(now), sent)
    again = officer.post(room(now), sent)

    assert again["Location"] == f"{room(now)}#action-{action.pk}"
    assert MeetingDecision.objects.count() == 1


def test_a_kind_that_is_decided_is_no_longer_offered(officer, now):
    action = behind(now)
    now.record(K.WITHDRAW, action)

    shown = officer.get(room(now)).context["agenda"]

    [card] = shown.sections[0].cards
    assert [choice.kind for choice in card.choices] == [K.ESCALATE, K.NOTED]


def test_an_action_beyond_the_exceptions_is_chosen(officer, now):
    action = now.action()
    make.LeadFactory.create(action=action, post=make.GroupFactory(area=now.plan.area))
    make.ProgressUpdateFactory.create(action=action, as_at=TODAY)

    answer = officer.get(room(now), {"action": action.pk})
    officer.post(room(now), drawn(answer, action, K.NOTED) | typed(K.NOTED))

    assert MeetingDecision.objects.get().action == action


def test_a_whole_meeting(officer, now):
    red = behind(now)
    gone = behind(now)
    post = make.PostFactory.create(area=now.plan.area, title="Training Officer")
    answer = officer.get(room(now))
    officer.post(room(now), drawn(answer, red, K.EXTEND) | typed(K.EXTEND))
    officer.post(room(now), drawn(answer, gone, K.WITHDRAW) | typed(K.WITHDRAW))
    new = {field.html_name: field.value() or "" for field in answer.context["add"]}
    officer.post(room(now), new | typed(K.ADD) | {"heading": now.heading.pk, "lead": post.pk})
    officer.post(room(now), drawn(answer, red, K.NOTED) | {"reason": "A slip of the pen."})
    wrong = MeetingDecision.objects.get(kind=K.NOTED)
    officer.post(f"{room(now)}decisions/{wrong.pk}/strike-out/")
    change = f"{room(now)}decisions/{MeetingDecision.objects.get(kind=K.ADD).pk}/"
    form = officer.get(change).context["form"]
    officer.post(
        change,
        {field.html_name: field.value() or "" for field in form} | {"text": "Train all panels."},
    )

    chair = Client()
    chair.force_login(now.chair)
    page = chair.get(f"{room(now)}apply/").content.decode()
    seen = re.findall(r'name="seen" value="([^"]+)"', page)
    done = chair.post(f"{room(now)}apply/", {"seen": seen})

    minutes = chair.get(done["Location"])
    assert [
        (line.decided.subject, line.decided.words, line.lead, line.by)
        for line in minutes.context["lines"]
    ] == [
        (
            f"Action {red.reference}",
            f"New date: {SOON:%-d %B %Y}. The supplier withdrew.",
            str(red.leads.get().post),
            f"{SOON:%-d %B %Y}",
        ),
        (
            f"Action {gone.reference}",
            "Withdrawn: Merged with another action.",
            str(gone.leads.get().post),
            "–",
        ),
        (
            "Action 1.3",
            "Added to the plan: Train all panels.",
            "Training Officer",
            "31 March 2099",
        ),
    ]
    assert minutes.content.decode().count("Added at this meeting") == 1
    assert dict(MeetingDecision.objects.values_list("kind", "state")) == {
        K.EXTEND: DecisionState.APPLIED,
        K.WITHDRAW: DecisionState.APPLIED,
        K.ADD: DecisionState.APPLIED,
        K.NOTED: DecisionState.CANCELLED,
    }


def test_who_changes_what_somebody_changed_meanwhile_sees_both(officer, now):
    row = now.record(K.NOTED)
    change = f"{room(now)}decisions/{row.pk}/"
    form = officer.get(change).context["form"]
    sent = {field.html_name: field.value() or "" for field in form} | {"reason": "Mine."}
    change_decision(by=now.chair, decision=row, expected=1, reason="Theirs.")

    answer = officer.post(change, sent)

    shown = answer.context["form"]
    assert shown.both_texts() == [("What did the meeting note?", "Theirs.", "Mine.")]
    officer.post(change, sent | {"expected": shown["expected"].value()})
    row.refresh_from_db()
    assert (row.reason, row.recorded_by) == ("Mine.", now.officer)


def test_a_coordinator_is_told_who_applies_new_dates(officer, now):
    row = now.record(K.EXTEND)

    shown = officer.get(f"{room(now)}apply/").context
    answer = officer.post(f"{room(now)}apply/", {"seen": f"{row.pk}-1"})

    told = "Una Ross can apply it. A new date is the chair’s to decide."
    assert [(item.row, words) for item, words in shown["others"]] == [(row, told)]
    assert (shown["decisions"], answer.context["refusals"]) == (
        [],
        ["None of these is yours to apply.", f"Action {row.action.reference}: {told}"],
    )


def test_a_date_that_is_somebody_elses_to_apply_is_said_when_it_is_recorded(client, now):
    client.force_login(now.chair)
    action = now.action()
    fields = {"kind": K.EXTEND, "action": action.pk, **SAID[K.EXTEND]}

    page = client.post(room(now), fields, follow=True)

    assert told(page) == [
        "Recorded. Morag Weir can apply it. The committee itself decides: it is the chair’s own, "
        "and no vice-chair is free to decide."
    ]


def test_what_was_not_read_is_not_applied(officer, now):
    now.record(K.NOTED)

    answer = officer.post(f"{room(now)}apply/", {"seen": ["nonsense", "7-", f"{'9' * 5000}-1"]})

    assert len(answer.context["refusals"]) == 1
    assert MeetingDecision.objects.get().state == DecisionState.RECORDED


def test_the_minutes_give_the_date_that_stands_until_chief_officers_decide(officer, now):
    now.record(K.EXTEND, proposed_due=LATE)
    now.apply()

    [line] = officer.get(f"{room(now)}minutes/").context["lines"]

    assert line.by == f"{DUE:%-d %B %Y}"


def test_with_nothing_recorded_there_is_nothing_to_press(officer, now):
    page = officer.get(f"{room(now)}apply/").content.decode()

    assert (page.count("Nothing waits to be applied"), page.count("Apply all")) == (1, 0)


def test_a_new_action_says_where_it_goes_before_it_is_applied(officer, now):
    now.record(K.ADD, text="Train every panel", heading=now.heading)

    [shown] = officer.get(f"{room(now)}apply/").context["decisions"]

    assert shown.words == (
        f"Added to the plan: Train every panel. Under {now.heading}. No lead named. "
        "Timescale: 31 March 2099."
    )


def test_what_was_said_after_the_day_of_the_meeting_is_marked(officer, now):
    action = behind(now)
    before = officer.get(room(now)).content.decode()
    make.ProgressUpdateFactory.create(action=action, canonical="off_track", as_at=TODAY)

    after = officer.get(room(now)).content.decode()

    assert (before.count("(after the meeting)"), after.count("(after the meeting)")) == (0, 1)


def test_decision_that_was_written_down_later_says_so_in_the_minutes(officer, now):
    row = now.record(K.NOTED)
    late = officer.get(f"{room(now)}minutes/").context["lines"][0].late
    MeetingDecision.objects.filter(pk=row.pk).update(
        recorded_at=row.recorded_at - (TODAY - now.meeting.held_on)
    )
    timely = officer.get(f"{room(now)}minutes/").context["lines"][0].late

    assert (late, timely) == (f"Recorded on {TODAY:%-d %B %Y}, after the meeting", "")


def test_nobody_is_offered_to_apply_what_is_somebody_elses(officer, now):
    row = now.record(K.EXTEND)
    chair = Client()
    chair.force_login(now.chair)

    offered = [
        page.get(room(now)).content.decode().count("Apply all decisions")
        for page in (officer, chair)
    ]
    told = officer.get(room(now)).content.decode().count("Somebody else applies what is recorded")

    assert (row.state, offered, told) == (DecisionState.RECORDED, [0, 1], 1)
