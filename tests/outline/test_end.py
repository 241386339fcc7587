"""A plan ends: every open action goes somewhere, the sum balances, and the next plan begins."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.enums import ActionKind, DecidedAs, RevisionState, TieState, Way
from actions.models import Action, Disposal, Lineage, Tie
from actions.queries.lineage import descents_of, first_lines
from actions.queries.positions import position
from actions.services import edit_action
from audit.services import keep
from audit.services.edits import EditConflict
from decisions.services.checks import comment_on_action
from decisions.services.new_dates import request_new_date
from documents import phrases
from documents.enums import Canonical
from outline.queries.end import end_of
from outline.rules.end import Balance, Choice, balance, holding
from outline.rules.parts import Part
from outline.services import carry_rest, close_plan, dispose_of_action, split_action
from plans.enums import Decision, PlanState
from plans.models import Plan
from plans.services import decide_on_plan, edit_heading
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of
from updates.services.updates import challenge_rating

pytestmark = pytest.mark.django_db
NEXT = {
    "title": "Plan 2028–30",
    "period_start": date(2028, 8, 1),
    "period_end": date(2030, 7, 31),
    "decided_by": "Chief Officers Group",
}


@pytest.fixture
def plan() -> Plan:
    """A published plan of five actions, one of them complete, and an ongoing item."""
    plan = make.PlanFactory(
        slug="our-plan", title="Plan 2026–28", state=PlanState.PUBLISHED,
        period_start=date(2026, 8, 1), period_end=date(2028, 7, 31),
    )  # fmt: skip
    make.SignOffFactory(plan=plan, decided_on=plan.period_start)
    heading = make.HeadingFactory(plan=plan)
    for number in "12345":
        action = make.ActionFactory(
            plan=plan, heading=heading, number=number, text=f"Action {number}.",
            position=int(number), added_on=plan.period_start,
        )  # fmt: skip
        make.LeadFactory(action=action, post=make.PostFactory(area=plan.area))
        action.outcomes.add(make.HighLevelOutcomeFactory(plan=plan))
        keep(by=None, row=Action.objects.with_facts().get(pk=action.pk))
    make.ActionFactory(
        plan=plan, heading=None, number="9", kind=ActionKind.ONGOING, position=1,
        added_on=plan.period_start,
    )  # fmt: skip
    make.CompletionFactory(action=numbered("5"), state="verified", imported=True)
    return plan


@pytest.fixture
def officer(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def numbered(number: str, plan: str = "Plan 2026–28") -> Action:
    return Action.objects.get(number=number, plan__title=plan)


def dispose(by, number: str, way: Way, **given) -> Disposal:
    said = {"expected": 0, **given}
    return dispose_of_action(by=by, action=numbered(number), way=way, **said)


def all_disposed(by, plan) -> None:
    """1 is carried, 2 merged into it, 3 becomes ongoing work, 4 is withdrawn, 9 goes on."""
    dispose(by, "1", Way.CARRY)
    dispose(by, "2", Way.MERGE, into=numbered("1"), reason="One lead.")
    dispose(by, "3", Way.ONGOING)
    dispose(by, "4", Way.WITHDRAW, reason="Done by others.")
    carry_rest(by=by, plan=plan, seen=end_of(plan, timezone.localdate()).digest)


def closed(by, plan: Plan, **given) -> Plan:
    on = timezone.localdate()
    seen = end_of(plan, on).digest
    return close_plan(by=by, plan=plan, on=on, **{"seen": seen, **NEXT, **given})


@pytest.mark.parametrize(
    ("choices", "left"),
    [
        ({}, 3),
        ({1: Choice(Way.CARRY)}, 2),
        ({1: Choice(Way.CARRY), 2: Choice(Way.MERGE, 1), 3: Choice(Way.WITHDRAW)}, 0),
        ({1: Choice(Way.CARRY), 2: Choice(Way.ONGOING), 9: Choice(Way.CARRY)}, 1),
    ],
)
def test_the_sum_is_over_what_is_open(choices, left):
    assert balance([1, 2, 3], choices).left == left


def test_nothing_is_merged_into_what_does_not_go_on():
    choices = {1: Choice(Way.WITHDRAW), 2: Choice(Way.MERGE, 1), 3: Choice(Way.MERGE, 9)}
    assert holding([1, 2, 3], choices) == {1: Choice(Way.WITHDRAW)}


def test_every_open_action_goes_somewhere_and_the_sum_is_kept(plan, officer):
    all_disposed(officer, plan)
    end = end_of(plan, timezone.localdate())
    assert end.balance == Balance(open=5, carried=1, merged=1, withdrawn=1, ongoing=2)

    child = closed(officer, plan)

    plan.refresh_from_db()
    assert (plan.state, child.state, child.predecessor) == ("closed", "draft", plan)
    assert [(row.decision, row.decided_by, row.note) for row in plan.sign_offs.all()][1:] == [
        ("closed", "Chief Officers Group", end.balance.words)
    ]
    assert [(row.kind, row.source.number, row.target.number) for row in Lineage.objects.all()] == [
        ("carried", "1", "1"), ("merged", "2", "1"), ("ongoing", "3", "3"), ("ongoing", "9", "9"),
    ]  # fmt: skip
    assert numbered("4").withdrawn_reason == "At the end of the plan. Done by others."
    assert rows_now() == newest_versions()


def test_a_plan_is_not_closed_while_anything_is_left(plan, officer):
    dispose(officer, "1", Way.CARRY)

    with pytest.raises(ValidationError) as refusal:
        closed(officer, plan)
    assert refusal.value.messages == [
        "Nobody has decided yet what becomes of 4 of the 5 open actions."
    ]
    assert Plan.objects.get(pk=plan.pk).state == PlanState.PUBLISHED


def test_what_waits_is_settled_first(plan, officer):
    make.CompletionFactory(action=numbered("1"), state="claimed")
    with pytest.raises(ValidationError, match="reported complete"):
        dispose(officer, "1", Way.CARRY)
    carry_rest(by=officer, plan=plan, seen=end_of(plan, timezone.localdate()).digest)
    with pytest.raises(ValidationError, match="1 of the open actions wait"):
        closed(officer, plan)


def test_what_goes_on_keeps_lead_links_first_date_and_every_move(plan, officer):
    old = numbered("1")
    Action.objects.filter(pk=old.pk).update(due=date(2028, 3, 31))
    make.DeadlineRevisionFactory(
        action=old, state=RevisionState.APPROVED, proposed_due=date(2028, 3, 31),
        decided_by=make.UserFactory(), decided_on=date(2026, 9, 1), decided_as=DecidedAs.CHAIR,
        decider_label="The chair",
    )  # fmt: skip
    all_disposed(officer, plan)
    child = closed(officer, plan)

    new = numbered("1", child.title)
    assert (new.first_due, new.due, new.added_on) == (
        old.first_due,
        date(2028, 3, 31),
        date(2028, 8, 1),
    )
    assert new.heading.text == old.heading.text
    assert new.heading.plan == child
    assert [lead.post for lead in new.leads.all()] == [
        numbered(number).leads.get().post for number in "12"
    ]
    assert [row.text for row in new.outcomes.all()] == [
        row.text for number in "12" for row in numbered(number).outcomes.all()
    ]
    first = phrases.day(old.first_due.isoformat())
    assert first_lines(new) == [
        f"Carried forward from Plan 2026–28, first agreed {first}, moved once"
    ]


def test_the_last_position_of_the_old_and_the_first_of_the_new_agree(plan, officer):
    """Counted from both plans' positions, and not from what was decided."""
    all_disposed(officer, plan)
    child = closed(officer, plan)

    last = position(plan, timezone.localdate())
    first = position(child, child.period_start)
    still = {row.pk for row in last.rows if row.standing.rating != Canonical.COMPLETE}
    gone = set(Action.objects.filter(plan=plan, withdrawn_on=None).values_list("pk", flat=True))
    into = {row.source_id: row.target_id for row in Lineage.objects.all()}
    assert still == set(into) == gone - {numbered("5").pk}
    assert {row.pk for row in first.rows} == set(into.values())
    assert [
        (row.standing.first_due, row.standing.due, row.standing.times_moved) for row in first.rated
    ] == [
        (row.standing.first_due, row.standing.due, row.standing.times_moved)
        for row in last.rated
        if row.standing.action.number == "1"
    ]


