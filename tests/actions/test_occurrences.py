"""Recurring and meeting-tied work falls due by the calendar and is answered in one line."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.roles import Role
from actions.models import Action, ProgressUpdate, Tally
from actions.queries.occurrences import fell_due_of, recurring_of
from actions.rules.occurrences import Answered, Rhythm, fell_due
from audit.models import Event
from audit.services.edits import EditConflict
from committees.enums import BodyKind, MeetingKind
from committees.services import edit_meeting
from documents.enums import Canonical
from tests import factories as make
from tests.clients import told
from timescales.enums import TimescaleKind
from updates.services import answer_occurrences
from updates.services.occurrences import NOTHING_DUE

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 5)
K = TimescaleKind


def recurring(words="5 dip samples monthly", **fields) -> Action:
    values = {"timescale_kind": K.RECURRING, "recurrence": "monthly", "due": None}
    plan = fields.pop("plan", None) or make.PlanFactory(body=make.BodyFactory())
    start = {"added_on": date(2026, 8, 1), "entered_on": date(2026, 8, 1)}
    return make.ActionFactory(plan=plan, timescale_words=words, **{**values, **start, **fields})


def read(action: Action) -> Action:
    return Action.objects.select_related("plan").get(pk=action.pk)


def answer(action: Action, canonical=Canonical.ON_TRACK, **given) -> Tally:
    now = read(action)
    values = {"done": 12, "why": "One month without staff.", "on": DAY, **given}
    return answer_occurrences(
        by=make.UserFactory(),
        action=now,
        expected=values.pop("expected", now.row_version),
        entry=make.entry_of(now.plan, canonical),
        **values,
    )


def test_what_fell_due_is_counted_from_the_calendar():
    action = recurring()

    fell = fell_due_of([read(action)], DAY)[action.pk]

    assert (fell.due, fell.coming, fell.last) == (15, date(2026, 11, 30), None)
    assert fell.words == (
        "15 fell due (5 each time): 31 August 2026, 30 September 2026, 31 October 2026."
    )


@pytest.mark.parametrize("kind", [kind for kind in K if kind not in (K.RECURRING, K.MEETING)])
def test_other_timescales_never_fall_due(kind):
    action = recurring(timescale_kind=kind)

    assert fell_due_of([read(action)], DAY) == {}


def test_nobody_answers_for_days_before_the_action_was_entered():
    action = recurring("Monthly", added_on=date(2024, 8, 1), entered_on=date(2026, 10, 5))

    assert fell_due_of([read(action)], DAY)[action.pk].days == [date(2026, 10, 31)]


def test_many_days_are_told_in_short():
    rhythm = Rhythm(K.RECURRING, "weekly", "Weekly", None, date(2026, 8, 1), date(2026, 8, 1))

    fell = fell_due(rhythm, None, [], date(2026, 9, 30))

    assert fell.words == (
        "8 fell due: 7 August 2026, 14 August 2026, 21 August 2026, 28 August 2026, "
        "4 September 2026, 11 September 2026 and 2 days more."
    )


def test_meeting_tied_work_follows_its_meeting_when_it_moves():
    action = recurring("before each COG", timescale_kind=K.MEETING, recurrence="")
    group = make.BodyFactory(area=action.plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    meeting = make.MeetingFactory(body=group, held_on=date(2026, 10, 1))
    make.MeetingFactory(body=group, held_on=date(2026, 10, 2), kind=MeetingKind.CORRESPONDENCE)
    make.MeetingFactory(body__area=action.plan.area, held_on=date(2026, 10, 3))
    before = fell_due_of([read(action)], DAY)[action.pk]

    edit_meeting(by=None, meeting=meeting, expected=1, held_on=date(2026, 11, 20), title="")

    after = fell_due_of([read(action)], DAY)[action.pk]
    assert (before.days, before.coming) == ([date(2026, 10, 1)], None)
    assert (after.days, after.coming) == ([], date(2026, 11, 20))


@pytest.mark.parametrize("named", [True, False])
def test_the_committees_meetings_are_those_of_the_plan(named):
    plan = make.PlanFactory()
    body = make.BodyFactory(area=plan.area)
    plan.body = body if named else None
    plan.save()
    action = recurring("at each CPC", plan=plan, timescale_kind=K.MEETING, recurrence="")
    make.MeetingFactory(body=body, held_on=date(2026, 9, 10))

    assert fell_due_of([read(action)], DAY)[action.pk].days == [date(2026, 9, 10)]


def test_one_line_answers_for_all_and_is_the_update():
    action = recurring()

    tally = answer(action)

    update = ProgressUpdate.objects.get()
    assert (tally.done, tally.due, tally.since, tally.until, tally.update_told) == (
        12,
        15,
        date(2026, 8, 1),
        DAY,
        update,
    )
    assert (update.what_happened, update.reason, update.canonical) == (
        "12 of 15 done, 1 August 2026 to 5 November 2026. "
        "Why not the others: One month without staff.",
        "",
        Canonical.ON_TRACK,
    )
    event = Event.objects.get(verb="answered recurring work")
    assert event.changes == {"done": 12, "due": 15, "why": "One month without staff."}


def test_stretches_abut_and_nothing_is_asked_twice():
    action = recurring()
    tally = answer(action)

    fell = fell_due_of([read(action)], date(2026, 12, 5))[action.pk]

    label = tally.update_told.author_label
    assert (fell.since, fell.days) == (date(2026, 11, 6), [date(2026, 11, 30)])
    assert fell.last == Answered(
        date(2026, 8, 1), DAY, 15, 12, "One month without staff.", label, DAY, tally.update_told_id
    )
    with pytest.raises(ValidationError) as error:
        answer(action)
    assert error.value.messages == [NOTHING_DUE]


def test_behind_the_reason_stands_where_reports_print_it():
    answer(recurring(), Canonical.OFF_TRACK, done=3, recovery="A second reader from May.")

    update = ProgressUpdate.objects.get()
    assert (update.what_happened, update.reason, update.recovery) == (
        "3 of 15 done, 1 August 2026 to 5 November 2026.",
        "One month without staff.",
        "A second reader from May.",
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"done": -1}, "done"),
        ({"done": 10_000}, "done"),
        ({"done": 14, "why": " "}, "why"),
        ({"done": 15, "why": "", "canonical": Canonical.AT_RISK}, "why"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(given, field):
    with pytest.raises(ValidationError) as error:
        answer(recurring(), **given)

    assert (list(error.value.message_dict), Tally.objects.count()) == ([field], 0)


def test_all_done_needs_no_reason():
    assert answer(recurring(), done=15, why="").why == ""


def test_two_who_answer_at_once_are_told():
    action = recurring()

    with pytest.raises(EditConflict):
        answer(action, expected=7)

    assert Tally.objects.count() == 0


@pytest.fixture
def lead(client):
    with time_machine.travel(DAY, tick=False):
        action = recurring()
        user = make.person_with(Role.ACTION_LEAD, action.plan.area)
        post = make.LeadFactory(action=action).post
        make.PostHoldingFactory(post=post, user=user)
        client.force_login(user)
        yield action


def test_the_lead_answers_on_the_page(client, lead):
    page = f"/actions/{lead.pk}/occurrences/"
    entry = make.entry_of(lead.plan, Canonical.ON_TRACK)

    form = client.get(page).context["form"]
    sent = {"done": "12", "why": "No reader.", "entry": entry.pk, "expected": lead.row_version}
    answered = client.post(page, sent, follow=True)

    assert form.fields["done"].label == "How many of the 15 were done?"
    assert told(answered) == ["Your answer is recorded. It counts as the update of this quarter."]
    assert Tally.objects.get().done == 12
    assert told(client.get(page, follow=True)) == [NOTHING_DUE]


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"done": "twelve"}, {"done": ["Give a whole number, for example 9."]}),
        ({"done": "12"}, {"why": ["Say why the others were not done."]}),
        ({"done": "15", "rating": Canonical.AT_RISK}, {"why": ["Say why it is not on track."]}),
        (
            {"done": "1", "why": "No reader.", "rating": Canonical.OFF_TRACK},
            {"recovery": ["Say what will be done to bring it back."]},
        ),
    ],
)
def test_a_refusal_keeps_what_was_typed(client, lead, typed, errors):
    entry = make.entry_of(lead.plan, typed.pop("rating", Canonical.ON_TRACK))
    sent = {**typed, "entry": entry.pk, "expected": lead.row_version}

    answered = client.post(f"/actions/{lead.pk}/occurrences/", sent)

    form = answered.context["form"]
    assert (form.errors, form.typed("done")) == (errors, typed["done"])


def test_the_plan_lists_what_recurs(client, lead):
    answer(lead)
    make.ActionFactory(plan=lead.plan)

    [row] = client.get(f"/plans/{lead.plan.slug}/recurring/").context["rows"]

    assert (row.action, row.lead, row.fell.due, row.fell.last.words) == (
        lead,
        str(lead.leads.get()),
        0,
        "12 of 15 done, 1 August 2026 to 5 November 2026",
    )


def test_the_list_takes_the_same_queries_for_one_and_for_thirty(lead, django_assert_num_queries):
    for _ in range(30):
        make.LeadFactory(action=recurring(plan=lead.plan))

    with django_assert_num_queries(5):
        assert len(recurring_of(lead.plan, DAY)) == 31
