"""The lead officer writes the plan's text in the browser."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from plans.enums import Decision, PlanState
from plans.models import Heading, Plan
from tests import factories as make
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db

NEW_PLAN = {
    "title": "Our plan",
    "period_start": "1 August 2026",
    "period_end": "31 July 2028",
    "legend": "rag-blue",
    "level1_singular": "Theme",
    "level1_role": "priority",
    "level2_singular": "Area of priority",
    "level2_plural": "Areas of priority",
    "level2_role": "outcome",
    "level3_role": "objective",
    "level4_role": "objective",
}


@pytest.fixture
def plan():
    return make.PlanFactory(title="Our plan", slug="our-plan")


@pytest.fixture
def lead_officer(plan):
    return client_of(Role.LEAD_OFFICER, plan.area)


def errors(response) -> dict:
    return response.context["form"].errors


def test_plan_is_made_by_hand():
    area = make.AreaFactory(slug="glen")
    client = client_of(Role.LEAD_OFFICER, area)

    response = client.post(reverse("plan_add", args=["glen"]), NEW_PLAN)

    plan = Plan.objects.get()
    assert response["Location"] == reverse("plan_outline", args=[plan.slug])
    assert [(level.singular, level.plural) for level in plan.levels.all()] == [
        ("Theme", "Themes"),
        ("Area of priority", "Areas of priority"),
    ]


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"title": ""}, "title", "This field is required."),
        ({"title": "our PLAN"}, "title", "This area has a plan of that title already."),
        ({"period_end": "1 August 2026"}, "period_end", "The period must end after it starts."),
        (
            {"period_start": "soon"},
            "period_start",
            "Write the day, month and year, for example 31 July 2026.",
        ),
        ({"level1_singular": ""}, "level1_singular", "Name the levels from the top down."),
        ({"legend": "rainbow"}, "legend", None),
    ],
)
def test_what_is_wrong_stands_beside_its_field(plan, lead_officer, wrong, field, words):
    filled = {**NEW_PLAN, "title": "Next plan", **wrong}

    found = errors(lead_officer.post(reverse("plan_add", args=[plan.area.slug]), filled))

    assert list(found) == [field]
    assert words in (found[field][0], None)


def test_words_of_a_plan_are_saved(plan, lead_officer):
    url = reverse("plan_words", args=["our-plan"])
    form = lead_officer.get(url).context["form"]
    filled = {name: form[name].value() or "" for name in form.fields}

    response = lead_officer.post(url, {**filled, "vision": "Safe at home."}, follow=True)

    plan.refresh_from_db()
    assert (plan.vision, told(response)) == ("Safe at home.", ["The plan's text was saved."])


def test_somebody_elses_edit_is_shown_and_nothing_is_lost(plan, lead_officer):
    heading = make.HeadingFactory(plan=plan, text="Heard", number="1")
    url = reverse("heading_edit", args=[heading.pk])
    mine = {"number": "1", "text": "Heard and believed", "vision": "", "context": "", "expected": 1}
    Heading.objects.update(text="Listened to", row_version=2)

    response = lead_officer.post(url, mine)

    form = response.context["form"]
    assert form.both_texts() == [("Text", "Listened to", "Heard and believed")]
    assert (form["text"].value(), form["expected"].value()) == ("Heard and believed", "2")
    heading.refresh_from_db()
    assert heading.text == "Listened to"


def test_after_a_conflict_the_same_form_saves(plan, lead_officer):
    heading = make.HeadingFactory(plan=plan, text="Heard")
    Heading.objects.update(text="Listened to", row_version=2)
    url, mine = reverse("heading_edit", args=[heading.pk]), {"text": "Heard and believed"}

    shown = lead_officer.post(url, {**mine, "expected": 1}).context["form"]
    lead_officer.post(url, {**mine, "expected": shown["expected"].value()})

    heading.refresh_from_db()
    assert (heading.text, heading.row_version) == ("Heard and believed", 3)


@pytest.mark.parametrize(
    ("numbers", "numbered", "proposed"),
    [([], True, "2.1"), (["2.1", "2.2"], True, "2.3"), (["2.1"], False, "")],
)
def test_new_heading_has_its_likely_place(plan, lead_officer, numbers, numbered, proposed):
    top = make.LevelFactory(plan=plan)
    low = make.LevelFactory(plan=plan, numbered=numbered)
    parent = make.HeadingFactory(plan=plan, level=top, number="2")
    for number in numbers:
        make.HeadingFactory(plan=plan, level=low, parent=parent, number=number)

    url = reverse("heading_add", args=["our-plan"])
    form = lead_officer.get(url, {"parent": parent.pk}).context["form"]

    assert (form["level"].value(), form["parent"].value(), form["number"].value()) == (
        low.pk,
        parent.pk,
        proposed,
    )


def test_heading_is_added(plan, lead_officer):
    level = make.LevelFactory(plan=plan)

    lead_officer.post(
        reverse("heading_add", args=["our-plan"]),
        {"level": level.pk, "number": "1", "text": "Children are heard"},
    )

    assert list(Heading.objects.values_list("number", "text")) == [("1", "Children are heard")]


def test_plan_without_levels_takes_no_heading(plan, lead_officer):
    response = lead_officer.get(reverse("heading_add", args=["our-plan"]), follow=True)

    assert told(response) == ["This plan has no levels, so it has no headings either."]


def test_level_and_legend_get_their_own_words(plan, lead_officer):
    level, entry = make.LevelFactory(plan=plan), plan.legend.entries.first()

    lead_officer.post(
        reverse("level_edit", args=[level.pk]),
        {"singular": "Aim", "plural": "Aims", "role": "outcome", "expected": 1},
    )
    lead_officer.post(
        reverse("legend_edit", args=[entry.pk]),
        {"label": "Stopped", "definition": "It stands.", "expected": 1},
    )

    level.refresh_from_db()
    entry.refresh_from_db()
    assert (level.plural, level.numbered, entry.label) == ("Aims", False, "Stopped")


@pytest.mark.parametrize(
    ("state", "choices"),
    [
        (PlanState.DRAFT, [Decision.AGREED]),
        (PlanState.AGREED, [Decision.PUBLISHED, Decision.REOPENED]),
        (PlanState.PUBLISHED, []),
    ],
)
def test_only_decisions_that_follow_are_offered(plan, lead_officer, state, choices):
    Plan.objects.update(state=state)

    form = lead_officer.get(reverse("plan_decide", args=["our-plan"])).context["form"]

    assert [value for value, _ in form.fields["decision"].choices] == choices


def test_decision_keeps_a_version_that_can_be_read(plan, lead_officer):
    make.HeadingFactory(plan=plan, text="Children are heard")
    lead_officer.post(
        reverse("plan_decide", args=["our-plan"]),
        {"decision": "agreed", "decided_by": "COG", "on": "1 September 2026"},
    )
    Heading.objects.update(text="Changed since")

    page = lead_officer.get(reverse("plan_version", args=[plan.versions.get().pk]))

    assert ("Children are heard" in page.text, "Changed since" in page.text) == (True, False)


def test_version_is_kept_when_asked(plan, lead_officer):
    lead_officer.post(
        reverse("version_keep", args=["our-plan"]),
        {"label": "Reviewed and updated", "dated": "1 September 2026"},
    )

    listed = lead_officer.get(reverse("plan_versions", args=["our-plan"])).context["versions"]
    assert [(version.number, version.label) for version in listed] == [(1, "Reviewed and updated")]


def test_what_was_typed_survives_a_lost_session(plan):
    heading = make.HeadingFactory(plan=plan, text="Heard")
    officer = make.person_with(Role.LEAD_OFFICER, plan.area)
    client = client_of(Role.LEAD_OFFICER, plan.area)
    client.force_login(officer)
    url = reverse("heading_edit", args=[heading.pk])
    signed = client.get(url).context["form"]["typed_by"].value()
    client.logout()

    client.post(url, {"text": "Typed for an hour", "expected": 1, "typed_by": signed})
    client.post(reverse("account_login"), {"login": officer.email, "password": make.PASSWORD})

    assert client.get(url).context["form"]["text"].value() == "Typed for an hour"