def test_editing_the_child_never_touches_the_parent(plan, officer):
    all_disposed(officer, plan)
    child = closed(officer, plan)
    before = list(Action.objects.filter(plan=plan).order_by("pk").values())

    new = numbered("1", child.title)
    edit_action(by=officer, action=new, expected=1, text="Other words.")
    edit_heading(by=officer, heading=new.heading, expected=1, text="Another heading")
    new.leads.all().delete()
    new.outcomes.clear()

    assert list(Action.objects.filter(plan=plan).order_by("pk").values()) == before
    assert plan.headings.get().text != "Another heading"
    assert numbered("1").leads.count() == numbered("1").outcomes.count() == 1


def test_three_plans_in_a_chain(plan, officer):
    all_disposed(officer, plan)
    second = closed(officer, plan)
    on = timezone.localdate()
    for decision in (Decision.AGREED, Decision.PUBLISHED):
        decide_on_plan(by=officer, plan=second, decision=decision, decided_by="COG", on=on)
    Action.objects.filter(plan=second).update(added_on=on)
    carry_rest(by=officer, plan=second, seen=end_of(second, on).digest)
    third = closed(
        officer, second, title="Plan 2030–32",
        period_start=date(2030, 8, 1), period_end=date(2032, 7, 31),
    )  # fmt: skip

    newest, oldest = numbered("1", third.title), numbered("1")
    assert newest.first_due == oldest.first_due
    assert descents_of([newest.pk])[newest.pk] == (
        ("Plan 2028–30", "Plan 2026–28"), oldest.added_on,
    )  # fmt: skip
    assert (plan.successors.get(), second.successors.get()) == (second, third)


