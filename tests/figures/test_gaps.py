"""What is missing is listed with what is known of the asking, and each post is asked once."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from committees.enums import Capacity
from dashboards.queries.figures_asked import FiguresAsked, figures_asked
from documents.enums import Silence
from figures.models import FigureRequest
from figures.queries.gaps import missing_figures
from figures.services import ask_for_figures
from tests import factories as make
from tests.reminders.asked import beat

pytestmark = pytest.mark.django_db
# the quarter ends on Saturday 31 October 2026; asked on Monday 9 November
STARTS, ASKED, DUE = date(2026, 8, 1), date(2026, 11, 9), date(2026, 12, 1)


@pytest.fixture
def area():
    return make.AreaFactory(name="Strathfarrow")


@pytest.fixture
def post(area):
    return make.PostFactory(area=area, title="Data officer")


@pytest.fixture
def giver(area, post):
    user = make.person_with(Role.ACTION_LEAD, area, email="giver@example.test")
    make.PostHoldingFactory(post=post, user=user, starts=make.LONG_AGO)
    return user


def one(area, **more):
    return make.IndicatorFactory(area=area, starts=STARTS, **more)


def silences(area, today):
    return [(row.indicator.pk, row.silence) for row in missing_figures(area, today)]


def test_four_states_are_kept_apart(area, post, giver):
    asked = one(area, post=post)
    ask_for_figures(by=None, today=ASKED)
    later = one(area, post=post)
    nobody, vacant = one(area), one(area, post=make.PostFactory(area=area))

    assert silences(area, DUE) == [
        (asked.pk, Silence.AWAITED),
        (later.pk, Silence.NOT_ASKED),
        (nobody.pk, Silence.NOBODY),
        (vacant.pk, Silence.NOBODY),
    ]
    assert silences(area, DUE + timedelta(1))[0] == (asked.pk, Silence.UNANSWERED)
    make.ObservationFactory(indicator=asked)
    assert asked.pk not in dict(silences(area, DUE))


@pytest.mark.parametrize(
    ("today", "asked"),
    [(ASKED - timedelta(1), 0), (ASKED, 1), (date(2027, 1, 4), 1), (date(2027, 6, 1), 1)],
)
def test_a_post_is_asked_a_week_after_the_end_and_not_for_what_is_long_past(
    area, post, giver, today, asked
):
    one(area, post=post, ends=date(2027, 4, 30))
    rows = ask_for_figures(by=None, today=today)
    assert len(rows) == asked
    assert ask_for_figures(by=None, today=today) == []
    assert FigureRequest.objects.count() == asked


def test_asking_is_recorded_once_for_an_area(area, post, giver):
    one(area, post=post, name="First"), one(area, post=post, name="Second")
    ask_for_figures(by=None, today=ASKED)
    event = Event.objects.get(verb="asked for figures")
    assert event.changes == {"indicators": ["First", "Second"], "numbers": 2}


@pytest.mark.parametrize("fields", [{"is_active": False}, {}])
def test_nobody_is_asked_who_has_left(area, post, giver, fields):
    one(area, post=post)
    for name, value in fields.items():
        setattr(giver, name, value)
    giver.save()
    if not fields:
        post.holdings.update(ends=ASKED - timedelta(1))
    assert ask_for_figures(by=None, today=ASKED) == []
    assert [s for _, s in silences(area, ASKED)] == [Silence.NOBODY]


def test_the_number_of_queries_does_not_grow(area, post, giver, django_assert_num_queries):
    for _ in range(4):
        one(area, post=post)
    with django_assert_num_queries(5):
        missing_figures(area, ASKED)


def letters(day):
    mail.outbox.clear()
    beat(day)
    return {message.to[0]: message for message in mail.outbox}


def test_one_letter_asks_reminds_and_then_tells_those_in_line(area, post, giver):
    officer = make.person_with(Role.LEAD_OFFICER, area, email="officer@example.test")
    deputy = make.person_with(Role.ACTION_LEAD, area, email="deputy@example.test")
    make.PostHoldingFactory(post=post, user=deputy, capacity=Capacity.DEPUTY, starts=make.LONG_AGO)
    indicator, second = one(area, post=post, name="Names added"), one(area, post=post)

    told = letters(ASKED)
    assert {to: message.subject for to, message in told.items()} == {
        giver.email: "2 figures to give by Tuesday 1 December 2026"
    }
    body = told[giver.email].body
    assert "PLEASE GIVE THESE FIGURES BY TUESDAY 1 DECEMBER 2026" in body
    assert f"Names added\n  {address(indicator)}" in body
    assert letters(ASKED) == {}

    make.ObservationFactory(indicator=second)
    reminder = letters(date(2026, 11, 24))
    assert reminder[giver.email].subject == (
        "Reminder: 1 figure to give by Tuesday 1 December 2026"
    )
    assert list(letters(date(2026, 12, 2))) == [deputy.email]
    late = letters(date(2026, 12, 4))
    assert late[officer.email].subject == "1 figure not given"


def test_the_lead_officer_hears_of_figures_with_nobody_to_ask(area, post):
    officer = make.person_with(Role.LEAD_OFFICER, area, email="officer@example.test")
    one(area, post=post)
    assert letters(ASKED)[officer.email].subject == "1 figure with nobody to ask"
    assert letters(ASKED + timedelta(1)) == {}


def address(indicator):
    path = reverse("figure_give", args=[indicator.pk, "2026-10-31"])
    return settings.SITE_URL.rstrip("/") + path


def test_the_list_keeps_them_apart_and_is_not_for_everybody(client, area, post, giver):
    indicator = make.IndicatorFactory(area=area, starts=date(2025, 8, 1), ends=date(2025, 12, 1))
    url = reverse("figures_missing", args=[area.slug])
    officer = make.person_with(Role.LEAD_OFFICER, area)
    client.force_login(officer)
    page = client.get(url)
    assert [(title, len(rows)) for title, _, rows in page.context["groups"]] == [
        ("Nobody to ask", 1)
    ]
    make.ObservationFactory(
        indicator=indicator, period_start=date(2025, 8, 1), period_end=date(2025, 10, 31)
    )
    assert b"Nothing is missing" in client.get(url).content
    client.force_login(giver)
    assert client.get(url).status_code == 403


def test_home_says_what_is_asked_and_what_is_missing(client, area, post, giver):
    one(area, post=post), one(area)
    ask_for_figures(by=None, today=ASKED)
    assert figures_asked(giver, [area], ASKED) == [FiguresAsked(area, 1, DUE)]
    officer = make.person_with(Role.LEAD_OFFICER, area)
    assert figures_asked(officer, [area], DUE + timedelta(1)) == [
        FiguresAsked(area, 0, None, silent=1, nobody=1, missing=2)
    ]
    reader = make.person_with(Role.MEMBER, area)
    assert figures_asked(reader, [area], ASKED) == []


def test_data_quality_lists_missing_figures_for_those_who_see_the_list(client, area):
    plan = make.PlanFactory(area=area)
    indicator = make.IndicatorFactory(
        area=area, name="Names added", starts=date(2025, 8, 1), ends=date(2025, 12, 1)
    )
    line = f"<li>{indicator}, 1 August 2025 to 31 October 2025: nobody to ask</li>"
    for role, shown in ((Role.LEAD_OFFICER, True), (Role.ACTION_LEAD, False)):
        client.force_login(make.person_with(role, area))
        page = client.get(reverse("plan_data_quality", args=[plan.slug])).content.decode()
        assert (line in page) == shown
