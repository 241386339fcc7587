"""The ways through a plan, in their groups, as far as somebody may go."""

import pytest

from accounts.roles import Role
from tests.factories import PlanFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "quarter"),
    [
        (Role.MEMBER, ["Update windows", "Recurring work", "Who owes what", "Meetings"]),
        (
            Role.LEAD_OFFICER,
            [
                "Update windows", "Recurring work", "Who owes what", "E-mail sent", "Checking",
                "Decisions", "Meetings",
            ],
        ),
    ],
)  # fmt: skip
def test_pages_of_the_quarter_stand_together(client, role, quarter):
    plan = PlanFactory.create()
    client.force_login(person_with(role, plan.area))

    ways = client.get(f"/plans/{plan.slug}/owing/").context["ways"]

    assert [link["label"] for link in ways["groups"]["The quarter"]] == quarter
    assert ways["here"] == "Who owes what"
