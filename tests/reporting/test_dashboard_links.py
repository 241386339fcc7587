"""Every number on a dashboard leads to a list with exactly that many rows."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.reporting.busy import DAY, busy

pytestmark = pytest.mark.django_db

LINK = re.compile(r'<a [^>]*href="(/plans/[^"]*/actions/[^"]*)"[^>]*>((?:<[^>]+>|\s)*\d+)')
ROW = 'class="govuk-table__cell cpc-cell--status"'


def numbers(page: str) -> list[tuple[str, int]]:
    """Every link to an action list that begins with a number."""
    return [
        (unescape(url), int(re.sub(r"<[^>]+>|\s", "", text))) for url, text in LINK.findall(page)
    ]


@pytest.mark.parametrize(
    "asked",
    ["", f"?as_of={DAY}", f"?as_of={DAY}&since=2025-09-01", "?as_of=2025-07-01"],
)
def test_each_number_is_the_length_of_its_list(asked, client: Client):
    plan = busy()
    client.force_login(plan.reader)
    page = client.get(f"/plans/busy-plan/{asked}").content.decode()

    found = numbers(page)
    rows = {url: client.get(url).content.decode().count(ROW) for url, _ in found}

    assert [(url, rows[url]) for url, _ in found] == found
    assert len(found) > 10 or asked == "?as_of=2025-07-01"


def test_matters_of_the_busy_plan(client: Client):
    client.force_login(busy().reader)

    board = client.get(f"/plans/busy-plan/?as_of={DAY}").context["board"]

    assert {matter.label: matter.count.number for matter in board.matters} == {
        "Overdue": 1,
        "Asked and silent": 0,
        "Asked, not answered yet": 2,
        "Nobody to ask": 2,
        "Not asked yet": 0,
        "Challenged by the chair": 1,
        "Sent back to the lead": 1,
        "Proposed rating accepted": 1,
        "Rating agreed by the committee": 0,
        "Completion to be verified": 1,
        "New date asked for": 1,
        "No lead": 2,
        "Lead's post is vacant": 2,
        "Nobody behind the group": 0,
        "No date": 1,
        "Another rating proposed": 1,
    }
