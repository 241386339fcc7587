"""From one action to the next: the order, the place, and the end of the list."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CheckOutcome
from actions.models import ProgressUpdate
from committees.models import PostHolding
from documents.enums import Canonical
from tests.actions.scene import Scene, scene
from tests.factories import (
    ChallengeFactory,
    CommentFactory,
    ProgressUpdateFactory,
    RoleGrantFactory,
    UpdateCheckFactory,
)
from tests.texts.forms import as_it_stands, values
from tests.texts.plain_text import Page
from updates.queries.my_actions import Place, my_actions, place_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def now(client, now) -> Scene:
    client.force_login(now.lead)
    return now


def address(action) -> str:
    return f"/actions/{action.pk}/update/"


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def send_next(client, made: Scene, action, of: str = "", **fields):
    form = made.form(**{"expected": action.row_version, "next": "1", **fields})
    return client.post(f"{address(action)}{of}", form)


@pytest.mark.parametrize(
    ("waiting", "action", "begun", "expected"),
    [
        ([1, 2, 3], 1, 0, Place(1, 3, 2, 2)),
        ([1, 2, 3], 2, 0, Place(2, 3, 3, 2)),
        ([1, 2, 3], 3, 0, Place(3, 3, 1, 2)),
        ([2, 3], 2, 3, Place(2, 3, 3, 1)),
        ([3], 3, 3, Place(3, 3, None, 0)),
        ([1, 3], 3, 3, Place(3, 3, 1, 1)),
        ([1, 2], 9, 0, Place(0, 2, 1, 2)),
        ([], 9, 0, Place(0, 0, None, 0)),
    ],
)
def test_place_among_those_that_wait(waiting, action, begun, expected):
    assert place_of(waiting, action, begun) == expected


def test_save_and_next_goes_through_the_list_to_its_end(client, now):
    second, third = now.more(), now.more()

    steps = [
        send_next(client, now, now.action),
        send_next(client, now, second, "?of=3"),
        send_next(client, now, third, "?of=3"),
    ]

    assert [step["Location"] for step in steps] == [
        f"{address(second)}?of=3",
        f"{address(third)}?of=3",
        "/my-actions/",
    ]
    assert said(steps[-1]) == [
        "Saved 1.1. 2 more wait for your answer.",
        "Saved 1.2. 1 more waits for your answer.",
        "Saved 1.3. You have answered everything.",
    ]


def test_nothing_to_report_goes_on_too_and_the_last_says_so(client, now):
    second = now.more()
    ProgressUpdateFactory.create(action=second, as_at=TODAY - timedelta(days=120))
    other = now.more()
    first = now.action.updates.last()

    steps = [
        client.post(f"{address(now.action)}?of=3", press(now.action, first, "nothing")),
        send_next(client, now, other, "?of=3"),
        client.post(f"{address(second)}?of=3", press(second, second.updates.last(), "nothing")),
    ]

    assert [step["Location"] for step in steps] == [
        f"{address(second)}?of=3", f"{address(second)}?of=3", "/my-actions/"
    ]  # fmt: skip
    assert said(steps[-1])[-1] == "Saved 1.2. You have answered everything."


def press(action, seen, name: str) -> dict[str, str]:
    return {"expected": str(action.row_version), "seen": str(seen.pk), name: "1"}


def test_plain_save_of_the_last_says_that_all_is_answered(client, now):
    form = now.form(expected=now.action.row_version)

    answer = client.post(f"{address(now.action)}?of=3", {**form, "save": "1"})

    assert answer["Location"] == "/my-actions/"
    assert said(answer) == ["Saved 1.1. You have answered everything."]


def test_all_that_is_asked_goes_across_plans(client, now):
    beyond = scene()
    user = now.lead
    PostHolding.objects.filter(post=beyond.action.leads.get().post).update(user=user)
    RoleGrantFactory.create(user=user, area=beyond.plan.area, role=Role.ACTION_LEAD)

    answer = send_next(client, now, now.action)

    assert answer["Location"] == f"{address(beyond.action)}?of=2"


def test_form_says_its_place(client, now):
    second = now.more()

    page = client.get(f"{address(second)}?of=6").content.decode()

    assert page.count("6 of 6 that wait for your answer") == 1


@pytest.mark.parametrize("of", ["?of=-1", "?of=many", "?of=99999", "?of=²"])
def test_nonsense_in_the_address_is_passed_over(client, now, of):
    assert client.get(f"{address(now.action)}{of}").context["place"] == Place(1, 1, None, 0)


def test_claim_says_that_somebody_verifies_and_goes_on(client, now):
    second = now.more()
    words = {"evidence": "The report.", "difference": "Shorter waits."}

    answer = send_next(
        client, now, now.action, entry=now.form(Canonical.COMPLETE)["entry"], **words
    )

    assert answer["Location"] == f"{address(second)}?of=2"
    assert said(answer) == [
        "Saved 1.1. Somebody else now verifies that it is complete. 1 more waits for your answer."
    ]


def test_errors_stay_on_the_form(client, now):
    now.more()

    answer = send_next(client, now, now.action, what_happened="")

    assert list(answer.context["form"].errors) == ["what_happened"]


def test_next_is_not_offered_on_a_leads_behalf(client, now):
    now.more()
    client.force_login(now.person(Role.LEAD_OFFICER))

    page = client.get(address(now.action))

    assert page.context["place"] == Place(0, 0, None, 0)
    assert 'name="next"' not in page.content.decode()


def test_double_press_writes_once_and_goes_on_as_if_once(client, now):
    second = now.more()
    seen = now.action.updates.get().pk

    answers = [send_next(client, now, now.action, "?of=2", expected=1, seen=seen) for _ in range(2)]

    assert {answer["Location"] for answer in answers} == {f"{address(second)}?of=2"}
    assert now.action.updates.count() == 2


def button(page, action) -> bool:
    named = f"on action {action.reference}: no change</span></button>"
    return named in page.content.decode()


def test_nothing_to_report_is_one_press_from_the_list(client, now):
    page = client.get("/my-actions/")
    form = next(each for each in Page(page.content.decode()).sheets if "nothing" in each.buttons)

    answer = client.post(form.action, values(form, as_it_stands, "nothing"))

    assert button(page, now.action)
    assert answer["Location"] == "/my-actions/"
    assert ProgressUpdate.objects.latest("pk").nothing_to_report


def returned(made: Scene) -> None:
    update = ProgressUpdateFactory.create(action=made.action, as_at=TODAY)
    UpdateCheckFactory.create(
        action=made.action, update_checked=update, outcome=CheckOutcome.RETURNED, checked_on=TODAY
    )


def challenged(made: Scene) -> None:
    update = ProgressUpdateFactory.create(action=made.action, as_at=TODAY)
    ChallengeFactory.create(action=made.action, update_challenged=update, made_on=TODAY)


@pytest.mark.parametrize(
    "prepare",
    [returned, challenged, lambda made: CommentFactory.create(action=made.action, made_on=TODAY)],
)
def test_nothing_to_report_is_no_answer_to_a_question(client, now, prepare):
    prepare(now)

    assert not button(client.get("/my-actions/"), now.action)


def test_nothing_to_report_is_not_offered_where_nothing_was_rated(client, now):
    fresh = now.more()

    assert not button(client.get("/my-actions/"), fresh)


def test_sent_back_and_comments_are_asked(now):
    returned(now)
    chair = now.person(Role.CHAIR)
    for text, day in (("An old one.", 90), ("Please bring figures.", 0)):
        CommentFactory.create(
            action=now.more(), text=text, made_by=chair, made_on=TODAY - timedelta(days=day)
        )

    found = my_actions(now.lead, TODAY).asked

    assert [ask.words for mine in found for ask in mine.asks if not ask.window] == [
        "Sent back: Which paper shows it?",
        f"{chair} asks: An old one.",
        f"{chair} asks: Please bring figures.",
    ]


def test_comment_is_answered_by_an_update(now):
    CommentFactory.create(action=now.action, made_on=TODAY)
    ProgressUpdateFactory.create(action=now.action, as_at=TODAY)

    assert my_actions(now.lead, TODAY).asked == []


def test_long_note_is_cut_in_the_list(now):
    CommentFactory.create(action=now.action, made_on=TODAY, text="word " * 200)

    [mine] = my_actions(now.lead, TODAY).asked

    assert len(mine.asks[-1].words.split()) == 41
