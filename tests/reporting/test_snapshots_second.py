"""What the second schema writes down: others' words beside the lead's, meetings, corrections."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.enums import CheckOutcome, CompletionState
from documents.enums import Canonical
from documents.files.made import FORM
from meetings.enums import DecisionKind, DecisionState
from reporting.models import Report
from reporting.queries import snapshots
from reporting.queries.reports import content_of
from reporting.services import freeze_report, order_of
from tests import factories as make
from tests.reporting.scene import AS_OF, NEXT, NOW, Scene, scene

pytestmark = pytest.mark.django_db

MEETING = date(2026, 8, 20)


@pytest.fixture
def stage() -> Scene:
    return scene()


def content(stage: Scene, **fields):
    order = order_of(stage.begin(**fields), prepared_by="E. Tait", now=NOW)
    return snapshots.build(plan=stage.plan, order=order)


def action(stage: Scene, number: str = "1.1"):
    return stage.plan.actions.get(number=number)


def row_of(stage: Scene, number: str = "1.1"):
    return next(row for row in content(stage)["actions"] if row["reference"] == number)


def checked(stage: Scene, number: str = "1.1", **fields):
    said = action(stage, number).updates.last()
    return make.UpdateCheckFactory.create(
        action=said.action, update_checked=said, checked_on=MEETING, **fields
    )


def test_moderated_wording_is_printed_and_the_leads_own_kept(stage):
    own = action(stage).updates.last().what_happened
    check = checked(stage, what_happened="The group met twice.")
    row = row_of(stage)
    assert (row["progress"], row["lead_progress"], row["worded_by"]) == (
        "The group met twice.", own, str(check.checked_by),
    )  # fmt: skip


def test_a_check_without_wording_leaves_the_leads_words(stage):
    checked(stage)
    row = row_of(stage)
    assert (row["worded_by"], row["lead_progress"], row["sent_back"]) == ("", "", False)


def test_moderated_difference_stands_beside_the_claims_own(stage):
    checked(stage, "1.4", difference="Handovers take an hour less.")
    row = row_of(stage, "1.4")
    assert (row["difference"], row["lead_difference"]) == (
        "Handovers take an hour less.", "Handovers are shorter.",
    )  # fmt: skip


def test_what_was_sent_back_is_marked(stage):
    checked(stage, outcome=CheckOutcome.RETURNED)
    assert row_of(stage)["sent_back"] is True


def test_what_the_rules_rated_stands_beside_the_leads_rating(stage):
    said = action(stage).updates.last()
    made = make.ProposalDecisionFactory.create(action=said.action, about=said, decided_on=MEETING)
    row = row_of(stage)
    assert (row["status"], row["adopted"]) == (
        "at_risk",
        {
            "canonical": "at_risk",
            "label": made.entry_label,
            "reason": made.reason,
            "by": str(made.decided_by),
            "on": "2026-08-20",
            "lead_canonical": "on_track",
            "lead_label": "Green",
        },
    )


def test_a_silent_action_was_last_rated_on_the_day_of_that_rating(stage):
    """Not on the day of a claim that was returned, which gave no rating."""
    silent = action(stage, "1.2")
    claim = make.ProgressUpdateFactory.create(
        action=silent, as_at=date(2026, 3, 1), canonical=Canonical.COMPLETE
    )
    make.CompletionFactory.create(
        action=silent, update_claiming=claim, completed_on=claim.as_at, note="Which paper?",
        state=CompletionState.RETURNED,
    )  # fmt: skip
    row = row_of(stage, "1.2")
    assert (row["status"], row["rating_label"], row["rated_on"]) == (
        "not_updated", "Green", "2026-02-01",
    )  # fmt: skip


def test_a_rating_that_was_accepted_is_of_the_day_of_acceptance(stage):
    said = action(stage, "1.2").updates.last()
    make.ProposalDecisionFactory.create(action=said.action, about=said, decided_on=MEETING)
    row = row_of(stage, "1.2")
    assert (row["status"], row["rating"], row["rated_on"]) == (
        "not_updated", "at_risk", "2026-08-20",
    )  # fmt: skip


def test_evidence_is_named_by_host_and_never_by_path(stage):
    said = action(stage).updates.last()
    make.EvidenceFactory.create(action=said.action, update_shown=said)
    make.EvidenceFactory.create(
        action=said.action, update_shown=said, kind="file", title="Audit.pdf", url="",
        path="evidence/1/secret.pdf", sha256="0" * 64,
    )  # fmt: skip
    assert row_of(stage)["evidence_items"] == [
        {"title": "Minutes of the group", "kind": "link", "host": "minutes.example.org"},
        {"title": "Audit.pdf", "kind": "file", "host": ""},
    ]


def test_evidence_that_was_not_sent_stays_its_writers(stage):
    make.EvidenceFactory.create(action=action(stage), update_shown=None)
    assert row_of(stage)["evidence_items"] == []


def test_a_reopened_action_says_when_by_whom_and_why(stage):
    done = action(stage, "1.4").completions.get()
    done.state, done.reopened_on = CompletionState.REOPENED, MEETING
    done.reopened_by, done.reopen_reason = stage.officer, "It has slipped back."
    done.save()
    row = row_of(stage, "1.4")
    assert (row["status"] == Canonical.COMPLETE, row["reopened"]) == (
        False,
        {
            "on": "2026-08-20",
            "reason": "It has slipped back.",
            "by": str(stage.officer),
            "completed_on": "2026-08-10",
        },
    )


def applied(stage: Scene, **fields):
    values = {
        "plan": stage.plan,
        "meeting__held_on": MEETING,
        "state": DecisionState.APPLIED,
        "applied_by": stage.officer,
        "applied_at": datetime(2026, 8, 25, 12, tzinfo=UTC),
    }
    return make.MeetingDecisionFactory.create(**values | fields)


def test_an_action_added_at_a_meeting_says_so(stage):
    meeting = make.MeetingFactory.create(held_on=MEETING)
    new = make.ActionFactory.create(plan=stage.plan, added_on=MEETING, added_at=meeting)
    assert row_of(stage, new.reference)["added_at_meeting"] == "2026-08-20"


def test_an_escalation_is_asked_of_chief_officers_once(stage):
    decision = applied(
        stage, kind=DecisionKind.ESCALATE, action=action(stage), reason="Who pays\nfor the post?"
    )
    first = content_of(stage.issued().snapshot)
    body = decision.meeting.body.name
    assert first["decisions"] == [
        f"Action 1.1, from {body} on 20 August 2026: Who pays for the post?"
    ]
    later = freeze_report(
        by=stage.officer,
        report=stage.begin(as_of=date(2026, 11, 30), period=NEXT),
        now=datetime(2026, 12, 1, 12, tzinfo=UTC),
    )
    assert content_of(later.snapshot)["escalations"] == []


def test_an_escalation_of_a_meeting_after_the_reports_day_is_asked_in_the_next_one(stage):
    """It was applied before the first report was frozen, and is about no day of that report."""
    applied(
        stage, kind=DecisionKind.ESCALATE, action=action(stage), reason="Who pays?",
        meeting__held_on=date(2026, 9, 2), applied_at=NOW - timedelta(days=1),
    )  # fmt: skip
    first = content_of(stage.frozen().snapshot)
    later = freeze_report(
        by=stage.officer,
        report=stage.begin(as_of=date(2026, 11, 30)),
        now=datetime(2026, 12, 1, 12, tzinfo=UTC),
    )
    asked = [content["escalations"] for content in (first, content_of(later.snapshot))]
    assert [[row["question"] for row in rows] for rows in asked] == [[], ["Who pays?"]]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": DecisionState.RECORDED, "applied_by": None, "applied_at": None},
        {"meeting__held_on": date(2026, 9, 2)},
        {"meeting__held_on": date(2026, 5, 20)},
    ],
)
def test_what_is_not_applied_or_of_another_time_is_not_asked(stage, fields):
    applied(stage, kind=DecisionKind.ESCALATE, action=action(stage), **fields)
    assert content(stage)["escalations"] == []


def test_a_corrected_version_carries_its_erratum(stage):
    first = make.issued_report(plan=stage.plan, as_of=AS_OF)
    second = stage.begin(version=2)
    Report.objects.filter(pk=second.pk).update(corrects=first, erratum="Eight, not nine.")
    second.refresh_from_db()
    found = content_of(freeze_report(by=stage.officer, report=second, now=NOW).snapshot)
    assert (found["erratum"], found["corrects"], found["corrects_issued_on"]) == (
        "Eight, not nine.", 1, "2026-09-08",
    )  # fmt: skip


def test_new_documents_say_in_which_form_they_were_made(stage):
    files = stage.frozen().files.values_list("template_version", flat=True)
    assert (set(files), len(files)) == ({FORM}, 3)


def test_decisions_applied_after_a_later_report_count_in_the_next_one(stage):
    """Decisions are dated by their meeting: the report frozen in between did not know them."""
    stage.frozen()
    meeting = make.MeetingFactory.create(held_on=MEETING)
    make.ActionFactory.create(plan=stage.plan, added_on=MEETING, added_at=meeting)
    stage.plan.actions.filter(number="1.1").update(withdrawn_on=MEETING, withdrawn_reason="Merged.")

    row = content_of(stage.frozen(as_of=date(2026, 9, 5)).snapshot)["count_rows"][-1]

    assert (row["total"], row["added"], row["withdrawn"]) == (4, 1, 1)
