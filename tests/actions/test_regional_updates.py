"""A regional action is updated once and rated in each area, by each plan's own legend."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from actions.enums import CompletionState
from actions.models import Action, ProgressUpdate, RegionalUpdate
from documents.enums import Canonical
from regional.services import end_tie
from tests import factories as make
from tests.actions.region import AMBER, GREEN, RED, Region, build
from tests.clients import told
from updates.queries.my_actions import my_actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(client) -> Region:
    made = build()
    client.force_login(made.lead)
    return made


def said(action):
    """The ratings and the words of an action's updates."""
    return list(action.updates.values_list("canonical", "what_happened", "reason", "recovery"))


def test_words_are_given_once_and_each_area_rates_for_itself(client, region):
    words = {"reason": "Nobody in post.", "recovery": "Ask the agency."}

    answer = client.post(region.address, region.form(AMBER, RED, **words), follow=True)

    happened = "Both sides trained together."
    assert said(region.here) == [(AMBER, happened, "Nobody in post.", "")]
    assert said(region.there) == [(RED, happened, "Nobody in post.", "Ask the agency.")]
    assert said(region.elsewhere) == []
    assert told(answer) == ["Your update is recorded in Glenfarrow and Inverfar."]
    assert len(set(RegionalUpdate.objects.values_list("given", flat=True))) == 1


def test_one_answer_answers_all_that_is_asked(client, region):
    today = timezone.localdate()
    before = [row.action for row in my_actions(region.lead, today).asked]

    client.post(region.address, region.form())

    assert before == [region.here, region.there]
    assert my_actions(region.lead, today).asked == []


def test_page_shows_ones_own_areas_alone(client, region):
    page = client.get(region.address).content.decode()

    assert [area in page for area in ("Glenfarrow", "Inverfar", "Strathyre")] == [True, True, False]
    assert "Hand over in one way" in page


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        ({"here": AMBER}, {"reason": ["Say why it is not on track."]}),
        ({"there": Canonical.COMPLETE}, {"evidence", "difference"}),
        ({"what_happened": " "}, {"what_happened"}),
        ({"reason": "Rain."}, {"reason"}),
        ({"recovery": "Wait.", "here": AMBER, "reason": "Rain."}, {"recovery"}),
    ],
)
def test_what_is_missing_stands_beside_its_field_and_nothing_is_written(
    client, region, forms, wrong
):
    answer = client.post(region.address, region.form(**forms))

    assert set(answer.context["form"].errors) == set(wrong)
    assert ProgressUpdate.objects.count() == 0


def test_every_area_is_rated(client, region):
    sent = region.form()
    del sent[f"entry_{region.there.pk}"]

    answer = client.post(region.address, sent)

    name = f"entry_{region.there.pk}"
    assert answer.context["form"].errors == {name: ["Choose how it is going in Inverfar."]}
    assert ProgressUpdate.objects.count() == 0


def test_rating_of_another_plan_is_none_of_this_one(client, region):
    sent = region.form() | {f"entry_{region.there.pk}": region.entry(region.here, GREEN)}

    answer = client.post(region.address, sent)

    assert list(answer.context["form"].errors) == [f"entry_{region.there.pk}"]


def test_nothing_to_report_repeats_each_areas_own_rating(client, region):
    for action, canonical in ((region.here, AMBER), (region.there, GREEN)):
        reason = "Nobody in post." if canonical == AMBER else ""
        make.ProgressUpdateFactory(action=action, canonical=canonical, reason=reason)

    client.post(region.address, {"nothing": "1", **versions(region)})

    assert [said(action)[-1] for action in (region.here, region.there)] == [
        (AMBER, "", "Nobody in post.", ""),
        (GREEN, "", "", ""),
    ]


@pytest.mark.parametrize(("words", "more"), [("", set()), ("Something.", {"__all__"})])
def test_nothing_to_report_needs_a_rating_and_no_words(client, region, words, more):
    sent = {"nothing": "1", **versions(region), "what_happened": words}

    answer = client.post(region.address, sent)

    unrated = {f"entry_{row.pk}" for row in (region.here, region.there)}
    assert set(errors(answer)) == unrated | more
    assert ProgressUpdate.objects.count() == 0


def errors(answer):
    return answer.context["form"].errors


def versions(region):
    return {f"expected_{row.pk}": 1 for row in (region.here, region.there)} | {
        "given": "22222222-2222-4222-8222-222222222222"
    }


