"""A plan's text as printed, its data quality, and its status from the command line."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from actions.enums import ActionKind
from actions.queries.positions import position
from dashboards.queries.data_quality import findings
from dashboards.queries.plan_text import plan_text
from tests import factories as make
from tests.reporting.busy import DAY, busy
from timescales.enums import TimescaleKind

pytestmark = pytest.mark.django_db


def doubts(plan) -> dict[str, list[str]]:
    found = findings(position(plan, DAY))
    return {item.key: [doubt.text for doubt in item.doubts] for item in found if item.doubts}


def test_data_quality_lists_and_never_guesses():
    plan = busy().plan
    actions = plan.actions.filter(kind=ActionKind.RATED)
    actions.filter(text="steady").update(
        timescale_kind=TimescaleKind.MISPLACED, timescale_words="Complete"
    )
    actions.filter(text="silent").update(timescale_words="", number="1.1")

    assert doubts(plan) == {
        "no_lead": ["loose", "new"],
        "vacant_post": ["vacant", "claimed", "done"],
        "no_timescale": ["silent"],
        "not_understood": ["new"],
        "misplaced": ["steady"],
        "repeated_number": ["steady", "silent"],
    }


def test_repeated_heading_number_is_found():
    level = make.LevelFactory.create(singular="Objective")
    rows = [
        make.HeadingFactory.create(plan=level.plan, level=level, number=number, text=number)
        for number in ("3.1", "7.1", "3.1")
    ]

    assert doubts(level.plan) == {"repeated_number": ["3.1", "3.1"]}
    assert len(rows) == 3


def test_plan_with_nothing_the_matter_says_so(client: Client):
    plan = make.PlanFactory.create()
    client.force_login(make.person_with("member", plan.area))

    page = client.get(f"/plans/{plan.slug}/data-quality/").content.decode()

    assert page.count("Nothing to look at") == 1


def test_text_is_printed_in_the_plans_own_order_and_names(client: Client):
    found = busy()
    client.force_login(found.reader)

    text = client.get("/plans/busy-plan/text/").context["text"]

    assert [(part.rank, part.name) for part in text.parts] == [
        (2, "Priority 1"),
        (3, "Outcome 1"),
        (3, "Outcome 2"),
    ]
    assert [action.text for action in text.ongoing] == ["ongoing"]


def test_words_come_back_unchanged(client: Client):
    words = "First line\n• second “line” & third\t– <end>"
    plan = make.ActionFactory.create(text=words).plan
    client.force_login(make.person_with("member", plan.area))

    page = client.get(f"/plans/{plan.slug}/text/").content.decode()

    assert "First line\n• second “line” &amp; third\t– &lt;end&gt;" in page


def test_outcomes_are_linked_both_from_headings_and_actions(client: Client):
    outcome = make.HighLevelOutcomeFactory.create(number="04")
    heading = make.HeadingFactory.create(plan=outcome.plan)
    make.ActionFactory.create(plan=outcome.plan, heading=heading).outcomes.add(outcome)
    outcome.headings.add(heading)
    client.force_login(make.person_with("member", outcome.plan.area))

    page = client.get(f"/plans/{outcome.plan.slug}/text/").content.decode()

    assert page.count(f'href="#outcome-{outcome.pk}"') == 2
    assert page.count(f'id="outcome-{outcome.pk}"') == 1


def test_withdrawn_actions_are_no_part_of_the_text():
    plan = busy().plan
    text = plan_text(plan, DAY)

    printed = {action.text for part in text.parts for action in part.actions}

    assert "withdrawn" not in printed
    assert len(printed) == 12


def status(*words: str) -> str:
    out = StringIO()
    call_command("plan_status", *words, stdout=out)
    return out.getvalue()


def test_status_from_the_command_line():
    busy()

    assert json.loads(status("busy-plan", "--as-of", str(DAY), "--json")) == {
        "plan": "busy-plan",
        "as_of": "2026-11-21",
        "total": 12,
        "statuses": {
            "off_track": 1,
            "at_risk": 1,
            "on_track": 5,
            "complete": 1,
            "not_started": 0,
            "not_rated": 0,
            "reprogrammed": 0,
            "not_updated": 4,
        },
        "overdue": 1,
        "not_updated": 4,
        "silent": 0,
        "awaited": 2,
        "nobody_to_ask": 2,
        "not_asked": 0,
        "no_lead": 2,
        "vacant_post": 2,
        "group_alone": 0,
        "no_date": 1,
        "ongoing": 1,
    }


@pytest.mark.parametrize(
    ("day", "overdue"), [("2022-07-31", 0), ("2022-08-01", 10), ("2023-08-01", 25)]
)
def test_overdue_starts_the_day_after_the_date(day, overdue):
    plan = make.PlanFactory.create(
        title="Two years", period_start=date(2021, 8, 1), period_end=date(2023, 7, 31)
    )
    make.ActionFactory.create_batch(10, plan=plan, due=date(2022, 7, 31))
    make.ActionFactory.create_batch(15, plan=plan, due=date(2023, 7, 31))

    assert json.loads(status("Two years", "--as-of", day, "--json"))["overdue"] == overdue


def test_status_in_words():
    busy()

    told = status("Busy plan", "--as-of", str(DAY)).splitlines()

    assert told[:3] == [
        "Busy plan, as it stood on 21 November 2026",
        "   12  Rated actions",
        "    1    Red",
    ]


def test_status_of_a_day_that_is_none_is_refused():
    with pytest.raises(CommandError, match="is not a day"):
        status("busy-plan", "--as-of", "31/7/2022")
