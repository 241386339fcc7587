"""Lines of a plan are moved: by the service, and in the browser."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from actions.enums import ActionKind
from actions.models import Action
from actions.services import edit_action, undo_change
from audit.models import Event
from audit.models.conflict import EditConflict
from outline.queries.places import places
from outline.queries.tree import Outline, outline_of
from outline.services import move_line, step_line
from plans.enums import PlanState
from plans.models import Heading, Plan
from tests import factories as make
from tests.audit.newest import newest_versions, rows_now
from tests.clients import client_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """Outcome 1 with 1.1, 1.2 and 1.3, outcome 2 with 2.1, in force since yesterday."""
    plan = make.PlanFactory(slug="our-plan", state=PlanState.PUBLISHED, under_review=True)
    make.SignOffFactory(plan=plan, decided_on=plan.period_start)
    level = make.LevelFactory(plan=plan)
    one, two = (
        make.HeadingFactory(plan=plan, level=level, text=text) for text in ("Heard", "Safe")
    )
    for at, (heading, number) in enumerate(
        [(one, "1.1"), (one, "1.2"), (one, "1.3"), (two, "2.1")]
    ):
        make.ActionFactory(plan=plan, heading=heading, number=number, position=at + 1, text=number)
    return plan


@pytest.fixture
def officer(plan):
    return make.person_with(Role.LEAD_OFFICER, plan.area)


def outline(plan: Plan) -> Outline:
    return outline_of(plan, timezone.localdate())


def key_of(text: str) -> str:
    heading = Heading.objects.filter(text=text).first()
    return f"h{heading.pk}" if heading else f"a{Action.objects.get(text=text).pk}"


def printed(plan: Plan) -> str:
    return " ".join(f"{line.text}={line.number}" for line in outline(plan) if line.is_action)


def put(plan: Plan, by, text: str, place: str, **given) -> None:
    key = key_of(text)
    line = outline(plan).line(key)
    seen = {"seen": outline(plan).digest, "expected": line.version, "renumber": True, **given}
    move_line(by=by, plan=plan, line=key, place=place, **seen)


def test_a_moved_action_is_renumbered_with_its_neighbours(plan, officer):
    put(plan, officer, "1.2", f"{key_of('Safe')}.{key_of('2.1')}")

    assert printed(plan) == "1.1=1.1 1.3=1.2 2.1=2.1 1.2=2.2"
    assert rows_now() == newest_versions()


def test_numbers_are_kept_where_that_is_chosen(plan, officer):
    put(plan, officer, "1.2", f"{key_of('Safe')}.", renumber=False)

    assert printed(plan) == "1.1=1.1 1.3=1.3 1.2=1.2 2.1=2.1"


def test_a_heading_moves_with_all_that_stands_under_it(plan, officer):
    put(plan, officer, "Safe", ".")

    assert printed(plan) == "2.1=1.1 1.1=2.1 1.2=2.2 1.3=2.3"
    assert rows_now() == newest_versions()


def test_each_change_stands_in_the_record_by_what_it_is(plan, officer):
    put(plan, officer, "1.3", f"{key_of('Heard')}.")
    put(plan, officer, "1.1", f"{key_of('Safe')}.", renumber=False)

    events = Event.objects.filter(actor_id=officer.pk).order_by("pk")
    assert [(event.verb, event.target_label[-3:]) for event in events] == [
        ("edited action", "1.3"),
        ("renumbered action", "1.1"),
        ("renumbered action", "1.2"),
        ("edited action", "1.1"),
    ]


def test_a_step_swaps_two_neighbours_and_keeps_the_numbers(plan, officer):
    step_line(by=officer, plan=plan, line=key_of("1.2"), up=True, seen=outline(plan).digest)

    assert printed(plan) == "1.2=1.2 1.1=1.1 1.3=1.3 2.1=2.1"
    assert Event.objects.get(verb="moved action").changes == {
        "place": "first under Outcome 1 Heard"
    }
    assert rows_now() == newest_versions()


@pytest.mark.parametrize(("text", "up", "words"), [("1.1", True, "first"), ("2.1", False, "last")])
def test_a_step_over_the_end_is_refused(plan, officer, text, up, words):
    with pytest.raises(ValidationError, match=f"It stands {words} there already"):
        step_line(by=officer, plan=plan, line=key_of(text), up=up, seen=outline(plan).digest)


def test_what_was_moved_meanwhile_is_not_moved_over(plan, officer):
    seen = outline(plan).digest
    put(plan, officer, "1.2", f"{key_of('Safe')}.")

    with pytest.raises(ValidationError, match="changed the plan since you opened"):
        put(plan, officer, "1.1", f"{key_of('Safe')}.", seen=seen)


def test_who_edits_the_action_meanwhile_is_not_written_over(plan, officer):
    action = Action.objects.get(text="1.2")
    edit_action(by=officer, action=action, expected=1, expected_impact="Shorter waits.")

    with pytest.raises(EditConflict):
        put(plan, officer, "1.2", f"{key_of('Safe')}.", expected=1)


@pytest.mark.parametrize("place", ["h999.", "nowhere", ".", "h1.a999"])
def test_a_place_that_is_not_there_is_refused_beside_its_field(plan, officer, place):
    with pytest.raises(ValidationError) as refused:
        put(plan, officer, "1.2", place)

    assert refused.value.message_dict == {
        "place": ["That place is not there any more. Choose again."]
    }


def test_a_closed_plan_keeps_its_order(plan, officer):
    Plan.objects.update(state=PlanState.CLOSED)

    with pytest.raises(ValidationError, match="This plan is closed"):
        put(plan, officer, "1.2", f"{key_of('Safe')}.")


def test_a_move_under_another_heading_is_undone_and_what_moved_beside_it_stays(plan, officer):
    put(plan, officer, "1.1", f"{key_of('Safe')}.{key_of('2.1')}")
    action = Action.objects.get(text="1.1")
    step_line(by=officer, plan=plan, line=f"a{action.pk}", up=True, seen=outline(plan).digest)

    event = Event.objects.filter(target_id=action.pk, verb="edited action").latest("pk")
    undo_change(by=officer, action=action, change=event.pk)

    action.refresh_from_db()
    assert (action.heading.text, action.number) == ("Heard", "1.1")
    assert rows_now() == newest_versions()


def test_what_the_plan_renumbered_is_not_undone_alone(plan, officer):
    put(plan, officer, "1.1", f"{key_of('Safe')}.{key_of('2.1')}")
    action = Action.objects.get(text="1.2")
    event = Event.objects.get(target_id=action.pk, verb="renumbered action")

    with pytest.raises(ValidationError, match="The whole plan was renumbered by it"):
        undo_change(by=officer, action=action, change=event.pk)


def test_ongoing_work_moves_among_its_own(plan, officer):
    for text in "AB":
        make.ActionFactory(plan=plan, kind=ActionKind.ONGOING, text=text, number="")

    line = outline(plan).line(key_of("B"))
    assert [group for group, _ in places(outline(plan), line)] == ["Ongoing and maintenance"]
    put(plan, officer, "B", "ongoing.")
    assert [line.text for line in outline(plan) if line.is_action][-2:] == ["B", "A"]


def test_an_action_may_stand_under_no_heading(plan, officer):
    put(plan, officer, "2.1", "loose.", renumber=False)

    assert Action.objects.get(text="2.1").heading is None
    assert [line.text for line in outline(plan)][-2:] == ["Under no heading", "2.1"]


def test_a_heading_stands_under_higher_levels_and_never_under_itself(plan):
    low = make.LevelFactory(plan=plan, singular="Impact")
    under = make.HeadingFactory(plan=plan, level=low, parent=Heading.objects.get(text="Heard"))

    tops = [group for group, _ in places(outline(plan), outline(plan).line(f"h{under.pk}"))]
    first = [group for group, _ in places(outline(plan), outline(plan).line(key_of("Heard")))]

    assert (tops, first) == (["At the top", "Outcome 1 Heard", "Outcome 2 Safe"], ["At the top"])


def test_it_is_moved_in_the_browser_after_it_was_shown(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    url = reverse("outline_move", args=["our-plan", key_of("1.1")])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"place": f"{key_of('Safe')}.", "show": "Show how it would read"}

    shown = client.post(url, sent).context
    notes = [(line.text, line.note) for line in _lines(shown) if line.note]
    assert printed(plan) == "1.1=1.1 1.2=1.2 1.3=1.3 2.1=2.1"
    assert notes == [
        ("1.1", "moves to 2.1"),
        ("1.2", "becomes 1.1"),
        ("1.3", "becomes 1.2"),
        ("1.1", "was 1.1"),
        ("2.1", "becomes 2.2"),
    ]

    again = {name: shown["form"][name].value() for name in form.fields}
    page = client.post(url, again, follow=True)
    assert told(page) == ["1.1 1.1: moved."]
    assert printed(plan) == "1.2=1.1 1.3=1.2 1.1=2.1 2.1=2.2"


def _lines(context) -> list:
    return [line for line, _ in Outline(context["plan"], context["shown"].lines).pairs]


def test_another_place_than_was_shown_is_shown_first(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    url = reverse("outline_move", args=["our-plan", key_of("1.1")])
    form = client.get(url).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {"place": f"{key_of('Safe')}."}

    answer = client.post(url, sent)

    assert (answer.status_code, printed(plan)) == (200, "1.1=1.1 1.2=1.2 1.3=1.3 2.1=2.1")


@pytest.mark.parametrize(
    ("text", "do", "address"),
    [
        ("1.1", "edit", "/actions/{pk}/edit/"),
        ("Heard", "edit", "/headings/{pk}/edit/"),
        ("1.1", "move", "/plans/our-plan/outline/a{pk}/move/"),
        ("1.1", "out", "/actions/{pk}/withdraw/"),
        ("Heard", "action", "/plans/our-plan/actions/add/?heading={pk}"),
        ("Heard", "heading", "/plans/our-plan/headings/add/?parent={pk}"),
    ],
)
def test_what_is_done_on_a_page_of_its_own_is_led_to(plan, text, do, address):
    client, key = client_of(Role.LEAD_OFFICER, plan.area), key_of(text)

    answer = client.post(reverse("plan_outline", args=["our-plan"]), {"line": key, "do": do})

    assert answer["Location"] == address.format(pk=key[1:])


def test_beside_an_action_another_is_added_under_its_heading_with_the_next_number(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    page = reverse("plan_outline", args=["our-plan"])

    form = client.post(page, {"line": key_of("1.1"), "do": "action"}, follow=True).context["form"]

    assert (form["heading"].value(), form["number"].value()) == (key_of("Heard")[1:], "1.4")


@pytest.mark.parametrize(
    ("state", "left", "words"),
    [
        (PlanState.DRAFT, 2, "Outcome 3 Empty: removed."),
        (PlanState.AGREED, 3, "Headings can be removed only while the plan is a draft."),
    ],
)
def test_an_empty_heading_is_taken_out_of_a_draft(plan, state, left, words):
    Plan.objects.update(state=state)
    make.HeadingFactory(plan=plan, level=plan.levels.get(), text="Empty")
    client = client_of(Role.LEAD_OFFICER, plan.area)
    sent = {"line": key_of("Empty"), "do": "out"}

    page = client.post(reverse("plan_outline", args=["our-plan"]), sent, follow=True)

    assert (plan.headings.count(), told(page)) == (left, [words])


def test_without_a_line_it_is_said_to_choose_one(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)

    page = client.post(reverse("plan_outline", args=["our-plan"]), {"do": "edit"}, follow=True)

    assert told(page) == ["Choose a line of the plan first, then what is to be done with it."]


def test_the_tree_takes_the_same_queries_for_many_lines(plan, django_assert_max_num_queries):
    client, heading = client_of(Role.LEAD_OFFICER, plan.area), Heading.objects.get(text="Heard")
    make.PlanVersionFactory(plan=plan)  # as every plan that was agreed or published has
    for _ in range(80):
        make.ActionFactory(plan=plan, heading=heading)

    with django_assert_max_num_queries(12):
        client.get(reverse("plan_outline", args=["our-plan"]), {"line": key_of("1.1")})
