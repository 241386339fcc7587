"""The list of a plan's actions: what each filter shows, orders, pages, and bad values."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.roles import Role
from actions.enums import RevisionState
from plans.enums import Decision
from plans.models import Plan, SignOff
from tests import factories as make
from tests.reporting.busy import BEFORE, DAY, Busy, busy

pytestmark = pytest.mark.django_db

ALL = {
    *("steady", "worsened", "overdue", "improved", "silent", "unheard", "new", "challenged"),
    *("vacant", "loose", "ongoing", "claimed", "done"),
}


def listed(client: Client, **asked: str):
    """What the list's page shows for `asked` on `DAY`, and its answer."""
    answer = client.get("/plans/busy-plan/actions/", {"as_of": str(DAY), **asked})
    return [row.standing.action.text for row in answer.context["page"].object_list], answer


@pytest.fixture(scope="module")
def busy_plan(django_db_setup: None, django_db_blocker: Any) -> Iterator[Busy]:
    """Built once, and only read here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield busy()
        transaction.set_rollback(True)


@pytest.fixture
def plan(busy_plan: Busy, client: Client) -> Busy:
    client.force_login(busy_plan.reader)
    return busy_plan


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, ALL),
        ({"status": "on_track"}, {"steady", "improved", "challenged", "vacant", "claimed"}),
        ({"status": "at_risk"}, {"worsened"}),
        ({"status": "off_track"}, {"overdue"}),
        ({"status": "complete"}, {"done"}),
        ({"status": "open"}, ALL - {"done"}),
        ({"status": "not_updated"}, {"silent", "unheard", "new", "loose"}),
        ({"status": "not_rated"}, {"ongoing"}),
        ({"matter": "overdue"}, {"overdue"}),
        ({"matter": "challenged"}, {"challenged"}),
        ({"matter": "claimed"}, {"claimed"}),
        ({"matter": "date_asked"}, {"improved"}),
        ({"matter": "no_lead", "kind": "rated"}, {"new", "loose"}),
        ({"matter": "no_date"}, {"new"}),
        ({"moved": "improved"}, {"improved"}),
        ({"moved": "worsened"}, {"worsened", "overdue"}),
        ({"moved": "completed"}, {"done"}),
        ({"moved": "added"}, {"new"}),
        ({"moved": "withdrawn"}, {"withdrawn"}),
        ({"moved": "fell_silent"}, {"silent"}),
        ({"kind": "ongoing"}, {"ongoing"}),
        ({"kind": "rated"}, ALL - {"ongoing"}),
        ({"timescale": "continuous"}, {"ongoing"}),
        ({"timescale": "unknown"}, {"new"}),
        ({"heading": "none"}, {"loose", "ongoing"}),
        ({"words": "STEADY"}, {"steady"}),
        ({"words": "first draft", "status": "at_risk"}, {"worsened"}),
        ({"words": "soon"}, {"new"}),
        ({"words": "steady worsened"}, set()),
        ({"status": "on_track", "moved": "improved", "matter": "date_asked"}, {"improved"}),
        ({"as_of": str(BEFORE), "status": "at_risk"}, {"overdue", "improved"}),
    ],
)
def test_filter_shows_what_is_true(asked, names, plan, client: Client):
    shown, answer = listed(client, **asked)

    assert (set(shown), answer.context["filters"].errors) == (names, {})


def test_heading_shows_all_that_stands_below_it(plan, client: Client):
    top = plan.outcomes[0].parent

    under, _ = listed(client, heading=str(top.pk))

    assert set(under) == ALL - {"ongoing"}


def test_lead_and_agency_show_accountable_and_contributing(plan, client: Client):
    agency = make.AgencyFactory.create()
    post = make.PostFactory.create(area=plan.plan.area, agency=agency)
    make.LeadFactory.create(action=plan.actions["loose"], post=post)
    make.LeadFactory.create(action=plan.actions["steady"], post=post, accountable=False)

    for asked in ({"lead": str(post.pk)}, {"agency": str(agency.pk)}):
        assert set(listed(client, **asked)[0]) == {"loose", "steady"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "purple"),
        ("heading", "999999"),
        ("lead", "x"),
        ("sort", "1; DROP"),
        ("moved", "?"),
    ],
)
def test_value_that_is_no_choice_is_said_and_left_out(name, value, plan, client: Client):
    shown, answer = listed(client, **{name: value})

    assert set(shown) == ALL
    assert list(answer.context["filters"].errors) == [name]
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("plan", "loose", "ongoing"), ("due", "overdue", "ongoing"), ("status", "overdue", "unheard")],
)
def test_order(sort, first, last, plan, client: Client):
    shown, _ = listed(client, sort=sort)

    assert (shown[0], shown[-1]) == (first, last)


def test_plan_order_follows_the_headings_not_the_day_of_adding(plan, client: Client):
    make.ActionFactory.create(plan=plan.plan, heading=plan.outcomes[0], text="late", position=99)

    shown, _ = listed(client)

    assert shown.index("late") < shown.index("worsened")


def test_row_says_what_a_chair_looks_for(plan, client: Client):
    _, answer = listed(client, words="overdue")

    [row] = answer.context["page"].object_list
    assert row.notes == ["Overdue by 113 days"]
    assert (row.due_words, row.under) == ("", "Outcome 1")


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("challenged", ["Chair: Red"]),
        ("claimed", ["Completion to be verified"]),
        ("improved", ["Asked to move to 30 September 2027", "Rules propose at risk"]),
    ],
)
def test_notes_beside_the_status(name, notes, plan, client: Client):
    _, answer = listed(client, words=name)

    assert [row.notes for row in answer.context["page"].object_list] == [notes]


@pytest.mark.parametrize("behind", ["", "holder", "deputy"])
def test_vacant_post_is_said_and_a_group_with_nobody_behind_it(behind, plan, client: Client):
    group = make.GroupFactory.create(area=plan.plan.area)
    make.LeadFactory.create(action=plan.actions["loose"], post=group)
    if behind:
        user = make.person_with(Role.ACTION_LEAD, plan.plan.area, name="Ishbel Orr")
        make.PostHoldingFactory.create(post=group, user=user, capacity=behind)

    _, answer = listed(client)

    holders = {row.standing.action.text: row.holder for row in answer.context["page"].object_list}
    told = {"": "Nobody behind it", "holder": "Ishbel Orr", "deputy": ""}[behind]
    assert (holders["vacant"], holders["loose"], holders["new"]) == ("Vacant", told, "")
    alone = {
        row.standing.action.text
        for row in answer.context["page"].object_list
        if "group_alone" in row.matters
    }
    assert alone == (set() if behind else {"loose"})


def test_list_says_how_many_of_how_many(plan, client: Client):
    _, some = listed(client, status="at_risk")
    _, everything = listed(client)

    assert "Showing 1 of 13 actions." in some.content.decode()
    assert "Showing all 13 actions." in everything.content.decode()


def test_day_stays_when_filters_are_cleared(plan, client: Client):
    _, answer = listed(client, status="at_risk", as_of=str(BEFORE))

    assert answer.context["clear_url"] == f"/plans/busy-plan/actions/?as_of={BEFORE}"


def test_day_is_never_printed_as_iso(plan, client: Client):
    _, answer = listed(client)

    assert 'value="21 November 2026"' in answer.content.decode()


def test_long_list_has_pages_and_can_be_had_whole(client: Client):
    long = make.PlanFactory.create()
    make.ActionFactory.create_batch(60, plan=long)
    client.force_login(make.person_with("member", long.area))
    url = f"/plans/{long.slug}/actions/"

    rows = [
        len(client.get(url, asked).context["page"].object_list)
        for asked in ({}, {"page": "2"}, {"page": "99"}, {"page": "all"}, {"page": "x"})
    ]

    assert rows == [50, 10, 10, 60, 50]


def test_plan_without_actions_has_a_useful_page(client: Client):
    empty = make.PlanFactory.create()
    client.force_login(make.person_with("member", empty.area))

    page = client.get(f"/plans/{empty.slug}/actions/").content.decode()

    assert page.count("No actions on this day") == 1


def test_plans_are_those_of_the_persons_areas(client: Client):
    mine, _ = make.PlanFactory.create(), make.PlanFactory.create()
    client.force_login(make.person_with("member", mine.area))

    assert list(client.get("/plans/").context["plans"]) == [mine]


@pytest.mark.parametrize("page", ["", "actions/", "text/", "data-quality/"])
@pytest.mark.parametrize(
    ("role", "status"), [("member", 200), ("inspector", 200), ("chief_officer", 404)]
)
def test_plan_is_not_found_by_those_who_may_not_read_it(page, role, status, client: Client):
    plan: Plan = make.PlanFactory.create(state="agreed")
    client.force_login(make.person_with(role, plan.area))

    assert client.get(f"/plans/{plan.slug}/{page}").status_code == status


@pytest.mark.parametrize(("role", "status"), [("member", 200), ("inspector", 404)])
@pytest.mark.parametrize("page", ["", "actions/", "text/", "data-quality/", "meetings/"])
def test_a_draft_is_not_an_inspectors_to_read(page, role, status, client: Client):
    plan: Plan = make.PlanFactory.create()
    client.force_login(make.person_with(role, plan.area))

    assert client.get(f"/plans/{plan.slug}/{page}").status_code == status


def test_rows_of_a_draft_are_not_an_inspectors_to_read():
    drafted, agreed = (make.ProgressUpdateFactory.create() for _ in range(2))
    type(agreed.action.plan).objects.filter(pk=agreed.action.plan.pk).update(state="agreed")
    areas = [row.action.plan.area for row in (drafted, agreed)]
    inspector = make.person_with("inspector", areas[0])
    make.RoleGrantFactory.create(user=inspector, area=areas[1], role="inspector")

    for rows in (type(agreed).objects, type(agreed.action).objects):
        keys = set(rows.visible_to(inspector).values_list("pk", flat=True))
        assert keys == {agreed.pk if rows.model is type(agreed) else agreed.action.pk}


@pytest.mark.parametrize(("role", "offered"), [("lead_officer", 1), ("chair", 0), ("member", 0)])
def test_plan_is_brought_in_by_those_who_may(role, offered, client: Client):
    area = make.AreaFactory.create()
    client.force_login(make.person_with(role, area))

    page = client.get("/plans/").content.decode()

    assert page.count('href="/plans/import/"') == offered
    assert page.count(f'href="/areas/{area.slug}/plans/add/"') == offered


def test_what_joined_after_the_plan_was_agreed_is_marked(client):
    plan = make.PlanFactory.create()
    SignOff.objects.create(
        plan=plan,
        decision=Decision.AGREED,
        decided_by="Chief Officers Group",
        decided_on=plan.period_start - timedelta(days=30),
    )
    make.ActionFactory.create(plan=plan)
    make.ActionFactory.create(plan=plan, added_on=plan.period_start + timedelta(days=9))
    meeting = make.MeetingFactory.create(body__area=plan.area)
    added = make.ActionFactory.create(plan=plan, added_at=meeting)
    client.force_login(make.person_with(Role.MEMBER, plan.area))

    page = client.get(f"/plans/{plan.slug}/actions/").content.decode()

    assert page.count('<span class="cpc-added">Added ') == 2
    assert client.get(f"/actions/{added.pk}/").content.decode().count('"cpc-added"') == 1


def test_first_present_and_proposed_dates_stand_in_list_and_text(client):
    plan = make.PlanFactory.create()
    action = make.ActionFactory.create(plan=plan, due=date(2027, 5, 31), timescale_words="Spring")
    make.DeadlineRevisionFactory.create(
        action=action, proposed_due=date(2027, 6, 30), state=RevisionState.APPROVED
    )
    action.due = date(2027, 6, 30)
    action.save()
    make.DeadlineRevisionFactory.create(action=action, proposed_due=date(2027, 9, 30))
    client.force_login(make.person_with(Role.MEMBER, plan.area))

    listed = client.get(f"/plans/{plan.slug}/actions/").content.decode()
    text = client.get(f"/plans/{plan.slug}/text/").content.decode()

    assert listed.count("First agreed 31 May 2027") == 1
    assert listed.count("Now due 30 June 2027 (moved once)") == 1
    assert listed.count("Asked to move to 30 September 2027") == 1
    assert text.count("First 31 May 2027, now 30 June 2027 (moved once)") == 1
    assert text.count("Asked for 30 September 2027") == 1
