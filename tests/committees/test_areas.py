"""An area made in the browser by whoever the installation names, and its first steps."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import appoint_area_maker, send_invitation
from audit.models import Event
from committees.enums import AccessBasis, BodyKind
from committees.models import AccessChange, Area, Body, Meeting, RoleGrant
from dashboards.queries.first_steps import first_steps
from jobs.models import Job
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db

NEW = {
    **{"name": "Inverfar", "nation": "wales", "committee": "Safeguarding Board"},
    **{"second_name": "Ian Bell", "second_email": "ian@example.test", "second_role": "chair"},
}


@pytest.fixture
def maker() -> User:
    return make.UserFactory(is_superuser=True, name="Una Ross")


@pytest.fixture
def desk(client: Client, maker: User) -> Client:
    client.force_login(maker)
    return client


def test_first_account_comes_by_a_command_once(capsys):
    for _ in range(2):
        call_command("first_administrator", "Una Ross", "una@example.test")

    user = User.objects.get()
    assert (user.is_superuser, user.is_staff, user.has_usable_password()) == (True, False, False)
    printed = capsys.readouterr().out
    assert printed.count("Una Ross may make areas.") == 2
    assert "Choose a password at http://127.0.0.1:8000/account/password/reset/key/" in printed
    assert list(Event.objects.order_by("pk").values_list("verb", flat=True)) == [
        "added person",
        "let person make areas",
    ]


def test_first_account_with_an_address_that_is_none():
    with pytest.raises(CommandError, match="Enter a valid email address"):
        call_command("first_administrator", "Una Ross", "una")


def test_somebody_who_is_here_is_let_too():
    user = make.UserFactory(email="una@example.test", name="Una")

    appointed = appoint_area_maker(by=None, name="Una Ross", email="Una@example.test")

    assert (appointed, appointed.name, appointed.is_superuser) == (user, "Una", True)


def test_empty_installation_says_where_to_begin(desk):
    page = desk.get("/").content.decode()

    assert page.count("Begin here") == 1
    assert page.count("Make an area") == 1


def test_area_with_its_bodies_and_its_administrator(desk, maker):
    answer = desk.post("/areas/add/", NEW | {"chief_officers": "Chief Officers"})

    area = Area.objects.get()
    assert answer["Location"] == "/areas/inverfar/start/"
    assert (area.name, area.nation) == ("Inverfar", "wales")
    committee, officers = Body.objects.order_by("kind")[::-1]
    assert (committee.name, committee.kind) == ("Safeguarding Board", BodyKind.COMMITTEE)
    assert (committee.reports_to, officers.name) == (officers, "Chief Officers")
    assert [(grant.user.name, grant.role) for grant in RoleGrant.objects.order_by("pk")] == [
        (maker.name, Role.ADMINISTRATOR),
        ("Ian Bell", Role.CHAIR),
    ]
    assert {change.basis for change in AccessChange.objects.all()} == {AccessBasis.FOUNDING}
    assert [job.task for job in Job.objects.all()] == ["accounts.send_invitation"]


def test_maker_is_no_second_person(desk, maker):
    answer = desk.post("/areas/add/", NEW | {"second_email": maker.email.upper()})

    assert answer.context["form"].errors == {
        "second_email": ["Name somebody else: two people confirm a change."]
    }
    assert Area.objects.count() == 0


def test_who_makes_the_area_may_be_its_lead_officer_too(desk):
    desk.post("/areas/add/", NEW | {"coordinates": "on"})

    assert {grant.role for grant in RoleGrant.objects.filter(user__is_superuser=True)} == {
        Role.ADMINISTRATOR,
        Role.LEAD_OFFICER,
    }
    assert [body.reports_to for body in Body.objects.all()] == [None]


def test_name_that_is_taken_stands_beside_its_field(desk):
    make.AreaFactory(name="Inverfar")

    answer = desk.post("/areas/add/", NEW)

    assert answer.context["form"].errors == {"name": ["There is an area called Inverfar already."]}
    assert Area.objects.count() == 1


def test_area_called_add_has_an_address_of_its_own(desk):
    answer = desk.post("/areas/add/", NEW | {"name": "Add"})

    assert answer["Location"] == "/areas/add-2/start/"


def test_nobody_else_makes_an_area(client):
    client.force_login(make.person_with(Role.ADMINISTRATOR, make.AreaFactory()))

    assert [client.get("/areas/add/").status_code, client.post("/areas/add/", NEW).status_code] == [
        403,
        403,
    ]
    assert Area.objects.count() == 1


def test_whoever_makes_areas_sees_into_none(desk):
    area = make.AreaFactory()

    assert desk.get(f"/areas/{area.slug}/").status_code == 404


# -- groups and meetings in one go ----------------------------------------------------------------


def test_several_groups_are_added_once(client):
    body = make.BodyFactory(name="CPC")
    client.force_login(make.person_with(Role.ADMINISTRATOR, body.area))
    asked = {"names": "Audit group\n\n  Learning   group \nAudit group", "kind": "sub_committee"}

    for _ in range(2):
        client.post(f"/areas/{body.area.slug}/groups/several/", asked | {"above": body.pk})

    groups = Body.objects.filter(kind=BodyKind.SUB_COMMITTEE)
    assert [(g.name, g.parent, g.reports_to) for g in groups] == [
        ("Audit group", body, body),
        ("Learning group", body, body),
    ]


def test_name_of_a_group_that_is_too_long(client):
    area = make.AreaFactory()
    client.force_login(make.person_with(Role.ADMINISTRATOR, area))

    answer = client.post(
        f"/areas/{area.slug}/groups/several/", {"names": "x" * 161, "kind": "other"}
    )

    assert answer.context["form"].errors == {
        "names": [f"“{'x' * 40}…” is longer than 160 letters."]
    }


def test_several_meetings_are_added_once(client):
    body = make.BodyFactory()
    client.force_login(make.person_with(Role.ADMINISTRATOR, body.area))
    make.MeetingFactory(body=body, held_on="2027-03-04")

    client.post(
        f"/groups/{body.pk}/meetings/several/", {"days": "4 March 2027\n10/06/2027\n\n2027-09-09"}
    )

    days = Meeting.objects.order_by("held_on").values_list("held_on", flat=True)
    assert [day.isoformat() for day in days] == ["2027-03-04", "2027-06-10", "2027-09-09"]


def test_day_that_is_none_is_named_and_no_meeting_is_added(client):
    body = make.BodyFactory()
    client.force_login(make.person_with(Role.ADMINISTRATOR, body.area))

    answer = client.post(f"/groups/{body.pk}/meetings/several/", {"days": "4 March 2027\nSpring"})

    assert answer.context["form"].errors == {
        "days": ["“Spring”: Write the day, month and year, for example 31 July 2026."]
    }
    assert Meeting.objects.count() == 0


# -- first steps ----------------------------------------------------------------------------------


def told(area: Area, user: User) -> list[tuple[str, str]]:
    steps = first_steps(area, user, timezone.localdate())
    return [(step.title, step.state) for step in steps]


def test_first_steps_follow_what_is_there():
    area = make.AreaFactory()
    officer = make.person_with(Role.LEAD_OFFICER, area)
    assert told(area, officer) == [
        ("Groups", "next"),
        ("Calendar of meetings", "later"),
        ("Plan", "later"),
        ("Posts and people", "later"),
        ("Invitations", "done"),
        *((title, "later") for title in ("Legend", "Agreement", "Publication")),
        ("First update window", "later"),
    ]

    committee = make.BodyFactory(area=area)
    make.BodyFactory(area=area, kind=BodyKind.CHIEF_OFFICERS_GROUP)
    make.MeetingFactory(body=committee, held_on=timezone.localdate() + timedelta(days=30))
    assert waiting(area, officer)[0] == "Plan"

    plan = make.PlanFactory(area=area, state=PlanState.DRAFT)
    plan.legend.entries.update(definition="As it says.")
    make.person_with(Role.CHAIR, area)
    chief = make.person_with(Role.CHIEF_OFFICER, area, password=None)
    post = make.PostFactory(area=area)
    assert waiting(area, officer) == [
        *("Posts and people", "Invitations", "Agreement", "Publication", "First update window"),
    ]

    make.PostHoldingFactory(post=post)
    chief.set_password("seven quiet harbours")
    chief.save()
    plan.state = PlanState.PUBLISHED
    plan.save()
    assert waiting(area, officer) == ["First update window"]

    make.UpdateWindowFactory(plan=plan)
    assert waiting(area, officer) == []


def waiting(area: Area, user: User) -> list[str]:
    """The steps that are not done; the first of them is next."""
    steps = told(area, user)
    left = [title for title, state in steps if state != "done"]
    assert [title for title, state in steps if state == "next"] == left[:1]
    return left


def test_invitations_are_done_once_everybody_was_sent_a_link():
    area = make.AreaFactory()
    administrator = make.person_with(Role.ADMINISTRATOR, area)
    una, ian = (make.person_with(Role.MEMBER, area, password=None) for _ in range(2))

    def said() -> tuple[str, bool]:
        steps = first_steps(area, administrator, timezone.localdate())
        return next((one.says, one.done) for one in steps if one.title == "Invitations")

    assert said()[0].startswith("2 people have not been sent a link yet.")
    send_invitation(by=administrator, user=una, area_id=area.pk)
    assert said()[0].startswith("1 person has not been sent a link yet.")
    send_invitation(by=administrator, user=ian, area_id=area.pk)
    assert said() == ("All are invited; 2 people have chosen no password yet.", True)


def test_without_a_lead_officer_the_plan_waits_for_one():
    area = make.AreaFactory()
    administrator = make.person_with(Role.ADMINISTRATOR, area)

    steps = {step.title: step for step in first_steps(area, administrator, timezone.localdate())}

    assert [label for label, _ in steps["Plan"].links] == ["Add the lead officer"]


def test_administrator_reads_no_plan_title_and_whose_step_it_is():
    plan = make.PlanFactory(title="Plan of secrets", state=PlanState.DRAFT)
    administrator = make.person_with(Role.ADMINISTRATOR, plan.area)

    steps = first_steps(plan.area, administrator, timezone.localdate())

    said = {step.title: (step.says, step.links, step.whose) for step in steps}
    assert said["Plan"][:2] == ("A plan is in.", ())
    assert said["Agreement"][1:] == ((), "This is for the lead officer.")


# -- home -----------------------------------------------------------------------------------------


def test_home_is_never_quiet_while_a_post_that_leads_is_vacant(client):
    plan = make.PlanFactory()
    make.LeadFactory(action__plan=plan, post__area=plan.area)
    for role, words in (
        (Role.LEAD_OFFICER, "Nobody is asked about them until somebody holds it."),
        (Role.CHAIR, "The lead officer says who holds it."),
    ):
        client.force_login(make.person_with(role, plan.area))
        page = client.get("/").content.decode()
        assert page.count("1 post that leads actions is vacant in") == 1
        assert page.count(words) == 1
        assert page.count("Nothing waits for you") == 0


def test_home_leads_to_the_first_steps_until_a_plan_is_in_force(client):
    plan = make.PlanFactory(state=PlanState.DRAFT)
    client.force_login(make.person_with(Role.LEAD_OFFICER, plan.area))
    assert client.get("/").content.decode().count(f"First steps of {plan.area}") == 1

    plan.state = PlanState.AGREED
    plan.save()
    assert client.get("/").content.decode().count(f"First steps of {plan.area}") == 0
