"""Who owes what on a day, by agency: the numbers are the lists."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.roles import Role
from actions.enums import CheckOutcome
from actions.queries.record import standings
from committees.enums import Capacity
from documents.enums import Canonical
from reminders.enums import ReminderKind
from reminders.models import Reminder
from reminders.queries.who_owes import NO_AGENCY, NO_LEAD, owing
from tests import factories as make
from tests.clients import client_of

pytestmark = pytest.mark.django_db

OPENS, DAY = date(2026, 8, 1), date(2026, 8, 20)


@pytest.fixture
def plan():
    plan = make.PlanFactory()
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS, closes_on=date(2026, 8, 15))
    return plan


def action(plan, *, agency="NHS Farrow", said: date | None = None, held=True, **fields):
    """An action led by a post of `agency` that somebody holds; `said`: when it was last updated."""
    row = make.ActionFactory(plan=plan, **fields)
    office, _ = make.AgencyFactory._meta.model.objects.get_or_create(name=agency, kind="health")
    post = make.PostFactory(area=plan.area, agency=office)
    make.LeadFactory(action=row, post=post)
    if held:
        make.holder_of(post)
    if said:
        make.ProgressUpdateFactory(action=row, as_at=said)
    return row


def listed(plan, day=DAY):
    return owing(plan, day, Reminder.objects.all())


def wants(plan, day=DAY) -> list[list[tuple[str, date]]]:
    rows = [row for agency in listed(plan, day).agencies for row in agency.rows]
    return [[(want.words, want.since) for want in row.wants] for row in rows]


def test_agencies_are_counted_as_their_lists():
    plan = make.PlanFactory()
    make.UpdateWindowFactory(plan=plan, opens_on=OPENS)
    action(plan, said=date(2026, 8, 3))
    action(plan, said=date(2026, 7, 3))
    action(plan, agency="Police", said=date(2026, 8, 1))
    action(plan, agency="Council")
    action(plan, agency="Council")

    found = listed(plan)

    assert [(one.name, one.asked, one.answered, one.owing) for one in found.agencies] == [
        ("Council", 2, 0, 2),
        ("NHS Farrow", 2, 1, 1),
        ("Police", 1, 1, 0),
    ]
    assert (found.asked, found.answered, found.owing) == (5, 2, 3)


def test_silence_is_that_of_the_dashboard(plan):
    for said in (None, date(2026, 7, 1), date(2026, 8, 5), date(2026, 8, 1)):
        action(plan, said=said)

    silent = [row for row in standings(plan, DAY) if row.silent]

    assert wants(plan) == [[("Not answered", OPENS)]] * len(silent)


def test_what_was_sent_back_is_owed_with_its_note(plan):
    row = action(plan)
    said = make.ProgressUpdateFactory(action=row, as_at=date(2026, 8, 5))
    make.UpdateCheckFactory(
        action=row, update_checked=said, outcome=CheckOutcome.RETURNED, checked_on=DAY
    )

    found = listed(plan).agencies[0].rows[0]

    assert [(want.words, want.since, want.note) for want in found.wants] == [
        ("Sent back", DAY, "Which paper shows it?")
    ]
    assert wants(plan, DAY - timedelta(1)) == []


def test_challenge_is_owed_until_the_next_update(plan):
    row = action(plan)
    said = make.ProgressUpdateFactory(action=row, as_at=date(2026, 8, 5))
    make.ChallengeFactory(action=row, update_challenged=said, made_on=date(2026, 8, 10))

    label = row.challenges.get().entry_label
    assert wants(plan) == [[(f"Challenge not answered: {label}", date(2026, 8, 10))]]

    make.ProgressUpdateFactory(action=row, as_at=date(2026, 8, 12))
    assert wants(plan) == []


@pytest.mark.parametrize("state", ["claimed", "verified"])
def test_who_reported_completion_has_answered(plan, state):
    row = action(plan)
    make.CompletionFactory(action=row, completed_on=date(2026, 8, 10), state=state)

    found = listed(plan)

    assert (found.asked, found.answered, found.owing) == (1, 1, 0)


def test_action_that_was_done_before_is_not_asked(plan):
    row = action(plan)
    said = make.ProgressUpdateFactory(
        action=row, as_at=date(2026, 7, 1), canonical=Canonical.COMPLETE
    )
    make.CompletionFactory(
        action=row, update_claiming=said, completed_on=date(2026, 7, 1), state="verified"
    )

    assert listed(plan).asked == 0


def test_action_added_in_the_window_is_not_asked(plan):
    action(plan, added_on=date(2026, 8, 10))
    action(plan, added_on=date(2026, 8, 10), said=date(2026, 8, 12))

    assert (listed(plan).asked, listed(plan).owing) == (0, 0)


def test_groups_vacant_posts_and_no_lead_have_their_places(plan):
    group = make.GroupFactory(area=plan.area, title="Group A", body__name="Learning Group")
    make.LeadFactory(action=make.ActionFactory(plan=plan), post=group)
    make.LeadFactory(
        action=make.ActionFactory(plan=plan),
        post=make.GroupFactory(area=plan.area, title="Partners", body=None),
    )
    make.LeadFactory(action=make.ActionFactory(plan=plan))
    make.ActionFactory(plan=plan)

    found = listed(plan)

    assert (found.asked, found.agencies) == (0, [])
    words = [want.words for row in found.nobody for want in row.wants]
    assert words == [
        "Nobody to ask: nobody stands behind the group",
        "Nobody to ask: nobody stands behind the group",
        "Nobody to ask: the lead’s post is vacant",
        "Nobody to ask: no lead is named",
    ]


def test_held_groups_posts_without_agency_and_no_lead_have_their_places(plan):
    group = make.GroupFactory(area=plan.area, title="Group A", body__name="Learning Group")
    partners = make.GroupFactory(area=plan.area, title="Partners", body=None)
    bare = make.PostFactory(area=plan.area)
    for post in (group, partners, bare):
        make.holder_of(post)
        make.LeadFactory(action=make.ActionFactory(plan=plan), post=post)
    row = make.ActionFactory(plan=plan)
    said = make.ProgressUpdateFactory(action=row, as_at=date(2026, 8, 5))
    make.UpdateCheckFactory(
        action=row, update_checked=said, outcome=CheckOutcome.RETURNED, checked_on=DAY
    )

    names = [one.name for one in listed(plan).agencies]

    assert names == ["Learning Group", NO_AGENCY, "Partners", NO_LEAD]


def test_holder_and_deputy_are_those_of_the_day(plan):
    post = action(plan, held=False).leads.get().post
    make.PostHoldingFactory(post=post, ends=date(2026, 8, 10))
    now = make.PostHoldingFactory(post=post, starts=date(2026, 8, 11))
    deputy = make.PostHoldingFactory(post=post, capacity=Capacity.DEPUTY)

    [row] = listed(plan).nobody  # they have no role that lets them answer

    held = (str(row.holder.user), [str(one.user) for one in row.deputies], row.standing.said_on)
    assert held == (str(now.user), [str(deputy.user)], None)


def test_last_mail_is_that_of_the_day(plan):
    row = action(plan)
    window = plan.windows.get()
    first = make.ReminderFactory(window=window, actions=[row], sent_on=OPENS)
    last = make.ReminderFactory(
        window=window, actions=[row], sent_on=date(2026, 8, 13), kind=ReminderKind.LAST
    )

    mailed = [listed(plan, day).agencies[0].rows[0].mailed for day in (date(2026, 8, 5), DAY)]

    assert mailed == [first, last]


def test_before_the_first_window_nobody_was_asked(plan):
    action(plan)
    found = listed(plan, date(2026, 7, 20))

    assert (found.window, found.asked, found.owing, found.not_asked) == (None, 0, 0, 1)


@pytest.mark.parametrize("times", [1, 7])
def test_queries_do_not_grow(plan, times):
    for place in range(times):
        row = action(plan, agency=f"Agency {place % 3}")
        make.ReminderFactory(window=plan.windows.get(), actions=[row])
        group = make.GroupFactory(area=plan.area)
        make.LeadFactory(action=make.ActionFactory(plan=plan), post=group)

    with CaptureQueriesContext(connection) as captured:
        listed(plan)

    assert len(captured) == 8


@pytest.mark.parametrize(
    ("role", "mail"), [(Role.LEAD_OFFICER, True), (Role.MEMBER, False), (Role.INSPECTOR, False)]
)
def test_page_tells_what_was_mailed_to_who_runs_windows(plan, role, mail):
    row = action(plan)
    make.ReminderFactory(window=plan.windows.get(), actions=[row], user__name="Iain Roy")
    type(plan).objects.update(state="agreed")

    page = client_of(role, plan.area).get(f"/plans/{plan.slug}/owing/?on=20 August 2026")

    text = page.content.decode()
    assert ("0 of 1 answered" in text, "Iain Roy" in text) == (True, mail)


def test_page_says_when_everybody_has_answered(plan):
    action(plan, said=date(2026, 8, 5))

    page = client_of(Role.MEMBER, plan.area).get(f"/plans/{plan.slug}/owing/?on=20 August 2026")

    assert "Everybody has answered" in page.content.decode()


@pytest.mark.parametrize("day", ["soon", "1 January 0001", "31 December 9999"])
def test_page_shows_today_for_a_day_that_cannot_be_read(plan, day):
    page = client_of(Role.MEMBER, plan.area).get(f"/plans/{plan.slug}/owing/?on={day}")

    assert f"“{day}” cannot be read as a day" in page.content.decode()
