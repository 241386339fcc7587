"""A meeting changes who leads an action, and agrees a rating beside the lead's own."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actions.models import ProgressUpdate, ProposalDecision
from actions.queries.positions import position
from actions.queries.questions import questions
from actions.queries.record import action_detail, plan_record
from actions.queries.word_changes import MEETING_LEAD, last_change, reworded
from actions.rules import word_changes
from actions.rules.record import Detail
from audit.enums import Kind
from audit.models import Version
from committees.enums import Capacity
from committees.models import PostHolding
from documents.difference import changes
from documents.enums import Canonical
from documents.papers.others_words import in_force
from meetings.enums import DecisionKind
from meetings.queries.decisions import decided
from meetings.queries.minutes import minutes_of
from meetings.services.decisions import NOBODY_ELSE_AGREES
from reporting.rules.snapshots import actions as written
from tests import factories as make
from tests.meetings.scene import HELD, TODAY
from timescales.date_format import long_day

pytestmark = pytest.mark.django_db
K = DecisionKind
EARLIER = HELD - timedelta(days=5)


def rated(now, canonical=Canonical.ON_TRACK, as_at=EARLIER, **fields):
    """An action of which the lead has said how it stands."""
    action = now.action(added_on=now.plan.period_start, entered_on=now.plan.period_start, **fields)
    make.ProgressUpdateFactory.create(action=action, as_at=as_at, canonical=canonical)
    return action


def post(now, title):
    return make.PostFactory.create(area=now.plan.area, title=title)


def led(now, action, *people, title="Head of Service"):
    """The accountable lead of an action: somebody holds the post, the next one deputises."""
    lead = make.LeadFactory.create(action=action, post=post(now, title))
    for user, capacity in zip(people, Capacity, strict=False):
        PostHolding.objects.create(
            post=lead.post, user=user, capacity=capacity, starts=now.plan.period_start
        )
    return lead


def standing(now):
    return plan_record(now.plan, detail=Detail.WORDS).standings(TODAY)[0]


def test_a_change_of_lead_counts_from_the_day_of_the_meeting(now):
    action = now.action(added_on=now.plan.period_start)
    before, helps = led(now, action), post(now, "School nurse")
    make.LeadFactory.create(action=action, post=helps, accountable=False)
    after = post(now, "Head of Education")
    row = now.record(K.LEAD, action, lead=after)

    now.apply()

    assert decided(row) == "Led by Head of Education. The team moved."
    leads = [(str(lead.post), lead.accountable) for lead in action.leads.all()]
    assert leads == [("Head of Education", True), ("School nurse", False)]
    kept = Version.objects.filter(kind=Kind.ACTION, key=action.pk).last()
    assert (kept.valid_from, kept.state["accountable"]) == (HELD, after.pk)
    assert before.post != after


def test_a_change_of_lead_stands_in_minutes_and_history_and_only_a_meeting_undoes_it(now):
    make.SignOffFactory.create(plan=now.plan)
    action = now.action(added_on=now.plan.period_start)
    led(now, action)
    now.record(K.LEAD, action, lead=post(now, "Head of Education"))

    assert [(line.lead, line.note) for line in minutes_of(now.plan, now.meeting, TODAY)] == [
        ("Head of Education", "Recorded, not applied yet")
    ]
    now.apply()

    action = type(action).objects.with_agreement().select_related("plan").get(pk=action.pk)
    changes = reworded(action)
    event = word_changes.told(changes, [])[0]
    assert (event.when, event.title, event.who) == (HELD, "Leads changed", "Una Ross")
    assert dict(event.parts) == {
        "Undone": "",
        "Leads": "Head of Education (before: Head of Service)",
        "Decided": str(now.meeting),
        "Reason": "The team moved.",
    }
    assert last_change(action, changes).why_not == MEETING_LEAD


def test_who_leads_it_already_is_no_change(now):
    action = now.action()
    lead = led(now, action)

    with pytest.raises(ValidationError) as error:
        now.record(K.LEAD, action, lead=lead.post)

    assert error.value.message_dict == {"lead": ["Head of Service leads it already."]}


def test_an_agreed_rating_counts_beside_the_leads_until_the_lead_speaks(now):
    action = rated(now)
    now.record(K.RATING, action)

    now.apply()

    row = standing(now)
    assert (row.rating, row.lead_rating, row.rated_on) == (
        Canonical.AT_RISK,
        Canonical.ON_TRACK,
        HELD,
    )
    assert row.agreed.reason == "Two of the three parts are late."
    assert list(ProgressUpdate.objects.values_list("canonical", flat=True)) == ["on_track"]

    make.ProgressUpdateFactory.create(action=action, as_at=TODAY)
    assert (standing(now).rating, standing(now).agreed) == (Canonical.ON_TRACK, None)


def test_what_the_lead_said_after_the_meeting_is_not_put_aside_by_it(now):
    action = rated(now)
    make.ProgressUpdateFactory.create(
        action=action, as_at=HELD + timedelta(days=1), canonical=Canonical.OFF_TRACK
    )
    now.record(K.RATING, action)

    now.apply()

    assert (standing(now).rating, standing(now).agreed) == (Canonical.OFF_TRACK, None)
    assert ProposalDecision.objects.get().about.as_at == EARLIER


def test_an_agreed_rating_ends_no_silence(now):
    rated(now, as_at=TODAY - timedelta(days=200))
    action = now.plan.actions.get()
    now.record(K.RATING, action)

    now.apply()

    assert (standing(now).bucket, standing(now).rating) == ("not_updated", Canonical.AT_RISK)


def test_an_agreed_rating_stands_in_history_and_minutes(now):
    action = rated(now)
    now.record(K.RATING, action)
    now.apply()

    event = action_detail(action, TODAY).story[0]
    assert (event.when, event.title, event.who, dict(event.parts)) == (
        HELD,
        "Rating agreed",
        "The committee",
        {"Why": "Two of the three parts are late.", "Recorded by": "Una Ross"},
    )
    label = make.entry_of(now.plan, Canonical.AT_RISK).label
    assert [line.decided.words for line in minutes_of(now.plan, now.meeting, TODAY)] == [
        f"Rating agreed: {label}. Two of the three parts are late."
    ]


def test_an_agreed_rating_settles_what_the_chair_challenged(now):
    action = rated(now)
    led(now, action, now.officer)
    update = action.updates.get()
    make.ChallengeFactory.create(action=action, update_challenged=update, made_on=EARLIER)
    asked = questions(position(now.plan, TODAY).rows)
    assert [one.text for one in asked.to_ask] == ["Which of the two ratings holds, and why?"]

    now.record(K.RATING, action)
    now.apply()

    assert [one.text for one in questions(position(now.plan, TODAY).rows).to_ask] == []
    assert standing(now).challenge is not None


@pytest.mark.parametrize("canonical", [Canonical.COMPLETE])
def test_completion_is_not_agreed_as_a_rating(now, canonical):
    with pytest.raises(ValidationError) as error:
        now.record(K.RATING, rated(now), entry=make.entry_of(now.plan, canonical))

    told = {"entry": ["That is decided by itself, and not as a rating."]}
    assert error.value.message_dict == told


def test_the_reason_of_a_rating_is_short_enough_to_print(now):
    with pytest.raises(ValidationError) as error:
        now.record(K.RATING, rated(now), reason="x" * 501)

    assert error.value.message_dict == {"reason": ["Say it in 500 letters: it is printed."]}


def test_who_leads_an_action_does_not_press_for_the_committee(now):
    action = rated(now)
    led(now, action, now.chair)
    now.record(K.RATING, action)

    with pytest.raises(ValidationError) as error:
        now.apply(now.chair)
    assert error.value.messages == [
        "None of these is yours to apply.",
        f"Action {action.reference}: Morag Weir can apply it.",
    ]

    now.apply(now.officer)
    assert standing(now).agreed.decided_on == HELD


def test_where_all_lead_it_one_records_and_another_applies(now):
    action = rated(now)
    led(now, action, now.chair, now.officer)
    now.record(K.RATING, action, by=now.chair)

    now.apply(now.officer)

    assert standing(now).agreed.decided_on == HELD


def test_nobody_else_to_apply_it_is_said_when_it_is_recorded(now):
    now.chair.role_grants.all().delete()
    action = rated(now)
    led(now, action, now.officer)

    with pytest.raises(ValidationError) as error:
        now.record(K.RATING, action)

    assert error.value.messages == [NOBODY_ELSE_AGREES]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (K.RATING, K.COMPLETE),
        (K.COMPLETE, K.RATING),
        (K.WITHDRAW, K.LEAD),
        (K.LEAD, K.WITHDRAW),
        (K.LEAD, K.LEAD),
    ],
)
def test_what_ends_an_action_stands_alone(now, first, second):
    action = rated(now)
    words = decided(now.record(first, action))

    with pytest.raises(ValidationError) as error:
        now.record(second, action)

    assert error.value.messages == [
        f"This meeting has decided about this action already: “{words}” "
        "Change that, or strike it out first."
    ]


def test_a_date_a_lead_and_a_rating_are_decided_together(now):
    action = rated(now)
    for kind in (K.EXTEND, K.LEAD, K.RATING):
        now.record(kind, action)

    now.apply()

    row = standing(now)
    assert (row.times_moved, row.accountable is not None, row.rating) == (
        1,
        True,
        Canonical.AT_RISK,
    )


def test_an_agreed_rating_prints_as_the_committees(now):
    action = rated(now)
    now.record(K.RATING, action)
    names = written.Names(plan_record(now.plan).legend, {})
    before = written.compared(standing(now), names)
    now.apply()
    after = written.compared(standing(now), names)

    day, amber = long_day(HELD), make.entry_of(now.plan, Canonical.AT_RISK).label
    assert (after["adopted"]["by"], after["adopted"]["meeting"]) == (
        "the committee",
        HELD.isoformat(),
    )
    assert in_force(after["adopted"]).replace("\N{NO-BREAK SPACE}", " ") == (
        f"the committee agreed {amber}, meeting of {day}"
    )
    told = [row for row in changes.between([before], [after]) if row["kind"] == "agreed"]
    assert [row["sentence"] for row in told] == [
        f"{action.reference} stands as {amber}, as the committee agreed, beside the lead's "
        f"{after['adopted']['lead_label']}: two of the three parts are late."
    ]
