"""The story that the files tell is the story in the record."""

from collections import Counter
from datetime import timedelta

import pytest

from actions.enums import CompletionState, RevisionState, Source
from actions.models import Action, Challenge, Completion, DeadlineRevision, ProgressUpdate
from actions.queries.record import plan_record
from actions.rules.standing import counts
from audit.enums import Kind
from audit.models import Event, Version
from committees.models import Area, Logo, Post
from demonstration.queries.sources import read_source, read_sources
from plans.enums import PlanState
from plans.models import Plan
from tests.demonstration.conftest import TODAY

pytestmark = pytest.mark.usefixtures("areas")


def plan_of(slug):
    return Plan.objects.get(area__slug=slug, state=PlanState.PUBLISHED)


def test_every_action_has_the_updates_that_its_story_tells():
    for source in read_sources():
        told = {
            row["action"]: [u["code"] for u in row["updates"]] for row in source.story["stories"]
        }
        actions = plan_of(source.slug).actions.filter(kind="rated")
        recorded = [list(a.updates.values_list("entry_code", flat=True)) for a in actions]

        assert recorded == list(told.values())


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "strathmorlich",
            {"off_track": 2, "at_risk": 4, "on_track": 7, "complete": 7, "not_updated": 5},
        ),
        (
            "inverlaw",
            {"off_track": 1, "at_risk": 1, "on_track": 18, "complete": 3, "not_updated": 13},
        ),
        (
            "carrickmoor",
            {"off_track": 1, "at_risk": 1, "on_track": 4, "complete": 1, "not_updated": 4},
        ),
        (
            "wolderby",
            {"off_track": 1, "at_risk": 1, "on_track": 8, "complete": 1, "not_updated": 3},
        ),
    ],
)
def test_how_the_plan_stands_on_the_day_of_loading(slug, expected):
    rows = plan_record(plan_of(slug)).standings(TODAY)

    assert {name: number for name, number in counts(rows).items() if number} == expected


def test_overdue_today():
    rows = plan_record(plan_of("strathmorlich")).standings(TODAY)

    assert [(row.action.number, row.claimed) for row in rows if row.overdue] == [
        ("3.2", True),
        ("3.5", False),
        ("5.2", False),
    ]


def test_nothing_is_said_after_the_day_of_loading():
    assert ProgressUpdate.objects.filter(as_at__gt=TODAY).count() == 0


def test_some_are_late():
    late = [
        str(update.action.reference)
        for update in ProgressUpdate.objects.filter(action__plan=plan_of("strathmorlich"))
        for window in update.action.plan.windows.all()
        if timedelta(0) < update.as_at - window.closes_on < timedelta(days=14)
    ]

    assert late == ["3.6"]


def test_the_chair_challenges_in_both_directions():
    rows = Challenge.objects.select_related("update_challenged")
    pairs = Counter((row.update_challenged.canonical, row.canonical) for row in rows)

    assert pairs == {
        ("on_track", "at_risk"): 3,
        ("at_risk", "on_track"): 1,
        ("off_track", "at_risk"): 1,
    }


def test_new_dates_are_approved_declined_and_waiting():
    rows = DeadlineRevision.objects.values_list("state", "to_chief_officers")

    assert Counter(rows) == {
        (RevisionState.APPROVED, False): 2,
        (RevisionState.APPROVED, True): 1,
        (RevisionState.DECLINED, False): 2,
        (RevisionState.DECLINED, True): 1,
        (RevisionState.REQUESTED, True): 3,
        (RevisionState.REQUESTED, False): 1,
    }


def test_a_second_move_waits_for_chief_officers():
    action = Action.objects.get(plan=plan_of("strathmorlich"), number="3.5")
    rows = action.revisions.values_list("from_due", "proposed_due", "state", "to_chief_officers")

    assert [(str(a), str(b), state, cog) for a, b, state, cog in rows] == [
        ("2026-07-31", "2026-09-30", "approved", False),
        ("2026-09-30", "2027-03-31", "requested", True),
    ]


def test_completions_are_verified_by_somebody_else_or_wait():
    rows = Completion.objects.all()

    assert Counter(row.state for row in rows) == {
        CompletionState.VERIFIED: 12,
        CompletionState.CLAIMED: 2,
    }
    assert [row for row in rows if row.decided_by_id == row.claimed_by_id] == []


def test_every_update_stands_in_the_audit_record():
    updates = ProgressUpdate.objects.filter(source=Source.LEAD)
    events = Event.objects.filter(verb="updated action")

    assert events.count() == ProgressUpdate.objects.count()
    assert set(events.values_list("actor_label", flat=True)) >= set(
        updates.values_list("author_label", flat=True)
    )


def test_nobody_speaks_for_a_post_that_somebody_else_held():
    for update in ProgressUpdate.objects.filter(source=Source.LEAD):
        lead = update.action.leads.get(accountable=True)
        holdings = lead.post.holdings.current(update.as_at).filter(capacity="holder")

        assert holdings.get().user_id == update.author_id


def test_posts_that_are_vacant_and_posts_that_changed_hands():
    posts = Post.objects.filter(kind="post").exclude(holdings=None)
    vacant = [post.title for post in posts if not post.holdings.current(TODAY).exists()]
    changed = [post.title for post in posts if post.holdings.count() > 1]

    assert sorted(vacant) == [
        "Children's Rights Officer",
        "Family Income Development Officer",
        "Link Manager for Adult Mental Health and Recovery",
    ]
    assert sorted(changed) == [
        "Independent Chair",
        "Lead Nurse, Child Protection",
        "Multi-agency Training Lead",
        "Nurse Consultant, Vulnerability",
    ]


def test_the_window_is_open_and_earlier_ones_are_closed():
    for area in Area.objects.all():
        windows = list(plan_of(area.slug).windows.all())
        expected = 1 + (4 if read_source(area.slug).plan["plan"]["years"] == 2 else 3)

        assert len(windows) == expected
        assert [window.opens_on <= TODAY <= window.closes_on for window in windows] == [
            *[False] * (expected - 1),
            True,
        ]


def test_by_what_an_action_is_measured_counts_from_the_day_it_was_added():
    """And to what it contributes: reports of past quarters are frozen with it."""
    linked = Action.objects.with_facts().exclude(measures=None, outcomes=None).distinct()
    facts = ("measures", "outcomes")

    for action in linked:
        kept = Version.objects.filter(kind=Kind.ACTION, key=action.pk)
        since = kept.filter(valid_from=action.added_on).last()
        now = action.thing().state

        assert [since.state[name] for name in facts] == [now[name] for name in facts]


def test_a_logo_is_as_old_as_the_story_and_not_as_the_loading():
    for source in read_sources():
        for logo in Logo.objects.filter(area__slug=source.slug):
            assert logo.set_at.date() == plan_of(source.slug).period_start
    assert Logo.objects.exists()
