"""High-level outcomes and measures."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from outcomes import services
from outcomes.models import HighLevelOutcome, Measure
from tests import factories as make
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.PlanFactory(slug="our-plan")


@pytest.fixture
def lead_officer(plan):
    return client_of(Role.LEAD_OFFICER, plan.area)


def test_outcomes_come_in_the_order_in_which_they_were_added(plan):
    for number in ("02", "01"):
        services.add_outcome(by=None, plan=plan, number=number, text="Heard")

    assert [(o.number, o.position) for o in plan.high_level_outcomes.all()] == [
        ("02", 1),
        ("01", 2),
    ]


def test_number_stands_once_in_a_plan(plan):
    make.HighLevelOutcomeFactory(plan=plan, number="01")
    other = make.HighLevelOutcomeFactory(plan=plan, number="02")

    with pytest.raises(ValidationError) as refusal:
        services.edit_outcome(
            by=None, outcome=other, expected=1, number="01", text="Heard", headings=[]
        )

    assert refusal.value.message_dict == {"number": ["This plan has an outcome 01 already."]}


def test_headings_of_another_plan_do_not_contribute(plan):
    with pytest.raises(ValueError, match="of its own plan only"):
        services.add_outcome(
            by=None, plan=plan, number="01", text="Heard", headings=[make.HeadingFactory()]
        )


def test_record_says_which_headings_contribute(plan):
    outcome = make.HighLevelOutcomeFactory(plan=plan, number="01", text="Heard")
    heading = make.HeadingFactory(plan=plan, number="1", text="Voice")

    services.edit_outcome(
        by=None, outcome=outcome, expected=1, number="01", text="Heard", headings=[heading]
    )

    assert Event.objects.get().changes == {"headings": [[], ["1 Voice"]]}


def test_what_is_saved_unchanged_leaves_no_event(plan):
    measure = make.MeasureFactory(plan=plan)

    services.edit_measure(
        by=None, measure=measure, expected=1, text=measure.text, evidence_sources=""
    )

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    ("factory", "field", "remove"),
    [
        (make.HighLevelOutcomeFactory, "outcomes", "outcome"),
        (make.MeasureFactory, "measures", "measure"),
    ],
)
def test_row_that_actions_use_stays(plan, lead_officer, factory, field, remove):
    row, action = factory(plan=plan), make.ActionFactory(plan=plan)
    getattr(action, field).add(row)

    response = lead_officer.post(reverse(f"{remove}_remove", args=[row.pk]), follow=True)

    assert (type(row).objects.count(), told(response)[0].endswith("Take it off them first.")) == (
        1,
        True,
    )


def test_outcome_is_written_changed_and_removed_in_the_browser(plan, lead_officer):
    heading = make.HeadingFactory(plan=plan)
    lead_officer.post(
        reverse("outcome_add", args=["our-plan"]),
        {"number": "01", "text": "Heard", "headings": [heading.pk]},
    )
    outcome = HighLevelOutcome.objects.get()
    assert list(outcome.headings.all()) == [heading]

    lead_officer.post(
        reverse("outcome_edit", args=[outcome.pk]),
        {"number": "01", "text": "Heard early", "expected": 1},
    )
    outcome.refresh_from_db()
    assert (outcome.text, outcome.headings.count()) == ("Heard early", 0)

    lead_officer.post(reverse("outcome_remove", args=[outcome.pk]))
    assert HighLevelOutcome.objects.count() == 0


def test_next_number_is_proposed(plan, lead_officer):
    make.HighLevelOutcomeFactory(plan=plan)

    form = lead_officer.get(reverse("outcome_add", args=["our-plan"])).context["form"]

    assert form["number"].value() == "02"


def test_measure_is_written_and_changed_in_the_browser(plan, lead_officer):
    lead_officer.post(reverse("measure_add", args=["our-plan"]), {"text": "Fewer moves"})
    measure = Measure.objects.get()

    lead_officer.post(
        reverse("measure_edit", args=[measure.pk]),
        {"text": "Fewer moves", "evidence_sources": "Files read each quarter", "expected": 1},
    )

    measure.refresh_from_db()
    assert (measure.text, measure.evidence_sources) == ("Fewer moves", "Files read each quarter")


@pytest.mark.parametrize("name", ["outcome_list", "measure_list"])
def test_list_takes_the_same_queries_for_many_rows(
    plan, lead_officer, name, django_assert_max_num_queries
):
    heading = make.HeadingFactory(plan=plan)
    for _ in range(30):
        make.HighLevelOutcomeFactory(plan=plan).headings.add(heading)
        make.MeasureFactory(plan=plan)

    with django_assert_max_num_queries(12):
        lead_officer.get(reverse(name, args=["our-plan"]))
