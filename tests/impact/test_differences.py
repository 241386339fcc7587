"""What is said of the difference made, and the evidence that it rests on."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from actions.enums import CheckOutcome, CompletionState, IndicatorKind
from actions.models import Completion
from audit.models import Event
from audit.services.edits import EditConflict
from documents.enums import Canonical
from impact.enums import Ground
from impact.models import Statement
from impact.queries.differences import differences
from impact.rules.evidence import Evidence
from impact.services import share_statement, write_statement
from outcomes.models import Reading
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)


@pytest.fixture
def heading():
    return make.HeadingFactory(plan=make.PlanFactory(state=PlanState.PUBLISHED))


@pytest.fixture
def plan(heading):
    return heading.plan


@pytest.fixture
def user(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def completed(heading, difference, state=CompletionState.VERIFIED, **fields):
    """An action that its lead said to be complete, with what changed."""
    action = make.ActionFactory(plan=heading.plan, heading=heading, **fields)
    said = make.ProgressUpdateFactory(
        action=action, canonical=Canonical.COMPLETE, difference=difference
    )
    make.CompletionFactory(action=action, update_claiming=said, state=state)
    return action


def evidence(user, plan):
    """What is told of each kind, in words, of the plan's only priority."""
    (row,) = differences(user, plan, TODAY)
    return {
        one.ground: [
            (shown.evidence.key, list(shown.words), shown.shows) for shown in one.rows
        ] or one.missing
        for one in row.evidence
    }  # fmt: skip


def test_where_nothing_shows_anything_that_is_said(plan, user):
    assert evidence(user, plan) == {
        Ground.COMPLETED: "No action has been verified as complete.",
        Ground.MEASURE: "No measure has a number.",
        Ground.FIGURE: "No figure is joined to its actions.",
        Ground.ASSURANCE: "No inspection or audit is joined to its actions.",
        Ground.VOICE: "Nobody has been heard on it.",
    }


def test_only_what_was_verified_counts_as_complete(heading, plan, user):
    done = completed(heading, "Children see their plan.")
    silent = completed(heading, "")
    completed(heading, "Not verified yet.", state=CompletionState.CLAIMED)
    by = {row.action_id: row for row in Completion.objects.select_related("decided_by")}

    told = evidence(user, plan)[Ground.COMPLETED]

    assert [(key, words[0], shows) for key, words, shows in told] == [
        (done.pk, "Children see their plan.", True),
        (silent.pk, "The difference that it made is not recorded.", False),
    ]
    assert str(by[done.pk].decided_by) in told[0][1][1]


def test_difference_is_in_the_words_of_whoever_checked_it(heading, plan, user):
    action = completed(heading, "My caseload is fine.")
    make.UpdateCheckFactory(
        action=action,
        update_checked=action.updates.get(),
        checked_on=TODAY,
        outcome=CheckOutcome.ACCEPTED,
        difference="Children wait for days and not for weeks.",
    )

    ((_, words, _),) = evidence(user, plan)[Ground.COMPLETED]

    assert words[0] == "Children wait for days and not for weeks."


def test_measure_stands_in_the_words_of_its_readings(heading, plan, user):
    counted = make.MeasureFactory(plan=plan, unit="% of plans", good="up", baseline=None)
    empty = make.MeasureFactory(plan=plan, unit="% of plans")
    action = make.ActionFactory(plan=plan, heading=heading)
    action.measures.add(counted, empty)
    for value, day in ((40, date(2026, 3, 1)), (55, date(2026, 6, 1))):
        make.ReadingFactory(measure=counted, value=Decimal(value), on=day, given_on=day)

    told = {key: (words, shows) for key, words, shows in evidence(user, plan)[Ground.MEASURE]}

    assert Reading.objects.count() == 2
    assert told[empty.pk] == (["No number yet"], False)
    words, shows = told[counted.pk]
    assert ("55% of plans" in words[0], shows) == (True, True)
    assert words[-1] == "Up since the reading before: better."


def test_figure_is_told_by_its_own_page_only_to_those_who_may_see_it(heading, plan, user):
    row = make.ObservationFactory(indicator__area=plan.area)
    action = make.ActionFactory(plan=plan, heading=heading)
    make.ActionIndicatorFactory(
        action=action, indicator=row.indicator, kind=IndicatorKind.MEASURED_BY
    )
    member = make.person_with(Role.MEMBER, plan.area)

    ((key, words, shows),) = evidence(user, plan)[Ground.FIGURE]
    assert (key, bool(words[0]), shows) == (row.indicator_id, True, True)
    assert evidence(member, plan)[Ground.FIGURE] == [
        (row.indicator_id, ["Nothing of it may be told here yet."], False)
    ]


def test_judgements_stand_over_time(heading, plan, user):
    action = make.ActionFactory(plan=plan, heading=heading)
    area = plan.area
    older = make.ActivityFactory(
        area=area, kind="audit", title="Audit of plans", reported_on=date(2025, 5, 1),
        sample=40, good_or_better=20,
    )  # fmt: skip
    newer = make.ActivityFactory(
        area=area, kind="audit", title="Audit of plans", reported_on=date(2026, 5, 1),
        sample=40, good_or_better=30,
    )  # fmt: skip
    make.JudgementFactory(activity=newer, statement="Plans are clear", grade=4)
    make.ActivityFactory(area=area, title="Another")
    finding = make.FindingFactory(activity=older)
    make.FindingActionFactory(finding=finding, action=action)

    assert evidence(user, plan)[Ground.ASSURANCE] == [
        (
            newer.pk,
            [
                "1 May 2025: 20 of 40 graded good or better (50%).",
                "1 May 2026: 30 of 40 graded good or better (75%). Plans are clear: 4 Good.",
            ],
            True,
        )
    ]


