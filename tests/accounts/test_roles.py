"""The table of roles, said a second time: whoever changes one must mean it."""

import csv

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import ROLE_PERMISSIONS, Permission, Role, roles_with
from committees.rules.interests import Matter
from tests import factories as make

# By role, in the order of Permission: x where the role has it.
TABLE = """
                   lead chair vice sub action member chief insp elected admin
area_read           x    x     x    x   x      x      x     x     -      x
plan_read           x    x     x    x   x      x      -     x     -      -
plan_read_draft     x    x     x    x   x      x      -     -     -      -
plan_edit           x    -     -    -   -      -      -     -     -      -
plan_import         x    -     -    -   -      -      -     -     -      -
plan_agree          x    -     -    -   -      -      -     -     -      -
update_own          x    x     x    x   x      -      -     -     -      -
update_group        -    -     -    x   -      -      -     -     -      -
update_any          x    -     -    -   -      -      -     -     -      -
update_check        x    -     -    -   -      -      -     -     -      -
rating_challenge    -    x     x    -   -      -      -     -     -      -
date_request        x    x     x    x   x      -      -     -     -      -
date_decide         -    x     x    -   -      -      -     -     -      -
date_decide_later   -    -     -    -   -      -      x     -     -      -
completion_verify   x    x     x    -   -      -      -     -     -      -
window_manage       x    -     -    -   -      -      -     -     -      -
meeting_record      x    x     x    -   -      -      -     -     -      -
report_read         x    x     x    -   -      -      -     -     -      -
report_read_issued  x    x     x    x   -      x      x     x     -      -
report_prepare      x    -     -    -   -      -      -     -     -      -
report_issue        -    x     x    -   -      -      -     -     -      -
narrative_write     x    x     x    x   x      x      x     -     -      -
direction_record    x    -     -    -   -      -      x     -     -      -
direction_close     -    -     -    -   -      -      x     -     -      -
direction_answer    x    x     x    -   -      -      -     -     -      -
figure_read         x    x     x    -   -      -      x     -     -      -
figure_edit         x    -     -    -   -      -      -     -     -      -
figure_give_own     x    x     x    x   x      -      -     -     -      -
figure_give_any     x    -     -    -   -      -      -     -     -      -
figure_answer       x    x     x    -   -      -      -     -     -      -
figure_prepare      x    -     -    -   -      -      -     -     -      -
figure_issue        -    x     x    -   -      -      -     -     -      -
assurance_edit      x    -     -    -   -      -      -     -     -      -
finding_decide      -    x     x    -   -      -      -     -     -      -
voice_edit          x    -     -    -   -      -      -     -     -      -
committee_read      x    x     x    -   -      x      x     -     -      -
committee_edit      x    -     -    -   -      -      -     -     -      -
risk_edit           x    -     -    -   -      -      -     -     -      -
risk_review_own     x    x     x    x   x      -      -     -     -      -
risk_escalate       x    x     x    -   -      -      -     -     -      -
review_keep         x    x     x    -   -      -      -     -     -      -
review_count        -    -     -    -   -      -      x     -     -      -
return_write        x    x     x    x   x      -      -     -     -      -
return_keep         x    -     -    -   -      -      -     -     -      -
history_read        x    x     x    -   -      -      -     x     -      x
redaction_propose   x    x     x    x   x      -      -     -     -      x
redaction_confirm   x    x     x    -   -      -      -     -     -      -
information_take    x    x     x    -   -      -      -     -     -      -
people_manage       x    -     -    -   -      -      -     -     -      x
role_grant          -    -     -    -   -      -      -     -     -      x
access_confirm      x    x     x    -   -      -      x     -     -      x
archive_ask         x    x     x    -   -      -      -     -     -      -
archive_confirm     -    x     x    -   -      -      -     -     -      x
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()[1:]]


def test_table_has_every_permission():
    assert [row[0] for row in ROWS] == Permission.values


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_permission_belongs_to_these_roles(row):
    permission, *marks = row

    granted = [Permission(permission) in ROLE_PERMISSIONS[role] for role in Role]

    assert granted == [mark == "x" for mark in marks]


def test_roles_with_a_permission_come_in_the_order_of_the_table():
    assert roles_with(Permission.COMPLETION_VERIFY) == [
        Role.LEAD_OFFICER,
        Role.CHAIR,
        Role.VICE_CHAIR,
    ]


@pytest.mark.parametrize(
    ("asks", "decides"),
    [
        (Permission.REPORT_PREPARE, Permission.REPORT_ISSUE),
        (Permission.PLAN_EDIT, Permission.ROLE_GRANT),
        (Permission.PLAN_READ, Permission.ROLE_GRANT),
    ],
)
def test_no_role_has_both(asks, decides):
    assert set(roles_with(asks)) & set(roles_with(decides)) == set()


@pytest.mark.django_db
def test_page_prints_the_table(client: Client):
    client.force_login(make.UserFactory())

    response = client.get(reverse("roles"))

    printed = [[granted for _, granted in cells] for _, cells in response.context["rows"]]
    assert printed == [[mark == "x" for mark in row[1:]] for row in ROWS]


@pytest.mark.django_db
def test_file_has_every_permission_of_every_role_and_every_matter(client):
    client.force_login(make.UserFactory())

    answer = client.get(reverse("roles_file"))

    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    granted = {line[0]: line[1:] for line in lines[1 : len(Permission) + 1]}
    assert lines[0][1:] == [role.label for role in Role]
    assert granted == {
        permission.label: ["Yes" if permission in ROLE_PERMISSIONS[role] else "No" for role in Role]
        for permission in Permission
    }
    own = {line[0] for line in lines[len(Permission) + 3 :]}
    assert own == {matter.name.replace("_", " ").capitalize() for matter in Matter}


@pytest.mark.django_db
def test_page_says_what_nobody_decides_alone(client):
    client.force_login(make.UserFactory())

    page = client.get(reverse("roles")).content.decode()

    assert "You prepared this report, so somebody else has to release it." in page
