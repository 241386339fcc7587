"""What the third schema keeps: who was asked, dated words, the baseline, an open window."""

from datetime import date

import pytest

from actions.enums import CheckOutcome, CompletionState, TieState
from actions.models import Completion
from documents.hash import digest
from documents.papers.others_words import marks
from documents.schema.content import SCHEMA
from handouts.screen import page
from reporting.queries.reports import content_of
from reporting.services import freeze_report
from tests import factories as make
from tests.reporting.scene import AS_OF, NEXT, NOW, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Scene:
    return scene()


def frozen(stage, **fields):
    return content_of(stage.frozen(**fields).snapshot)


def test_silence_says_whether_anybody_was_asked(stage):
    row = frozen(stage)["actions"][1]
    assert (row["silent"], row["silence"], row["silence_words"]) == (
        True, "nobody", "Nobody to ask: the lead’s post is vacant",
    )  # fmt: skip


def test_words_carry_their_day(stage):
    row = frozen(stage)["actions"][0]
    said = stage.plan.actions.get(number="1.1").updates.get()
    assert (row["progress"], row["said_on"]) == (said.what_happened, said.as_at.isoformat())


def test_what_was_sent_back_is_kept_without_its_words(stage):
    action = stage.plan.actions.get(number="1.1")
    update = action.updates.get()
    make.UpdateCheckFactory(
        action=action, update_checked=update, outcome=CheckOutcome.RETURNED, checked_on=AS_OF
    )
    content = frozen(stage)
    row = content["actions"][0]
    printed = [row[name] for name in ("progress", "reason", "remedy", "difference", "said_on")]
    assert (row["sent_back"], row["sent_back_on"]) == (True, "2026-08-31")
    assert printed == ["", "", "", "", None]


def test_both_days_of_a_completion(stage):
    Completion.objects.update(decided_on=date(2026, 8, 20))
    row = frozen(stage)["actions"][3]
    assert (row["completed_on"], row["verified_on"]) == ("2026-08-10", "2026-08-20")


def test_a_claim_is_no_completion(stage):
    Completion.objects.update(state=CompletionState.CLAIMED, decided_on=None, decided_by=None)
    row = frozen(stage)["actions"][3]
    assert (row["claimed_on"], row["completed_on"], row["verified_on"]) == (
        "2026-08-10", None, None,
    )  # fmt: skip


def test_the_baseline_is_named(stage):
    first = stage.issued()
    content = frozen(stage, as_of=date(2026, 9, 5), period=NEXT)
    assert (content["schema"], content["baseline"]) == (
        SCHEMA, {"title": first.title, "version": 1, "issued_on": "2026-09-05"},
    )  # fmt: skip


def test_an_open_window_is_kept_with_the_reason(stage):
    make.UpdateWindowFactory(
        plan=stage.plan, label="Autumn", opens_on=date(2026, 8, 20), closes_on=date(2026, 9, 10)
    )
    report = freeze_report(
        by=stage.officer, report=stage.begin(), open_window_reason="They meet early.", now=NOW
    )
    assert content_of(report.snapshot)["open_window"] == {
        "label": "Autumn", "until": "2026-09-10", "reason": "They meet early.",
    }  # fmt: skip


def test_regional_action_is_printed_with_the_names_of_the_areas_that_have_it(stage):
    action = stage.plan.actions.get(number="1.1")
    regional = make.TieFactory(action=action, regional__body__name="Training group").regional
    for name, days in (
        ("Inverfar", {}),
        ("Untied", {"state": TieState.ENDED, "ended_on": AS_OF}),
        ("Later", {"tied_on": date(2026, 9, 1)}),
    ):
        plan = make.PlanFactory(area__name=name, title=f"Plan of {name}")
        theirs = make.ActionFactory(plan=plan, text=f"As {name} says it")
        make.TieFactory(regional=regional, action=theirs, **days)

    content = frozen(stage)

    rows = {row["reference"]: row for row in content["actions"]}
    assert rows["1.1"]["regional"] == {"group": "Training group", "areas": ["Inverfar"]}
    assert [name for name, row in rows.items() if "regional" in row] == ["1.1"]
    words = "Regional: Training group, shared with Inverfar"
    printed = page(content, digest(content))
    assert (words in printed, words in marks(rows["1.1"])) == (True, True)
    assert [stranger in printed for stranger in ("As Inverfar", "Plan of", "Later")] == [False] * 3
