"""An action is split into several, and several are merged into one."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.enums import CompletionState, DecidedAs, RevisionState
from actions.models import Action, Lineage
from actions.services import undo_change
from audit.models import Event
from audit.services import keep
from outline.rules.parts import Part
from outline.services import merge_actions, split_action
from plans.enums import PlanState
from plans.models import Plan
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db

PARTS = [Part("3a", "Ask each child."), Part("3b", "Tell each child.")]


@pytest.fixture
def plan() -> Plan:
    """Three actions in force, of which the first two have leads, links and words."""
    plan = make.PlanFactory(slug="our-plan", state=PlanState.PUBLISHED, under_review=True)
    make.SignOffFactory(plan=plan, decided_on=plan.period_start)
    heading = make.HeadingFactory(plan=plan)
    for number, text in [("3", "Ask and tell."), ("4", "Listen."), ("5", "Write.")]:
        action = make.ActionFactory(plan=plan, heading=heading, number=number, text=text)
        if number != "5":
            make.LeadFactory(action=action, post=make.PostFactory(area=plan.area))
            action.outcomes.add(make.HighLevelOutcomeFactory(plan=plan))
            Action.objects.filter(pk=action.pk).update(expected_impact=f"{text} Heard.")
            keep(by=None, row=Action.objects.with_facts().get(pk=action.pk))
    return plan


@pytest.fixture
def officer(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def numbered(number: str) -> Action:
    return Action.objects.get(number=number)


def split(by, **given) -> list[Action]:
    said = {"parts": PARTS, "reason": "Two leads.", "seen": {numbered("3").pk: 1}, **given}
    return split_action(by=by, action=numbered("3"), on=timezone.localdate(), **said)


def merged(by, **given) -> Action:
    base, other = numbered("3"), numbered("4")
    said = {"base": base, "others": [other], "part": Part("6", "Ask."), "reason": "One lead."}
    seen = {base.pk: 1, other.pk: 1}
    return merge_actions(by=by, on=timezone.localdate(), **{**said, "seen": seen, **given})


def in_order(plan: Plan) -> list[str]:
    rows = plan.actions.filter(withdrawn_on=None).order_by("position")
    return list(rows.values_list("number", flat=True))


def test_a_split_action_is_withdrawn_for_its_parts_which_stand_in_its_place(plan, officer):
    made = split(officer)

    old = numbered("3")
    assert in_order(plan) == ["3a", "3b", "4", "5"]
    assert (old.withdrawn_reason, old.withdrawn_on) == (
        "Split into 3a and 3b. Two leads.",
        timezone.localdate(),
    )
    assert [(row.source_id, row.target_id, row.kind) for row in Lineage.objects.all()] == [
        (old.pk, row.pk, "split") for row in made
    ]


def test_a_part_begins_with_lead_links_and_words_of_the_whole(plan, officer):
    part = split(officer)[1]

    old = numbered("3")
    assert (part.text, part.expected_impact, part.timescale_words) == (
        "Tell each child.",
        "Ask and tell. Heard.",
        old.timescale_words,
    )
    assert part.leads.get().post == old.leads.get().post
    assert list(part.outcomes.all()) == list(old.outcomes.all())


def test_a_part_keeps_the_first_agreed_date_and_how_often_it_was_moved(plan, officer):
    old = numbered("3")
    make.DeadlineRevisionFactory(
        action=old,
        state=RevisionState.APPROVED,
        proposed_due=date(2027, 9, 30),
        decided_by=make.UserFactory(),
        decided_on=plan.period_start,
        decided_as=DecidedAs.CHAIR,
        decider_label="The chair",
    )
    Action.objects.filter(pk=old.pk).update(due=date(2027, 9, 30))

    part = split(officer)[0]

    assert (part.first_due, part.due) == (old.first_due, date(2027, 9, 30))
    assert [row.proposed_due for row in part.revisions.all()] == [date(2027, 9, 30)]


def test_several_become_one_with_every_lead_and_link(plan, officer):
    base, other = numbered("3"), numbered("4")

    one = merged(officer)

    assert in_order(plan) == ["6", "5"]
    assert [lead.accountable for lead in one.leads.all()] == [True, False]
    assert one.leads.get(accountable=True).post == base.leads.get().post
    assert one.outcomes.count() == 2
    assert one.expected_impact == "Ask and tell. Heard.\nListen. Heard."
    assert numbered("4").withdrawn_reason == "Merged into 6. One lead."
    assert set(one.came_from.values_list("source", flat=True)) == {base.pk, other.pk}


def test_each_that_came_says_of_what_and_why(plan, officer):
    split(officer)

    event = Event.objects.filter(verb="took over from action").first()
    assert event.changes == {"how": "Split from", "of": ["3 Ask and tell."], "reason": "Two leads."}


@pytest.mark.parametrize("done", [split, merged])
def test_rows_equal_their_versions(plan, officer, done):
    done(officer)

    assert rows_now() == newest_versions()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": "  "}, "Say why it is split"),
        ({"parts": PARTS[:1]}, "Write at least two actions"),
        ({"seen": {}}, "Somebody else has changed 3"),
    ],
)
def test_a_split_that_cannot_be_is_refused_and_nothing_is_written(plan, officer, given, words):
    with pytest.raises(ValidationError, match=words):
        split(officer, **given)

    assert in_order(plan) == ["3", "4", "5"]


@pytest.mark.parametrize(
    ("given", "words"),
    [({"reason": ""}, "Say why they are merged"), ({"others": []}, "Choose at least one more")],
)
def test_a_merger_that_cannot_be_is_refused(plan, officer, given, words):
    with pytest.raises(ValidationError, match=words):
        merged(officer, **given)

    assert in_order(plan) == ["3", "4", "5"]


@pytest.mark.parametrize("state", [CompletionState.CLAIMED, CompletionState.VERIFIED])
def test_what_is_reported_complete_stays_one(plan, officer, state):
    make.CompletionFactory(action=numbered("3"), state=state)

    with pytest.raises(ValidationError, match="3 is reported complete"):
        split(officer)


def test_a_date_that_is_asked_for_is_decided_first(plan, officer):
    make.DeadlineRevisionFactory(action=numbered("4"))

    with pytest.raises(ValidationError, match="A new date is asked for 4"):
        merged(officer)


def test_a_second_press_splits_nothing(plan, officer):
    split(officer)

    with pytest.raises(ValidationError, match="3 was withdrawn already"):
        split(officer)


def test_the_withdrawal_of_what_was_split_is_not_undone(plan, officer):
    split(officer)
    event = Event.objects.get(verb="withdrew action")

    with pytest.raises(ValidationError, match="It was split or merged"):
        undo_change(by=officer, action=numbered("3"), change=event.pk)


def test_it_is_split_in_the_browser_and_both_pages_tell_of_it(plan):
    client, old = client_of(Role.LEAD_OFFICER, plan.area), numbered("3")
    url = reverse("outline_split", args=[old.pk])
    form = client.get(url).context["form"]
    assert [form[f"number{at}"].value() for at in (1, 2, 3, 4)] == ["3a", "3b", "3c", "3d"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"text1": "Ask each child.", "text2": "Tell each child.", "reason": "Two leads."}

    page = client.post(url, sent, follow=True)

    assert told(page) == ["3 was split into 3a and 3b."]
    pages = [client.get(reverse("action_detail", args=[row.pk])) for row in (old, numbered("3b"))]
    assert [one.target.number for one in pages[0].context["lineage"].became] == ["3a", "3b"]
    assert [one.source.number for one in pages[1].context["lineage"].came_from] == ["3"]
    assert "Came of what stood in the plan before" in [
        event.title for event in pages[1].context["story"]
    ]


def test_what_is_wrong_with_a_split_stands_beside_its_field_and_nothing_is_lost(plan):
    client, old = client_of(Role.LEAD_OFFICER, plan.area), numbered("3")
    sent = {"text1": "Ask each child.", "text2": " ", "reason": "Two leads.", "seen": f"{old.pk}:1"}

    form = client.post(reverse("outline_split", args=[old.pk]), sent).context["form"]

    assert form.errors == {"text2": ["Write what this part will be."]}
    assert form["text1"].value() == "Ask each child."


def test_after_a_change_by_somebody_else_the_second_press_splits(plan):
    client, old = client_of(Role.LEAD_OFFICER, plan.area), numbered("3")
    url = reverse("outline_split", args=[old.pk])
    sent = {"text1": "Ask.", "text2": "Tell.", "reason": "Two leads.", "seen": f"{old.pk}:7"}

    form = client.post(url, sent).context["form"]
    status = client.post(url, sent | {"seen": form["seen"].value()}).status_code

    assert (form.non_field_errors()[0][:29], status) == ("Somebody else has changed 3 s", 302)


def test_actions_are_chosen_and_merged_in_the_browser(plan):
    client, old = client_of(Role.LEAD_OFFICER, plan.area), numbered("3")
    url = reverse("outline_merge", args=[old.pk])
    assert [line.number for line in client.get(url).context["near"]] == ["4", "5"]
    assert client.get(url, {"go": "1"}).context["sent"] is True

    chosen = f"{url}?with={numbered('4').pk}"
    form = client.get(chosen).context["form"]
    assert (form["text"].value(), form["number"].value()) == ("Ask and tell.\nListen.", "6")
    sent = {name: form[name].value() or "" for name in form.fields}
    page = client.post(chosen, sent | {"reason": "One lead."}, follow=True)

    assert told(page) == ["3 and 4 were merged into 6."]
    assert in_order(plan) == ["6", "5"]


def test_in_a_draft_the_merged_action_may_keep_the_number(plan):
    Plan.objects.update(state=PlanState.DRAFT)
    client, old = client_of(Role.LEAD_OFFICER, plan.area), numbered("3")
    chosen = f"{reverse('outline_merge', args=[old.pk])}?with={numbered('4').pk}"

    assert client.get(chosen).context["form"]["number"].value() == "3"