def test_who_answered_is_evidence_and_who_did_not_is_none(heading, plan, user):
    voice = make.VoiceFactory(area=plan.area, said="We know who comes.")
    silent = make.VoiceFactory(area=plan.area, said="", took_part=0)
    for one in (voice, silent):
        make.VoiceLinkFactory(voice=one, heading=heading)

    assert evidence(user, plan)[Ground.VOICE] == [
        (voice.pk, ["We know who comes.", "Nothing has been decided because of it yet."], True)
    ]


def test_nothing_rests_on_what_nobody_has_shared(heading, plan, user):
    draft = {"area": plan.area, "shared_at": None, "shared_by": None}
    voice = make.VoiceFactory(said="We know who comes.", **draft)
    make.VoiceLinkFactory(voice=voice, heading=heading)
    finding = make.FindingFactory(activity=make.ActivityFactory(**draft))
    action = make.ActionFactory(plan=plan, heading=heading)
    make.FindingActionFactory(finding=finding, action=action)

    told = evidence(user, plan)

    assert [(key, shows) for key, _, shows in told[Ground.VOICE]] == [(voice.pk, False)]
    assert told[Ground.ASSURANCE] == "No inspection or audit is joined to its actions."


def test_statement_rests_on_what_was_chosen_and_gives_way_to_a_later_one(heading, plan, user):
    action = completed(heading, "Children see their plan.")
    wanted = [Evidence(Ground.COMPLETED, action.pk)]
    said = {"by": user, "priority": heading, "evidence": wanted}

    first = write_statement(**said, expected=0, text="Children know what was decided.")
    (row,) = differences(user, plan, TODAY)
    assert (row.said, row.draft.statement) == (None, first)
    share_statement(by=user, statement=first)
    share_statement(by=user, statement=first)
    second = write_statement(**said, expected=0, text="They know it on the day.")
    share_statement(by=user, statement=second)

    (row,) = differences(user, plan, TODAY)
    assert row.said.statement == second
    assert [one.evidence for one in row.said.rests_on] == wanted
    assert [one.statement for one in row.earlier] == [first]
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["began statement", "shared statement"] * 2


def test_draft_is_one_and_holds_two_texts_against_each_other(heading, plan, user):
    voice = make.VoiceFactory(area=plan.area)
    one, other = (
        [Evidence(Ground.COMPLETED, completed(heading, "It changed.").pk)],
        [Evidence(Ground.VOICE, voice.pk)],
    )
    said = {"by": user, "priority": heading, "text": "Children are heard."}
    write_statement(**said, expected=0, evidence=one)
    write_statement(**said, expected=0, evidence=one)
    with pytest.raises(EditConflict):
        write_statement(**said, expected=0, evidence=other)
    write_statement(**said, expected=1, evidence=other)
    with pytest.raises(ValidationError, match="Choose what shows it"):
        write_statement(**said, expected=2, evidence=[])

    assert [row.evidence for row in Statement.objects.get().chosen.all()] == other
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["began statement", "edited statement"]


def test_pages_say_none_yet_and_offer_no_sentence_without_evidence(heading, plan, user, client):
    outcome = make.HighLevelOutcomeFactory(plan=plan)
    client.force_login(user)

    page = client.get(reverse("plan_difference", args=[plan.slug])).content.decode()
    form = client.get(reverse("difference_write", args=[plan.slug, f"o{outcome.pk}"]))
    gone = client.get(reverse("difference_write", args=[plan.slug, "h0"]))

    assert page.count("None yet: nobody has said what difference was made") == 2
    assert "Until something does, none is said." in form.content.decode()
    assert gone.status_code == 404


def test_sentence_is_written_by_its_form_and_shared_by_a_press(heading, plan, user, client):
    action = completed(heading, "Children see their plan.")
    client.force_login(user)
    url = reverse("difference_write", args=[plan.slug, f"h{heading.pk}"])

    client.post(url, {"text": "They know.", "evidence": f"completed-{action.pk}", "expected": "0"})
    draft = Statement.objects.get()
    inspector = make.person_with(Role.INSPECTOR, plan.area)
    page = reverse("plan_difference", args=[plan.slug])
    client.force_login(inspector)
    before = "They know." in client.get(page).content.decode()
    client.force_login(user)
    client.post(reverse("difference_share", args=[draft.pk]))
    client.force_login(inspector)

    assert (before, "They know." in client.get(page).content.decode()) == (False, True)


def test_page_asks_as_often_for_many_as_for_one(plan, user, client, django_assert_max_num_queries):
    client.force_login(user)
    for heading in [*plan.headings.all(), *make.HeadingFactory.create_batch(3, plan=plan)]:
        for _ in range(3):
            action = completed(heading, "It changed.")
            make.ActionIndicatorFactory(action=action, indicator__area=plan.area)
            make.FindingActionFactory(
                action=action, finding=make.FindingFactory(activity__area=plan.area)
            )
            make.VoiceLinkFactory(
                voice=make.VoiceFactory(area=plan.area), heading=None, action=action
            )

    with django_assert_max_num_queries(60):
        client.get(reverse("plan_difference", args=[plan.slug]))