def test_a_part_of_what_was_carried_forward_still_says_whence(plan, officer):
    all_disposed(officer, plan)
    child = closed(officer, plan)
    new = numbered("1", child.title)
    parts = split_action(
        by=officer, action=new, parts=[Part("1a", "Ask."), Part("1b", "Tell.")], reason="Two.",
        on=child.period_start, seen={new.pk: new.row_version},
    )  # fmt: skip

    assert {first_lines(part)[0] for part in parts} == set(first_lines(new))


@pytest.mark.parametrize("way", ["carried", "split"])
def test_what_is_regional_goes_on_being_regional(plan, officer, way):
    old = numbered("1")
    tie = make.TieFactory(action=old, area=plan.area)
    if way == "split":
        make.PlanReviewFactory(plan=plan)
        (new, _) = split_action(
            by=officer, action=old, parts=[Part("1a", "Ask."), Part("1b", "Tell.")],
            reason="Two.", on=timezone.localdate(), seen={old.pk: 1},
        )  # fmt: skip
    else:
        all_disposed(officer, plan)
        new = numbered("1", closed(officer, plan).title)

    tie.refresh_from_db()
    now = Tie.objects.get(state=TieState.TIED, area=plan.area)
    assert (tie.state, now.action, now.regional) == (TieState.ENDED, new, tie.regional)


def test_a_closed_plan_is_kept_as_it_was(plan, officer):
    all_disposed(officer, plan)
    closed(officer, plan)
    action = Action.objects.get(pk=numbered("1").pk)

    with pytest.raises(ValidationError, match="closed"):
        edit_action(by=officer, action=action, expected=action.row_version, text="Other.")
    with pytest.raises(ValidationError, match="closed"):
        dispose(officer, "1", Way.WITHDRAW, reason="Late.", expected=1)


