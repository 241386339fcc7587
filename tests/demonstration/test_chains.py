"""Plans of the demonstration that followed each other: lived, closed and gone on in the next."""

import itertools
from datetime import date, timedelta

import pytest
from django.db import transaction

from actions.enums import ActionKind, LineageKind
from actions.models import Action, Lineage, Tally
from actions.queries.lineage import descents_of
from demonstration.queries.sources import CHAINS, read_chain, read_chains
from demonstration.rules import Term
from demonstration.services import load_chain, make_chain_reports
from demonstration.services.people import ONE_DAY
from documents.enums import ReportKind
from documents.papers.annual import outturn
from documents.papers.annual.successor import following
from documents.schema.content import SnapshotContent
from documents.statuses import palette
from plans.models import Plan
from plans.rules.legends import PRESETS
from reporting.enums import ReportState
from reporting.models import Report
from reporting.queries.reports import content_of
from tests.demonstration.conftest import TODAY
from tests.oracle.ends import seam

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _chains(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        for chain in read_chains():
            load_chain(chain=chain, today=TODAY)
            make_chain_reports(chain=chain)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def chains(_chains, db):
    return None


def plans_of(slug: str) -> list[Plan]:
    return list(Plan.objects.filter(area__slug=slug).order_by("period_start"))


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize(
    ("slug", "sums"),
    [
        (
            "thornsea",
            [
                "7 open = 4 carried forward + 1 merged + 1 withdrawn + 1 ongoing work",
                "4 open = 3 carried forward + 0 merged + 0 withdrawn + 1 ongoing work",
            ],
        ),
        ("kilravon", ["7 open = 2 carried forward + 1 merged + 1 withdrawn + 3 ongoing work"]),
    ],
)
def test_each_plan_is_closed_by_its_sum_and_the_next_begins_the_day_after(slug, sums):
    plans = plans_of(slug)
    closings = [row.note.splitlines()[-1] for plan in plans for row in plan.sign_offs.all()
                if row.decision == "closed"]  # fmt: skip

    assert closings == sums
    assert [plan.state for plan in plans] == [*["closed"] * len(sums), "published"]
    assert [plan.predecessor for plan in plans] == [None, *plans[:-1]]
    for old, new in itertools.pairwise(plans):
        assert new.period_start == old.period_end + ONE_DAY


@pytest.mark.usefixtures("chains")
def test_what_was_carried_twice_keeps_its_first_date_age_and_moves():
    third = Action.objects.get(plan=plans_of("thornsea")[-1], text__startswith="Write one plan")
    first = third.carried_from.carried_from

    assert (third.first_due, third.due) == (first.first_due, date(2026, 3, 31))
    assert third.revisions.filter(state="approved").count() == 2
    assert descents_of([third.pk])[third.pk] == (
        ("Safeguarding Partnership Plan 2025–26", "Safeguarding Partnership Plan 2024–25"),
        first.added_on,
    )
    assert [row.source.text[:20] for row in Lineage.objects.filter(target=third.carried_from)] == [
        "Write one plan for a", "Try a shared form fo",
    ]  # fmt: skip


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize("slug", CHAINS.values())
def test_the_last_report_of_the_old_plan_and_the_first_of_the_new_agree(slug):
    plans = plans_of(slug)
    for old, new in itertools.pairwise(plans):
        last, first = (_reports(plan)[at] for plan, at in ((old, -1), (new, 0)))

        assert list(seam(last, first)) == []


@pytest.mark.usefixtures("chains")
def test_every_report_of_the_chain_was_issued_and_none_is_made_twice():
    assert set(Report.objects.values_list("state", flat=True)) == {ReportState.ISSUED}
    assert [make_chain_reports(chain=chain) for chain in read_chains()] == [0, 0]
    assert [load_chain(chain=chain, today=TODAY) for chain in read_chains()] == [False, False]


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize("slug", CHAINS.values())
def test_every_way_of_the_story_is_in_the_record(slug):
    told = [row["way"] for plan in read_chain(slug).plans for row in plan.get("end", [])]
    kinds = list(
        Lineage.objects.filter(source__plan__area__slug=slug).values_list("kind", flat=True)
    )
    listed = Action.objects.filter(plan=plans_of(slug)[0], kind=ActionKind.ONGOING).count()

    assert kinds.count(LineageKind.CARRIED) == told.count("carry")
    assert kinds.count(LineageKind.MERGED) == told.count("merge")
    assert kinds.count(LineageKind.ONGOING) >= told.count("ongoing")
    assert len(kinds) == len(told) - told.count("withdraw") + listed


@pytest.mark.parametrize("slug", CHAINS.values())
def test_every_key_and_code_of_a_chain_is_known(slug):
    chain = read_chain(slug)
    posts = {row["key"] for row in chain.people["posts"]}
    codes = {entry.code for entry in PRESETS[chain.plan["plan"]["legend"]].entries}
    for at, told in enumerate(chain.plans):
        actions = {row["key"]: row for row in chain.source(at).actions()}
        assert {key for row in actions.values() for key in row["lead"]} <= posts
        assert {row["action"] for row in told["stories"]} <= set(actions)
        assert {one["code"] for row in told["stories"] for one in row["updates"]} <= codes
        assert len({row["text"] for row in actions.values()}) == len(actions)


@pytest.mark.parametrize("years", [1, 2])
@pytest.mark.parametrize("ago", [0, 1, 2])
def test_whatever_the_day_terms_abut_and_nothing_happens_before_its_plan(years, ago):
    for days in range(0, 3 * 366, 5):
        today = TODAY + timedelta(days=days)
        term = Term(today, years, (2, 5, 8, 11), ago=ago, before=2)
        earlier = Term(today, years, (2, 5, 8, 11), ago=ago + 1, before=2)

        assert term.period_start == earlier.period_end + ONE_DAY
        assert term.period_start <= term.opens(term.first) <= term.closes(term.first) <= today
        assert earlier.closed_on() < term.opens(term.first)
        assert earlier.meeting(1) + timedelta(weeks=13) == term.meeting(term.first)


def _reports(plan: Plan) -> list[SnapshotContent]:
    rows = Report.objects.filter(plan=plan, kind=ReportKind.QUARTERLY)
    rows = rows.select_related("snapshot").order_by("as_of")
    return [content_of(row.snapshot) for row in rows]


@pytest.mark.usefixtures("chains")
def test_an_annual_report_is_signed_issued_and_told_to_the_public():
    """In one area at least a whole one stands: part two is the plan that followed."""
    report = Report.objects.get(kind=ReportKind.ANNUAL, plan__area__slug="kilravon")
    content = content_of(report.snapshot)
    assert report.state == ReportState.ISSUED
    signed = [row["signature"]["told"] for row in content["sections"] if "signature" in row]
    assert len(signed) == 2
    assert all(words.startswith("Signed on ") for words in signed)
    assert content["next_plan"]["title"] == plans_of("kilravon")[1].title
    part_two = following(content, ())
    assert part_two.told[0].endswith("4 actions, and 3 items of ongoing work beside them.")
    assert [line.title for line in part_two.lines][-1] == "Ongoing work"
    rated = [row for row in content["actions"] if not row["ongoing"]]
    lines = outturn.sum_lines(rated, content, palette(content))
    assert {line.name: list(line.which) for line in lines if line.which} == {
        "Withdrawn since": ["2.4"], "Completed before the year": ["2.2"],
        "Completed in the year": ["1.1"], "Carried forward": ["1.2", "2.1"],
        "Merged with another": ["2.3"], "Became ongoing work": ["2.5"],
    }  # fmt: skip
    assert set(LineageKind) == set(outturn.BECAME)
    edition = report.editions.get()
    assert (edition.audience, edition.state) == ("public", "issued")
    assert edition.files.get(format="pdf").path


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize(
    ("slug", "text"), [("thornsea", "drop-in"), ("kilravon", "twenty records")]
)
def test_recurring_work_whose_updates_say_that_it_was_done_is_answered(slug, text):
    first = plans_of(slug)[0]
    action = first.actions.get(text__contains=text)
    told = list(Tally.objects.filter(action=action).order_by("pk"))

    assert told
    assert all(row.done == row.due > 0 for row in told)
    last = action.updates.order_by("as_at", "pk").last()
    assert told[-1].update_told.as_at == last.as_at
