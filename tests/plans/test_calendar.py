"""The calendar of themes: which report tells of which part of a plan."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from audit.models import Event
from plans.models import Heading
from plans.rules.calendar import in_words, next_quarter, quarter_at, quarters_of
from plans.services import set_calendar
from tests import factories as make
from tests.clients import client_of, told

APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        (date(2026, 4, 1), date(2026, 6, 30), [1]),
        (date(2026, 3, 20), date(2026, 6, 4), [1]),  # frozen before the quarter's end
        (date(2026, 6, 5), date(2026, 9, 1), [2]),
        (date(2026, 4, 1), date(2026, 9, 30), [1, 2]),  # a report was left out: both are told of
        (date(2026, 6, 20), date(2026, 7, 10), [1]),  # holds no quarter's middle
        (date(2027, 4, 1), date(2027, 6, 30), [1]),
        (date(2026, 1, 1), date(2026, 2, 1), [1]),  # before the plan begins
    ],
)
def test_the_quarters_of_a_report(start, end, numbers):
    assert [row.number for row in quarters_of(start, end, APRIL)] == numbers


@given(st.lists(st.integers(46, 120), min_size=4, max_size=12), st.dates(APRIL, date(2027, 4, 1)))
def test_each_quarter_is_told_of_by_one_report(lengths, begins):
    """Periods abut, none shorter than half a quarter: no theme is told of twice, none left out."""
    start, told = begins, []
    for days in lengths:
        end = start + timedelta(days=days)
        told += [row for row in quarters_of(start, end, begins) if start <= row.middle <= end]
        start = end + timedelta(days=1)

    assert told == [quarter_at(place, begins) for place in range(len(told))]


@pytest.mark.parametrize(
    ("quarters", "after", "name"),
    [
        ([2], date(2026, 6, 30), "second quarter, July to September 2026"),
        ([1], date(2026, 6, 30), None),  # the plan ends before its next turn
        ([4], date(2026, 6, 30), "fourth quarter, January to March 2027"),
        ([], date(2026, 6, 30), None),
    ],
)
def test_when_a_theme_is_reported_next(quarters, after, name):
    quarter = next_quarter(quarters, after, APRIL, MARCH)
    assert (quarter.name if quarter else None) == name


def test_quarters_in_words():
    assert [in_words(row) for row in ("1234", "2", "13", "124", "")] == [
        "in every quarter",
        "in the second quarter",
        "in the first and the third quarter",
        "in the first, the second and the fourth quarter",
        "",
    ]
    autumn = quarter_at(0, date(2026, 11, 1))
    assert autumn.name == "first quarter, November 2026 to January 2027"


@pytest.fixture
def plan(db):
    plan = make.PlanFactory(slug="our-plan")
    level = make.LevelFactory(plan=plan, singular="Theme")
    for number in "12":
        make.HeadingFactory(plan=plan, level=level, number=number, text=f"Matter {number}")
    return plan


def test_the_lead_officer_sets_it_in_the_browser(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    one, two = plan.headings.all()
    url = reverse("plan_calendar", args=["our-plan"])

    page = client.get(url)
    assert [field.label for field in page.context["form"] if field.name.startswith("theme")] == [
        "Theme 1: Matter 1",
        "Theme 2: Matter 2",
    ]
    sent = {"expected": 1, f"theme_{one.pk}": ["3", "1"], f"theme_{two.pk}": ["1", "2", "3", "4"]}
    answer = client.post(url, sent, follow=True)

    assert list(plan.headings.values_list("quarters", flat=True)) == ["13", "1234"]
    assert told(answer)[0].startswith("The calendar of themes was saved.")
    assert "Theme 2: Matter 2: in every quarter" in answer.content.decode()
    event = Event.objects.get(verb="changed calendar of themes")
    assert event.changes == {
        "1 Matter 1": ["", "in the first and the third quarter"],
        "2 Matter 2": ["", "in every quarter"],
    }


def test_a_theme_that_no_report_would_tell_of_is_refused_beside_its_field(plan):
    client = client_of(Role.LEAD_OFFICER, plan.area)
    one, two = plan.headings.all()
    sent = {"expected": 1, f"theme_{one.pk}": ["1"]}
    form = client.post(reverse("plan_calendar", args=["our-plan"]), sent).context["form"]

    assert form.errors == {f"theme_{two.pk}": ["Choose when this is reported."]}
    with pytest.raises(ValidationError, match="No report would tell of “Theme 2: Matter 2”"):
        set_calendar(by=make.UserFactory(), plan=plan, expected=1, quarters={one.pk: "1"})
    assert not Heading.objects.exclude(quarters="").exists()


def test_a_plan_without_headings_has_none(db):
    plan = make.PlanFactory(slug="flat")
    client = client_of(Role.LEAD_OFFICER, plan.area)
    answer = client.get(reverse("plan_calendar", args=["flat"]), follow=True)
    assert told(answer) == ["This plan has no headings, so there is nothing to report by turns."]
