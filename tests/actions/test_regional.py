"""A regional action: one action in several areas' plans, of which none sees another's."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.enums import TieState
from actions.models import Action, RegionalAction, Tie
from actions.rules.facts import Shared
from actions.services import withdraw_action
from audit.models import Event
from plans.enums import PlanState
from regional.services import answer_tie, end_tie, offer_regional, share_action
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db

HERE, THERE = "The Glenfarrow way of handing over", "The Inverfar way of handing over"
GONE = date(2026, 9, 1)
WORDS = "Hand over in the same way on both sides of the firth"


@pytest.fixture
def area():
    return make.AreaFactory(name="Glenfarrow", slug="glenfarrow")


@pytest.fixture
def other():
    return make.AreaFactory(name="Inverfar", slug="inverfar")


@pytest.fixture
def group(area, other):
    return make.RegionalGroupFactory(area=area, name="Training group", serves=[other])


@pytest.fixture
def action(area):
    return make.ActionFactory(plan__area=area, text=HERE)


@pytest.fixture
def theirs(other):
    return make.ActionFactory(plan__area=other, text=THERE)


def shared(action, group, *areas):
    return share_action(by=None, action=action, body=group, text=WORDS, areas=areas)


def offer_to(area):
    return Tie.objects.get(area=area, state=TieState.OFFERED)


def test_offer_is_answered_with_an_action_that_stands(area, other, group, action, theirs):
    home, away = client_of(Role.LEAD_OFFICER, area), client_of(Role.LEAD_OFFICER, other)
    typed = {"body": group.pk, "text": WORDS, "areas": [other.pk]}

    home.post(reverse("action_share", args=[action.pk]), typed)
    page = away.get(reverse("regional_list", args=[other.slug])).content.decode()
    form = away.get(reverse("tie_answer", args=[offer_to(other).pk])).content.decode()
    away.post(reverse("tie_answer", args=[offer_to(other).pk]), {"answer": f"action:{theirs.pk}"})

    assert [(WORDS in text, HERE in text) for text in (page, form)] == [(True, False)] * 2
    assert Tie.objects.shared([action.pk, theirs.pk], timezone.localdate()) == {
        action.pk: Shared("Training group", ("Inverfar",)),
        theirs.pk: Shared("Training group", ("Glenfarrow",)),
    }


def test_offer_is_answered_with_a_new_action(other, group, action):
    plan = make.PlanFactory(area=other)
    lead = make.GroupFactory(area=other, title="Training group", body=group)
    shared(action, group, other)
    client = client_of(Role.LEAD_OFFICER, other)
    url = reverse("tie_answer", args=[offer_to(other).pk])

    shown = client.get(url).context["form"]["accountable"].value()
    typed = {"answer": f"plan:{plan.pk}", "accountable": shown, "timescale_words": "Quarterly"}
    client.post(url, typed)

    made = Action.objects.get(plan=plan)
    assert (made.text, made.timescale_words) == (WORDS, "Quarterly")
    assert [row.post for row in made.leads.all()] == [lead]
    assert made.ties.get().state == TieState.TIED


def test_declined_offer_can_be_made_again(area, other, group, action):
    shared(action, group, other)
    client = client_of(Role.LEAD_OFFICER, other)
    client.post(reverse("tie_answer", args=[offer_to(other).pk]), {"answer": "no"})
    home = client_of(Role.LEAD_OFFICER, area)

    home.post(reverse("action_share", args=[action.pk]), {"areas": [other.pk]})

    assert list(Tie.objects.filter(area=other).values_list("state", flat=True)) == [
        TieState.DECLINED,
        TieState.OFFERED,
    ]


def test_each_area_sees_its_own_side_alone(area, other, group, action, theirs):
    shared(action, group, other)
    answer_tie(by=None, tie=offer_to(other), action=theirs)
    home, away = client_of(Role.LEAD_OFFICER, area), client_of(Role.LEAD_OFFICER, other)
    third = client_of(Role.LEAD_OFFICER, make.AreaFactory())

    pages = [
        client.get(reverse(name, args=args)).content.decode()
        for client, where, row in ((home, area, action), (away, other, theirs))
        for name, args in (("regional_list", [where.slug]), ("action_detail", [row.pk]))
    ]

    assert [(HERE in page, THERE in page) for page in pages] == [
        (True, False),
        (True, False),
        (False, True),
        (False, True),
    ]
    assert [
        client.get(reverse("action_detail", args=[row.pk])).status_code
        for client, row in ((home, theirs), (away, action), (third, action))
    ] == [404, 404, 404]
    assert third.get(reverse("tie_answer", args=[theirs.ties.get().pk])).status_code == 404


@pytest.mark.parametrize("role", Role)
def test_who_sees_a_regional_action(other, group, action, role):
    regional = shared(action, group, other)
    user = make.person_with(role, other)
    reads = role in (
        *(Role.LEAD_OFFICER, Role.CHAIR, Role.VICE_CHAIR, Role.SUB_COMMITTEE_CHAIR),
        *(Role.ACTION_LEAD, Role.MEMBER, Role.INSPECTOR),
    )

    assert list(RegionalAction.objects.visible_to(user)) == ([regional] if reads else [])
    assert [tie.area for tie in Tie.objects.visible_to(user)] == ([other] if reads else [])


def test_untied_in_one_area_stands_in_the_others(area, other, group, action, theirs):
    strath = make.AreaFactory(name="Strathyre")
    group.also_serves.add(strath)
    shared(action, group, other, strath)
    answer_tie(by=None, tie=offer_to(other), action=theirs)
    mine = make.ActionFactory(plan__area=strath)
    answer_tie(by=None, tie=offer_to(strath), action=mine)
    today = timezone.localdate()
    Tie.objects.update(tied_on=today - timedelta(days=9))

    client_of(Role.LEAD_OFFICER, other).post(reverse("action_untie", args=[theirs.pk]))

    keys, group_name = [action.pk, theirs.pk, mine.pk], "Training group"
    assert Tie.objects.shared(keys, today) == {
        action.pk: Shared(group_name, ("Strathyre",)),
        mine.pk: Shared(group_name, ("Glenfarrow",)),
    }
    assert Tie.objects.shared(keys, today - timedelta(days=1))[theirs.pk] == Shared(
        group_name, ("Glenfarrow", "Strathyre")
    )
    theirs.refresh_from_db()
    assert theirs.withdrawn_on is None


def test_withdrawn_in_one_area_stands_in_the_others(other, group, action, theirs):
    shared(action, group, other)
    answer_tie(by=None, tie=offer_to(other), action=theirs)

    withdraw_action(by=make.UserFactory(), action=theirs, reason="Merged.", on=timezone.localdate())

    action.refresh_from_db()
    assert (action.withdrawn_on, action.ties.get().state) == (None, TieState.TIED)


def test_records_of_both_areas_say_their_own_part(area, other, group, action, theirs):
    shared(action, group, other)
    answer_tie(by=None, tie=offer_to(other), action=theirs)

    rows = Event.objects.order_by("pk").values_list("verb", "area_id")
    assert list(rows) == [
        ("made action regional", area.pk),
        ("offered regional action", other.pk),
        ("answered regional action", other.pk),
    ]
    there = Event.objects.filter(area_id=other.pk)
    assert not [row for row in there if HERE in f"{row.target_label} {row.changes}"]


def refused(write, **arguments):
    with pytest.raises(ValidationError) as refusal:
        write(by=None, **arguments)
    return refusal.value.messages


def test_what_is_refused(area, other, group, action, theirs):
    strange, elsewhere = make.RegionalGroupFactory(name="Far group"), make.AreaFactory(name="Far")
    share = {"action": action, "text": WORDS}
    first = [
        refused(share_action, **share, body=strange, areas=[other]),
        refused(share_action, **share, body=group, areas=[]),
        refused(share_action, **share, body=group, areas=[elsewhere]),
        refused(share_action, **share | {"text": " "}, body=group, areas=[other]),
    ]
    shared(action, group, other)
    offer = offer_to(other)
    answer_tie(by=None, tie=offer, action=theirs)

    assert first == [
        ["Far group does not serve this area."],
        ["Choose the areas that are asked."],
        ["Training group does not serve Far, or Far was asked already."],
        ["This field cannot be blank."],
    ]
    assert [
        refused(share_action, **share, body=group, areas=[other]),
        refused(answer_tie, tie=offer),
        refused(offer_regional, tie=action.ties.get(), areas=[other]),
    ] == [
        ["This action is regional already."],
        ["This was answered already: stands in its plan."],
        ["Training group does not serve Inverfar, or Inverfar was asked already."],
    ]
    end_tie(by=None, tie=action.ties.get())
    gone = ["This action is not regional any more."]
    assert refused(end_tie, tie=action.ties.get()) == gone
    assert refused(offer_regional, tie=action.ties.get(), areas=[other]) == gone


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"withdrawn_on": GONE, "withdrawn_reason": "Merged."},
            "This action was withdrawn",
        ),
        ({"plan__state": PlanState.CLOSED}, "This plan is closed."),
    ],
)
def test_what_is_over_is_not_shared(area, other, group, change, words):
    action = make.ActionFactory(plan__area=area, **change)

    said = refused(share_action, action=action, body=group, text=WORDS, areas=[other])

    assert [one.startswith(words) for one in said] == [True]


def test_area_ties_an_action_of_its_own(other, group, action):
    shared(action, group, other)
    strange = make.ActionFactory()

    with pytest.raises(ValueError, match="of its own"):
        answer_tie(by=None, tie=offer_to(other), action=strange)
    client = client_of(Role.LEAD_OFFICER, other)
    url = reverse("tie_answer", args=[offer_to(other).pk])
    answer = client.post(url, {"answer": f"action:{strange.pk}"})

    assert list(answer.context["form"].errors) == ["answer"]


def test_timescale_typed_for_an_action_that_stands_is_not_lost_unseen(other, group, action, theirs):
    shared(action, group, other)
    client = client_of(Role.LEAD_OFFICER, other)
    url = reverse("tie_answer", args=[offer_to(other).pk])

    answer = client.post(url, {"answer": f"action:{theirs.pk}", "timescale_words": "Monthly"})

    assert list(answer.context["form"].errors) == ["timescale_words"]


def test_without_a_regional_group_the_page_says_what_to_do():
    action = make.ActionFactory()
    client = client_of(Role.LEAD_OFFICER, action.plan.area)

    page = client.get(reverse("action_share", args=[action.pk])).content.decode()

    assert "No regional group serves this area and another one." in page
