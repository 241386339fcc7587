"""The head of a page offers what the person's roles allow, and nothing else."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from accounts.models import User
from accounts.roles import Role
from cpcplan.navigation import navigation
from tests.factories import AreaFactory, RoleGrantFactory, UserFactory, person_with

pytestmark = pytest.mark.django_db

OFFERED = {
    Role.LEAD_OFFICER: [
        "My actions",
        "Plans",
        "Figures",
        "Assurance",
        "Returns",
        "Reports",
        "Directions",
        "Committees",
        "People",
        "History",
    ],
    Role.CHAIR: [
        "My actions",
        "Plans",
        "Figures",
        "Assurance",
        "Reports",
        "Directions",
        "Committees",
        "History",
    ],
    Role.VICE_CHAIR: [
        "My actions",
        "Plans",
        "Figures",
        "Assurance",
        "Reports",
        "Directions",
        "Committees",
        "History",
    ],
    Role.SUB_COMMITTEE_CHAIR: [
        "My actions",
        "Plans",
        "Figures",
        "Assurance",
        "Returns",
        "Reports",
        "Directions",
        "Committees",
    ],
    Role.ACTION_LEAD: ["My actions", "Plans", "Figures", "Assurance", "Committees"],
    Role.MEMBER: ["Plans", "Figures", "Assurance", "Reports", "Directions", "Committees"],
    Role.CHIEF_OFFICER: ["Figures", "Reports", "Directions", "New dates"],
    Role.INSPECTOR: [
        "Plans",
        "Figures",
        "Assurance",
        "Reports",
        "Directions",
        "Committees",
        "History",
    ],
    Role.ELECTED_MEMBER: [],
    Role.ADMINISTRATOR: ["Committees", "People", "History"],
}


def asked_by(user: User | AnonymousUser, path: str = "/") -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = user
    return request


def labels(request: HttpRequest) -> list[str]:
    return [entry.label for entry in navigation(request)["nav"]]


def test_table_names_every_role():
    assert set(OFFERED) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_entries_by_role(role: Role):
    assert labels(asked_by(person_with(role, AreaFactory.create()))) == OFFERED[role]


def test_role_that_has_ended_offers_nothing():
    person = UserFactory.create()
    RoleGrantFactory.create(user=person, role=Role.MEMBER, ends=date(2021, 1, 1))

    assert labels(asked_by(person)) == []


def test_nobody_is_offered_anything_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert labels(asked_by(AnonymousUser())) == []
        assert labels(RequestFactory().get("/")) == []


@pytest.mark.parametrize(
    ("path", "current"),
    [("/plans/", "page"), ("/plans/somewhere/text/", "true"), ("/people/", "")],
)
def test_entry_that_the_person_is_in_is_marked(path: str, current: str):
    person = person_with(Role.MEMBER, AreaFactory.create())

    entries = {entry.label: entry.current for entry in navigation(asked_by(person, path))["nav"]}

    assert entries["Plans"] == current


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/areas/here/", "Committees"),
        ("/areas/here/people/", "Committees"),
        ("/areas/here/figures/editions/", "Figures"),
        ("/areas/here/figures/give/", "Figures"),
        ("/figures/7/", "Figures"),
        ("/areas/here/plans/add/", "Plans"),
    ],
)
def test_pages_below_an_area_are_marked_where_people_look_for_them(path: str, current: str):
    person = person_with(Role.LEAD_OFFICER, AreaFactory.create())
    entries = navigation(asked_by(person, path))["nav"]
    assert [entry.label for entry in entries if entry.current] == [current]


def test_area_is_named_where_there_is_only_one():
    area = AreaFactory.create(name="Glenfarrow")
    person = person_with(Role.MEMBER, area)
    assert str(navigation(asked_by(person))["area_name"]) == "Glenfarrow"

    RoleGrantFactory.create(user=person, area=AreaFactory.create())
    again = User.objects.get(pk=person.pk)
    assert str(navigation(asked_by(again))["area_name"]) == ""


def test_head_costs_one_query_and_a_fragment_none(django_assert_num_queries):
    request = asked_by(person_with(Role.LEAD_OFFICER, AreaFactory.create()))

    with django_assert_num_queries(0):
        offered = navigation(request)
    with django_assert_num_queries(1):
        assert len(offered["nav"]) == 10
        assert bool(str(offered["area_name"]))
