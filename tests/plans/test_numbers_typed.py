"""A number that stands already is said where it is typed, and kept where it is meant."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from actions.models import Action
from plans.forms.headings import HeadingForm
from plans.models import Heading, LegendEntry, Level
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db

TWICE = "{} is the number of “{}” already. Change it, or save again to have the number twice."


@pytest.fixture
def plan():
    return make.PlanFactory(slug="our-plan")


@pytest.fixture
def client(plan):
    return client_of(Role.LEAD_OFFICER, plan.area)


def sent(client, url: str, **typed):
    """The form as it stands with `typed` over it: what came of it, and the form."""
    form = client.get(url).context["form"]
    drawn = {name: value for name in form.fields if (value := form[name].value())}
    answer = client.post(url, drawn | typed)
    return answer.status_code, answer.context["form"] if answer.context else None


def test_a_headings_number_that_stands_is_said_and_kept_by_the_second_press(plan, client):
    level = make.LevelFactory(plan=plan)
    make.HeadingFactory(plan=plan, level=level, number="1", text="Heard")
    url = reverse("heading_add", args=["our-plan"])
    typed = {"level": level.pk, "number": "1", "text": "Safe"}

    status, form = sent(client, url, **typed)
    assert (status, form.errors["number"]) == (200, [TWICE.format("1", "Heard")])
    assert (form["text"].value(), form["twice"].value()) == ("Safe", "1")

    status, _ = sent(client, url, **typed, twice="1")
    assert (status, Heading.objects.filter(number="1").count()) == (302, 2)


@pytest.mark.parametrize(
    ("number", "elsewhere", "status"),
    [
        ("1.1", False, 200),
        ("1.1", True, 200),
        ("1", True, 302),
        ("1", False, 200),
        ("", False, 302),
    ],
)
def test_plain_numbers_may_begin_again_under_another_heading(
    plan, client, number, elsewhere, status
):
    level = make.LevelFactory(plan=plan)
    one, two = (make.HeadingFactory(plan=plan, level=level) for _ in range(2))
    make.ActionFactory(plan=plan, heading=one, number=number)
    typed = {"text": "Ask.", "heading": (two if elsewhere else one).pk, "number": number}
    typed["origin"] = "plan"

    assert sent(client, reverse("action_add", args=["our-plan"]), **typed)[0] == status


def test_an_action_that_keeps_its_number_is_not_warned_of(plan, client):
    action, _ = (make.ActionFactory(plan=plan, number="2.1", text=text) for text in "AB")

    status, _ = sent(client, reverse("action_edit", args=[action.pk]), text="C")

    assert (status, Action.objects.get(pk=action.pk).text) == (302, "C")


def test_a_number_that_is_changed_into_anothers_is_said(plan, client):
    action = make.ActionFactory(plan=plan, number="2.1", text="A")
    make.ActionFactory(plan=plan, number="2.2", text="B")

    status, form = sent(client, reverse("action_edit", args=[action.pk]), number="2.2")

    assert (status, form.errors) == (200, {"number": [TWICE.format("2.2", "B")]})


def test_a_level_and_a_status_are_added_in_the_browser(plan, client):
    sent(client, reverse("level_add", args=["our-plan"]), singular="Impact", plural="")
    typed = {"code": "N", "label": "Not begun", "canonical": "not_started"}
    sent(client, reverse("legend_add", args=["our-plan"]), **typed)

    level, entry = Level.objects.get(), LegendEntry.objects.get(code="N")
    assert (level.singular, level.plural, level.numbered) == ("Impact", "Impacts", True)
    assert (entry.colour, entry.symbol, entry.position) == ("#4a5560", "□", 5)


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"code": "r"}, "code", "The legend has an entry r already."),
        (
            {"colour": "blue"},
            "colour",
            "Write the colour as # and six digits or letters a to f: #1f5a96.",
        ),
        ({"label": ""}, "label", "This field is required."),
    ],
)
def test_what_is_wrong_with_a_status_stands_beside_its_field(plan, client, wrong, field, words):
    typed = {"code": "N", "label": "Not begun", "canonical": "not_started"} | wrong

    _, form = sent(client, reverse("legend_add", args=["our-plan"]), **typed)

    assert form.errors == {field: [words]}


def test_a_level_on_which_nothing_stands_is_removed(plan, client):
    level = make.LevelFactory(plan=plan)

    client.post(reverse("level_remove", args=[level.pk]))

    assert list(plan.levels.all()) == []


def test_a_heading_that_somebody_changed_since_it_was_loaded_is_asked_for_all_the_same():
    loaded = make.HeadingFactory.create(number="1")
    type(loaded).objects.filter(pk=loaded.pk).update(number="4", text="Written meanwhile")

    form = HeadingForm(user=make.UserFactory.create(), heading=loaded)

    assert "number" in form.fields
