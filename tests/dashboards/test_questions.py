"""What to ask about a plan: one line an action, worst first, nobody blamed who was not asked."""

from datetime import date

import pytest
from django.test import Client

from accounts.roles import Role
from actions.enums import CheckOutcome
from actions.queries.positions import position
from actions.queries.questions import questions, why_and_next
from actions.rules.record import Detail
from documents.enums import Canonical
from meetings.queries.agenda import agenda
from tests import factories as make

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)
OPENS, CLOSES = date(2026, 11, 1), date(2026, 11, 14)


@pytest.fixture
def plan():
    plan = make.PlanFactory.create(slug="asked")
    make.UpdateWindowFactory.create(plan=plan, opens_on=OPENS, closes_on=CLOSES)
    return plan


def action(plan, text, *, held=True, lead=True, **fields):
    """An action of a held post, led by it, that was in the plan when the window opened."""
    made = make.ActionFactory.create(plan=plan, text=text, **{"due": date(2027, 1, 31), **fields})
    if lead:
        post = make.PostFactory.create(area=plan.area)
        make.LeadFactory.create(action=made, post=post, accountable=True)
        if held:
            holder = make.person_with(Role.ACTION_LEAD, plan.area)
            make.PostHoldingFactory.create(post=post, user=holder, starts=date(2025, 8, 1))
    return made


def said(made, canonical, day=date(2026, 11, 10), **words):
    make.ProgressUpdateFactory.create(action=made, as_at=day, canonical=canonical, **words)


def asked(plan, day=DAY):
    return questions(position(plan, day, detail=Detail.WORDS).rows)


def told(plan, day=DAY):
    return [
        (one.row.standing.action.text, one.tag.label, one.text) for one in asked(plan, day).to_ask
    ]


def test_red_comes_first_by_days_late_then_the_silent_then_those_without_anybody(plan):
    said(action(plan, "green"), Canonical.ON_TRACK)
    action(plan, "nobody", held=False)
    action(plan, "silent")
    said(action(plan, "red"), Canonical.OFF_TRACK)
    said(action(plan, "red and late", due=date(2026, 10, 31)), Canonical.OFF_TRACK)
    said(action(plan, "amber and late", due=date(2026, 11, 20)), Canonical.AT_RISK)

    assert told(plan) == [
        ("red and late", "Red", "What is the new date, and what has to happen first?"),
        ("red", "Red", "What will be done by 31 January 2027?"),
        ("silent", "No answer", "How does it stand today?"),
        ("nobody", "Nobody to ask", "Who speaks for it until the post is filled?"),
        ("amber and late", "Amber", "What is the new date, and what has to happen first?"),
    ]


def test_nobody_is_reproached_while_the_window_is_open_or_before_it_asked(plan):
    action(plan, "still time")

    open_now = asked(plan, date(2026, 11, 5))

    assert (open_now.to_ask, [one.tag.label for one in open_now.waiting]) == ([], ["Window open"])
    assert [one.text for one in open_now.waiting] == [""]


def test_silence_is_told_with_the_last_known_rating_and_its_day(plan):
    said(action(plan, "silent"), Canonical.AT_RISK, date(2026, 8, 10))

    [one] = asked(plan).to_ask

    assert one.why == (
        "Asked until 14 November 2026 and not answered. Last known: Amber, 10 August 2026."
    )


def test_late_and_silent_is_asked_whether_it_is_done(plan):
    action(plan, "silent", due=date(2026, 11, 17))

    [one] = asked(plan).to_ask

    assert (one.late, one.text) == ("4 days late", "Is it done? If not, when?")


def test_words_of_the_lead_stand_with_their_day(plan):
    said(action(plan, "red"), Canonical.OFF_TRACK, reason="The agreement is unsigned.")

    [one] = asked(plan).to_ask

    assert one.why == "10 November 2026: The agreement is unsigned."


def test_what_was_sent_back_is_asked_for_without_its_words(plan):
    made = action(plan, "thin")
    said(made, Canonical.ON_TRACK, what_happened="Good progress.")
    make.UpdateCheckFactory.create(
        action=made,
        update_checked=made.updates.get(),
        outcome=CheckOutcome.RETURNED,
        note="What differs for staff?",
        checked_on=date(2026, 11, 15),
    )

    [one] = asked(plan).to_ask

    assert (one.why, one.text) == (
        "Sent back on 15 November 2026 and not answered: What differs for staff?.",
        "When does the answer come?",
    )


def test_completed_and_ongoing_ones_are_never_asked_about(plan):
    done = action(plan, "done", due=date(2026, 10, 1))
    said(done, Canonical.COMPLETE)
    make.CompletionFactory.create(
        action=done,
        completed_on=date(2026, 10, 1),
        state="verified",
        imported=True,
        update_claiming=done.updates.get(),
    )
    make.ActionFactory.create(plan=plan, kind="ongoing", due=None, timescale_words="Ongoing")

    assert (asked(plan).to_ask, asked(plan).waiting) == ([], [])


def test_list_says_what_comes_next_where_there_is_nothing_to_ask(plan):
    said(action(plan, "green"), Canonical.ON_TRACK, what_happened="The course was held.")

    [row] = position(plan, DAY, detail=Detail.WORDS).rows
    about = why_and_next(row)

    assert (about.why, about.text, about.asks) == (
        "10 November 2026: The course was held.",
        "Due 31 January 2027",
        False,
    )


def test_home_of_the_chair_asks_what_the_dashboard_asks(plan, client: Client):
    said(action(plan, "red"), Canonical.OFF_TRACK)
    body = make.BodyFactory.create(area=plan.area)
    make.MeetingFactory.create(body=body, held_on=date(2099, 1, 5))
    plan.body, plan.state = body, "published"
    plan.save()
    client.force_login(make.person_with(Role.CHAIR, plan.area))

    on_home = client.get("/").context["home"].ahead.questions.to_ask
    on_dashboard = client.get(f"/plans/{plan.slug}/").context["board"].questions.to_ask

    assert [(one.row.pk, one.text) for one in on_home] == [
        (one.row.pk, one.text) for one in on_dashboard
    ]
    assert len(on_home) == 1


def test_agenda_carries_the_question(plan):
    said(action(plan, "red"), Canonical.OFF_TRACK)
    meeting = make.MeetingFactory.create(body=make.BodyFactory.create(area=plan.area))

    found = agenda(position(plan, DAY, detail=Detail.WORDS), meeting)

    assert [card.question for section in found.sections for card in section.cards] == [
        "What will be done by 31 January 2027?"
    ]


def test_a_dashboard_does_not_say_that_nothing_is_overdue_while_a_lead_may_still_answer(plan):
    action(plan, "Late", due=date(2026, 10, 31))
    make.UpdateWindowFactory.create(plan=plan, opens_on=DAY, closes_on=date(2026, 12, 1))
    client = Client()
    client.force_login(make.person_with(Role.CHAIR, plan.area))
    page = client.get(f"/plans/{plan.slug}/?as_of={DAY.isoformat()}").content.decode()

    assert page.count("There is nothing to ask yet") == 1
    assert page.count("Nothing is off track") == 0