def test_what_somebody_said_meanwhile_is_shown_beside_its_area(client, region):
    officer = make.person_with(Role.LEAD_OFFICER, region.there.plan.area, name="Una Ross")
    make.ProgressUpdateFactory(
        action=region.there, author=officer, author_label="Una Ross", what_happened="It rained."
    )
    Action.objects.filter(pk=region.there.pk).update(row_version=2)

    answer = client.post(region.address, region.form())
    again = {field.html_name: field.value() for field in answer.context["form"]}
    before = ProgressUpdate.objects.count()
    client.post(region.address, region.form() | {k: v for k, v in again.items() if v})

    (words,) = errors(answer)[f"entry_{region.there.pk}"]
    assert "changed while you were writing. Una Ross: " in words
    assert "It rained." in words
    assert (before, ProgressUpdate.objects.count()) == (1, 3)


def test_the_same_press_again_writes_nothing(client, region):
    client.post(region.address, region.form())

    answer = client.post(region.address, region.form())

    assert (answer.status_code, ProgressUpdate.objects.count()) == (302, 2)


def test_completion_is_verified_in_each_area(client, region):
    words = {"evidence": "Minutes.", "difference": "Shorter waits."}
    complete = Canonical.COMPLETE

    answer = client.post(region.address, region.form(complete, complete, **words), follow=True)
    page = client.get(region.address).content.decode()

    states = [action.completions.get().state for action in (region.here, region.there)]
    assert states == [CompletionState.CLAIMED] * 2
    assert "Somebody else now verifies that it is complete." in told(answer)[0]
    assert "Nothing is open to be updated in any of your areas." in page


def test_part_that_waits_for_its_verification_is_left_out(client, region):
    make.CompletionFactory(action=region.there, state=CompletionState.CLAIMED)
    sent = region.form()

    client.post(region.address, sent)

    assert [len(said(action)) for action in (region.here, region.there)] == [1, 1]


def test_untied_part_is_not_updated(client, region):
    end_tie(by=None, tie=region.there.ties.get())

    client.post(region.address, region.form())

    assert [len(said(action)) for action in (region.here, region.there)] == [1, 0]


@pytest.mark.parametrize("role", [Role.LEAD_OFFICER, Role.CHAIR, Role.MEMBER])
def test_only_its_lead_gives_the_update(client, region, role):
    client.force_login(make.person_with(role, region.here.plan.area))

    assert client.get(region.address).status_code == 403


def test_other_areas_know_of_no_such_page(client, region):
    client.force_login(make.person_with(Role.LEAD_OFFICER, make.AreaFactory()))

    assert client.get(region.address).status_code == 404


def test_update_of_one_leads_to_the_update_of_all_unless_asked_for_alone(client, region):
    address = reverse("action_update", args=[region.here.pk])

    assert client.get(address)["Location"] == region.address
    assert client.get(f"{address}?alone=1").status_code == 200


def test_lead_of_one_area_updates_it_as_any_other(client, region):
    client.force_login(User.objects.get(name="Tam Orr"))

    page = client.get(reverse("action_update", args=[region.elsewhere.pk]))

    assert page.status_code == 200


def test_my_actions_and_the_table_point_to_the_update_of_all(client, region):
    mine = client.get(reverse("my_actions")).content.decode()
    table = client.get(reverse("my_actions_table"))

    assert mine.count(f'href="{region.address}"') == 2
    assert table.context["rows"] == []
    assert f'href="{region.address}"' in table.content.decode()


def test_the_numbers_of_each_areas_measures_are_asked(client, region):
    here, there, hidden = (
        make.MeasureFactory.create(plan=action.plan, text="Children heard", unit="percent")
        for action in (region.here, region.there, region.elsewhere)
    )
    region.here.measures.add(here)
    region.there.measures.add(there)
    region.elsewhere.measures.add(hidden)

    page = client.get(region.address)
    asked = [(one.area, one.one.measure.pk) for one in page.context["form"].asked]
    assert sorted(asked) == [("Glenfarrow", here.pk), ("Inverfar", there.pk)]

    client.post(region.address, region.form() | {f"reading_{here.pk}": "58"})
    assert [list(one.readings.values_list("value", flat=True)) for one in (here, there)] == [
        [58],
        [],
    ]
    assert [action.updates.count() for action in (region.here, region.there)] == [1, 1]
