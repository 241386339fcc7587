"""The coordinator's pages: the plan's words about an action, its leads, and update windows."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.roles import Role
from actions.enums import ActionKind, Origin
from actions.models import Action
from actions.services import edit_action, set_leads
from plans.enums import PlanState
from tests.actions.scene import Scene, scene
from tests.factories import HeadingFactory, PlanFactory, PlanReviewFactory, PostFactory
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def now(client) -> Scene:
    made = scene()
    made.officer = made.person(Role.LEAD_OFFICER)
    client.force_login(made.officer)
    return made


def errors(response) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def new_action(**fields) -> dict[str, object]:
    return {
        "text": "Publish a leaflet.",
        "kind": ActionKind.RATED,
        "origin": Origin.INSPECTION,
        **fields,
    }


def test_action_is_added_with_its_leads_and_its_timescale_understood(client, now):
    heading = HeadingFactory.create(plan=now.plan)
    head, nurse = PostFactory.create_batch(2, area=now.plan.area)
    data = new_action(
        heading=heading.pk,
        timescale_words="By end March 2027",
        accountable=head.pk,
        contributing=[nurse.pk, head.pk],
        origin_note="Joint inspection",
    )

    answer = client.post(f"/plans/{now.plan.slug}/actions/add/", data)

    action = Action.objects.latest("pk")
    own = f"a{action.pk}"
    assert answer["Location"] == f"/plans/{now.plan.slug}/outline/?line={own}"
    assert (action.text, action.heading, action.due, action.added_on, action.origin) == (
        "Publish a leaflet.",
        heading,
        date(2027, 3, 31),
        TODAY,
        Origin.INSPECTION,
    )
    assert [(lead.post, lead.accountable) for lead in action.leads.all()] == [
        (head, True),
        (nurse, False),
    ]


def test_message_says_what_was_understood(client, now):
    data = new_action(timescale_words="Training Calendar")

    answer = client.post(f"/plans/{now.plan.slug}/actions/add/", data, follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        "The action is added. Its timescale is understood as: "
        "not understood: somebody needs to look at it."
    ]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": " "}, {"text": ["Write what will be done."]}),
        ({"number": "1" * 21}, None),
        ({"heading": "999999"}, None),
        ({"accountable": "999999"}, None),
        ({"contributing": ["999999"]}, None),
        ({"origin": "rumour"}, None),
        ({"kind": ""}, None),
        (
            {"timescale_words": "x" * 501},
            {"timescale_words": ["This is longer than 500 characters. Please shorten it."]},
        ),
    ],
)
def test_bad_action_is_refused_beside_its_field(client, now, fields, expected):
    answer = client.post(f"/plans/{now.plan.slug}/actions/add/", new_action(**fields))

    assert list(errors(answer)) == list(fields)
    assert expected in (None, errors(answer))
    assert Action.objects.count() == 1


def test_posts_and_headings_of_another_plan_are_not_offered(client, now):
    other = PlanFactory.create()
    PostFactory.create(area=other.area)
    HeadingFactory.create(plan=other)

    form = client.get(f"/plans/{now.plan.slug}/actions/add/").context["form"]

    own = {str(now.action.leads.get().post_id)}
    assert {value for value, _ in form.fields["accountable"].choices} == {"", *own}
    assert [value for value, _ in form.fields["heading"].choices] == [""]


def test_closed_plan_takes_no_action(client, now):
    type(now.plan).objects.filter(pk=now.plan.pk).update(state=PlanState.CLOSED)

    answer = client.post(f"/plans/{now.plan.slug}/actions/add/", new_action())

    assert errors(answer) == {"__all__": ["This plan is closed. It is kept as it was."]}


def edited(client, now, **fields) -> dict[str, object]:
    """The edit form as it was drawn, with some fields typed anew."""
    form = client.get(f"/actions/{now.action.pk}/edit/").context["form"]
    drawn = {name: form[name].value() or "" for name in form.fields}
    return {**drawn, **fields}


def test_saving_without_a_change_changes_no_word(client, now):
    words = {
        "text": "1.1: First\n\n  • bullet",
        "timescale_words": "By\nSpring",
        "evidence": "é",
    }
    Action.objects.filter(pk=now.action.pk).update(**words)

    data = {key: value.replace("\n", "\r\n") if isinstance(value, str) else value
            for key, value in edited(client, now).items()}  # fmt: skip
    client.post(f"/actions/{now.action.pk}/edit/", data)

    now.action.refresh_from_db()
    assert {name: getattr(now.action, name) for name in words} == words
    assert now.action.row_version == 1  # nor is anything written


def test_edit_saves_the_new_words(client, now):
    answer = client.post(
        f"/actions/{now.action.pk}/edit/", edited(client, now, text="Agree two procedures.")
    )

    now.action.refresh_from_db()
    assert answer["Location"] == f"/actions/{now.action.pk}/"
    assert (now.action.text, now.action.timescale_kind) == (
        "Agree two procedures.",
        TimescaleKind.BY_DATE,
    )


def test_agreed_date_is_not_moved_by_editing(client, now):
    type(now.plan).objects.filter(pk=now.plan.pk).update(state=PlanState.PUBLISHED)
    PlanReviewFactory(plan=now.plan)

    answer = client.post(
        f"/actions/{now.action.pk}/edit/", edited(client, now, timescale_words="31 July 2098")
    )

    assert errors(answer)["timescale_words"][0].startswith("The plan is agreed with the date")


def test_edit_conflict_shows_both_texts_and_keeps_what_was_typed(client, now):
    data = edited(client, now, text="My words.")
    edit_action(by=now.lead, action=now.action, expected=1, text="Their words.", number="1.9")

    form = client.post(f"/actions/{now.action.pk}/edit/", data).context["form"]

    assert form.both_texts() == [
        ("Number", "1.9", "1.1"),
        ("The action", "Their words.", "My words."),
    ]
    assert form["text"].value() == "My words."
    now.action.refresh_from_db()
    assert now.action.text == "Their words."


def test_edit_after_a_conflict_is_saved_by_the_second_press(client, now):
    data = edited(client, now, text="My words.")
    edit_action(by=now.lead, action=now.action, expected=1, text="Their words.")
    form = client.post(f"/actions/{now.action.pk}/edit/", data).context["form"]

    client.post(f"/actions/{now.action.pk}/edit/", {**data, "expected": form["expected"].value()})

    now.action.refresh_from_db()
    assert now.action.text == "My words."


def test_leads_are_changed_in_one_go(client, now):
    head, nurse = PostFactory.create_batch(2, area=now.plan.area)

    client.post(
        f"/actions/{now.action.pk}/leads/",
        {"accountable": head.pk, "contributing": [nurse.pk], "expected": 1},
    )

    assert [(lead.post, lead.accountable) for lead in now.action.leads.all()] == [
        (head, True),
        (nurse, False),
    ]


def test_leads_form_starts_from_the_present_leads(client, now):
    form = client.get(f"/actions/{now.action.pk}/leads/").context["form"]

    assert form["accountable"].value() == str(now.action.leads.get().post_id)
    assert form["contributing"].value() == []


def test_action_is_withdrawn_with_its_reason(client, now):
    client.post(f"/actions/{now.action.pk}/withdraw/", {"reason": "Done by the board."})

    now.action.refresh_from_db()
    assert (now.action.withdrawn_on, now.action.withdrawn_reason) == (TODAY, "Done by the board.")


def test_withdrawal_needs_a_reason(client, now):
    answer = client.post(f"/actions/{now.action.pk}/withdraw/", {"reason": ""})

    assert errors(answer) == {"reason": ["Say why it is withdrawn."]}


def test_leads_that_somebody_else_changed_meanwhile_are_shown(client, now):
    path = f"/actions/{now.action.pk}/leads/"
    head, nurse = PostFactory.create_batch(2, area=now.plan.area)
    drawn = client.get(path).context["form"]["expected"].value()
    set_leads(by=now.lead, action=now.action, expected=1, accountable=nurse, contributing=[])

    data = {"accountable": head.pk, "contributing": [nurse.pk], "expected": drawn}
    form = client.post(path, data).context["form"]

    assert form.both_texts() == [
        ("Accountable lead", nurse.title, head.title),
        ("Contributing leads", "", nurse.title),
    ]
    assert [lead.post for lead in now.action.leads.all()] == [nurse]


def test_leads_are_saved_by_the_second_press(client, now):
    path = f"/actions/{now.action.pk}/leads/"
    head = PostFactory.create(area=now.plan.area)
    set_leads(by=now.lead, action=now.action, expected=1, accountable=None, contributing=[])
    form = client.post(path, {"accountable": head.pk, "expected": 1}).context["form"]

    client.post(path, {"accountable": head.pk, "expected": form["expected"].value()})

    assert [lead.post for lead in now.action.leads.all()] == [head]
