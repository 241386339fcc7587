"""The light record says the same as the whole one, in the same few queries for any plan."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.enums import CompletionState, RevisionState
from actions.queries.outlines import plan_outline
from actions.queries.record import plan_record
from actions.queries.standing import Standing
from tests import factories as make
from tests.reporting.busy import BEFORE, DAY, busy

pytestmark = pytest.mark.django_db


def bones(row: Standing) -> dict[str, object]:
    """A standing as plain values: the same row read in two ways gives the same."""
    return {
        **{name: getattr(row, name) for name in ("rating", "bucket", "silent", "overdue", "due")},
        **{name: getattr(row, name) for name in ("claimed", "times_moved", "said", "days_late")},
        "action": row.action.pk,
        "challenge": row.challenge and row.challenge.pk,
        "revision": row.open_revision and row.proposed_due,
        "completion": row.completion and row.completion.state,
        "leads": [(lead.pk, str(lead), lead.accountable) for lead in row.leads],
        "held": [[str(one.user) for one in lead.post.present] for lead in row.leads],
        "agency": [str(lead.post.agency) for lead in row.leads],
        "proposals": row.proposals,
    }


def both(plan, day):
    outline = plan_outline(plan, day, date_based=False)
    return [bones(row) for row in outline.standings(day)], [
        bones(row) for row in plan_record(plan, holders_on=day).standings(day)
    ]


@pytest.mark.parametrize("day", [DAY, BEFORE, date(2026, 11, 12), date(2025, 8, 1)])
def test_outline_agrees_with_the_whole_record(day):
    plan = busy().plan
    post = make.PostFactory.create(area=plan.area, agency=make.AgencyFactory.create())
    make.PostHoldingFactory.create(post=post)
    make.LeadFactory.create(action=plan.actions.first(), post=post, accountable=False)

    outline, whole = both(plan, day)

    assert outline == whole


def test_outline_of_the_day_compared_with_agrees_too():
    plan = busy().plan
    outline = plan_outline(plan, DAY, date_based=False)

    rows = plan_record(plan, holders_on=DAY).standings(BEFORE)

    assert [bones(row) for row in outline.standings(BEFORE)] == [bones(row) for row in rows]


def test_decisions_of_every_state_agree():
    action = make.ActionFactory.create()
    make.ProgressUpdateFactory.create(action=action, as_at=date(2026, 2, 1))
    make.DeadlineRevisionFactory.create(
        action=action, requested_on=date(2026, 3, 1), state=RevisionState.APPROVED
    )
    make.DeadlineRevisionFactory.create(
        action=action, requested_on=date(2026, 4, 1), state=RevisionState.DECLINED
    )
    for month, state in ((5, CompletionState.RETURNED), (6, CompletionState.VERIFIED)):
        day = date(2026, month, 1)
        make.CompletionFactory.create(
            action=action, completed_on=day, update_claiming__as_at=day, state=state
        )

    for month in range(2, 9):
        outline, whole = both(action.plan, date(2026, month, 20))
        assert outline == whole


def test_queries_do_not_grow():
    counted = []
    for plan in (make.LeadFactory.create().action.plan, busy().plan):
        with CaptureQueriesContext(connection) as queries:
            plan_outline(plan, DAY, date_based=False)
        counted.append(len(queries))

    assert counted == [6, 6]