def test_two_people_see_each_others_choice(plan, officer):
    first = dispose(officer, "1", Way.CARRY)
    with pytest.raises(EditConflict):
        dispose(make.UserFactory(), "1", Way.WITHDRAW, reason="Not needed.")
    again = dispose(officer, "1", Way.CARRY)
    assert (again.pk, again.row_version) == (first.pk, 1)

    seen = end_of(plan, timezone.localdate()).digest
    dispose(officer, "2", Way.CARRY)
    with pytest.raises(ValidationError, match="changed something since"):
        carry_rest(by=officer, plan=plan, seen=seen)


def test_a_plan_of_which_nothing_goes_on_has_no_successor(plan, officer):
    for number in "12349":
        dispose(officer, number, Way.WITHDRAW, reason="The committee ends.")
    ended = closed(officer, plan, title="", period_start=None, period_end=None)

    assert (ended, list(plan.successors.all())) == (plan, [])


def test_the_pages_lead_through_to_the_plan_that_follows(plan):
    browser = client_of(Role.LEAD_OFFICER, plan.area)
    page = browser.get(reverse("plan_end", args=["our-plan"])).context
    assert (page["end"].balance.left, page["next"].action) == (5, numbered("1"))

    own = reverse("plan_end_action", args=["our-plan", numbered("4").pk])
    refused = browser.post(own, {"way": "withdraw", "expected": "0"})
    assert list(refused.context["form"].errors) == ["reason"]
    sent = browser.post(own, {"way": "withdraw", "reason": "Done by others.", "expected": "0"})
    following = reverse("plan_end_action", args=["our-plan", numbered("9").pk])
    assert sent["Location"] == following

    seen = browser.get(reverse("plan_end", args=["our-plan"])).context["end"].digest
    browser.post(reverse("plan_end", args=["our-plan"]), {"seen": seen})
    form = browser.get(reverse("plan_close", args=["our-plan"])).context["form"]
    assert form.initial["period_start"] == date(2028, 8, 1)
    typed = {**NEXT, "seen": form.initial["seen"], "on": timezone.localdate().isoformat()}
    done = browser.post(reverse("plan_close", args=["our-plan"]), typed)

    child = Plan.objects.get(title="Plan 2028–30")
    assert done["Location"] == reverse("plan_outline", args=[child.slug])
    shown = browser.get(reverse("action_detail", args=[numbered("1", child.title).pk]))
    assert shown.context["carried"] == first_lines(numbered("1", child.title))


def test_both_dashboards_name_the_other_plan(plan, officer):
    all_disposed(officer, plan)
    words = end_of(plan, timezone.localdate()).balance.words
    child = closed(officer, plan)
    browser = client_of(Role.LEAD_OFFICER, plan.area)

    old, new = (
        browser.get(reverse("plan_dashboard", args=[slug])).context["descent"]
        for slug in (plan.slug, child.slug)
    )
    assert (old.closed.note, old.after, old.before) == (words, [child], None)
    assert (new.before, new.carried, new.closed) == (plan, 3, None)


def test_a_closed_plan_says_where_to_write_instead(plan, officer):
    all_disposed(officer, plan)
    closed(officer, plan)
    action = Action.objects.filter(plan=plan).select_related("plan__area").first()
    update = make.ProgressUpdateFactory(action=action)
    on = timezone.localdate()
    chair, entry = make.UserFactory(), make.entry_of(plan, "off_track")
    ways = (
        lambda: comment_on_action(by=chair, action=action, text="Well done.", on=on),
        lambda: challenge_rating(
            by=chair, action=action, update=update, entry=entry, reason="Late.", on=on
        ),
        lambda: request_new_date(
            by=officer, action=action, proposed=on, reason="Late.", impact="None.", on=on
        ),
    )

    for way in ways:
        with pytest.raises(ValidationError, match="Its work goes on in “Plan 2028–30”"):
            way()
