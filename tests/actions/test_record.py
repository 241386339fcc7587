"""One record, loaded in as much detail as is asked for, in the same few queries for any plan."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.enums import CheckOutcome, CompletionState, RevisionState
from actions.models import Action
from actions.queries.record import plan_record, records_of
from actions.rules.record import Checked, Completed, DateAsked, Detail, Person, Shows
from documents.enums import Canonical
from tests import factories as make
from tests.factories.quarter import CommentFactory, EvidenceFactory, UpdateCheckFactory
from tests.reporting.busy import DAY, busy

pytestmark = pytest.mark.django_db


def only(action, detail=Detail.EVIDENCE):
    [record] = plan_record(action.plan, detail=detail).actions
    return record


def who(user):
    return Person(user.pk, user.name, user.email)


@pytest.mark.parametrize("detail", list(Detail))
def test_queries_do_not_grow(detail):
    counted = []
    for plan in (make.LeadFactory.create().action.plan, busy().plan):
        with CaptureQueriesContext(connection) as made:
            plan_record(plan, detail=detail)
        counted.append(len(made))

    assert counted == [5, 5]


def test_bones_count_as_the_whole_record_does():
    plan = busy().plan
    bones, whole = (plan_record(plan, detail=one) for one in (Detail.BONES, Detail.EVIDENCE))

    def counted(record):
        rows = record.standings(DAY)
        names = ("bucket", "overdue", "due", "times_moved", "claimed", "proposals", "leads")
        return [tuple(getattr(row, name) for name in names) for row in rows]

    assert counted(bones) == counted(whole)


def test_new_date_comes_with_its_words():
    row = make.DeadlineRevisionFactory.create(state=RevisionState.APPROVED)

    assert only(row.action).revisions == [
        DateAsked(
            row.pk, row.action_id, row.requested_on, row.decided_on, row.from_due,
            row.proposed_due, "approved", row.to_chief_officers, row.reason, row.impact,
            row.decision_note, who(row.requested_by), who(row.decided_by), "chair",
            str(row.decided_by),
        )
    ]  # fmt: skip


def test_completion_comes_with_its_words():
    row = make.CompletionFactory.create(state=CompletionState.VERIFIED)

    assert only(row.action).completions == [
        Completed(
            row.pk, row.action_id, row.completed_on, row.decided_on, None, "verified", False,
            row.days_late, row.update_claiming_id, row.note, "", who(row.claimed_by),
            who(row.decided_by), None,
        )
    ]  # fmt: skip


def test_check_comes_with_its_words():
    row = UpdateCheckFactory.create(outcome=CheckOutcome.RETURNED, note="Which paper?")

    assert only(row.action).checks == [
        Checked(
            row.pk, row.action_id, row.checked_on, "returned", row.sequence,
            row.update_checked_id, "Which paper?", row.what_happened, row.reason, row.recovery,
            row.difference, who(row.checked_by), row.checked_at,
        )
    ]  # fmt: skip


def test_comments_are_words():
    row = CommentFactory.create()

    assert only(row.action, Detail.BONES).comments == ()
    assert [(one.text, one.made_by) for one in only(row.action).comments] == [
        (row.text, who(row.made_by))
    ]


def test_evidence_comes_when_it_is_asked_for():
    update = make.ProgressUpdateFactory.create()
    row = EvidenceFactory.create(action=update.action, update_shown=update)

    assert only(update.action, Detail.WORDS).shows == ()
    assert only(update.action).shows == [Shows(row.pk, update.pk, row.kind, row.title, row.url)]


def test_holders_are_those_of_the_day():
    lead = make.LeadFactory.create()
    held = make.PostHoldingFactory.create(
        post=lead.post, starts=date(2025, 1, 1), ends=date(2025, 12, 31)
    )

    def present(day):
        [record] = plan_record(lead.action.plan, holders_on=day).actions
        return [str(holding.user) for holding in record.leads[0].post.present]

    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1))
    assert [present(day) for day in days] == [[], [str(held.user)], [str(held.user)], []]


def test_some_actions_come_by_their_plans():
    first, second = make.ActionFactory.create(), make.ActionFactory.create()
    make.ActionFactory.create(plan=first.plan)

    records = records_of(
        Action.objects.filter(pk__in=[first.pk, second.pk]), holders_on=date(2026, 8, 1)
    )

    assert {key: [item.action.pk for item in one.actions] for key, one in records.items()} == {
        first.plan_id: [first.pk],
        second.plan_id: [second.pk],
    }


def test_record_of_a_day_holds_what_was_in_the_plan():
    action = make.ActionFactory.create(
        added_on=date(2026, 2, 1), withdrawn_on=date(2026, 5, 1), withdrawn_reason="Merged"
    )
    record = plan_record(action.plan)

    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 4, 30), date(2026, 5, 1))
    assert [len(record.on(day).actions) for day in days] == [0, 1, 1, 0]


def test_value_is_never_changed():
    said = make.ProgressUpdateFactory.create().action
    [row] = only(said).said

    assert replace(row, canonical=Canonical.AT_RISK) != row
    with pytest.raises(AttributeError):
        row.canonical = Canonical.AT_RISK
