"""One rule says which findings are answered: in lists, on an entry's page, and to who decides."""

import random
from datetime import UTC, date, datetime

import pytest

from accounts.roles import Role
from actions.enums import LineageKind
from actions.models import Lineage
from assurance.models import Finding
from assurance.queries.answers import answered_by_action, unanswered
from assurance.queries.register import register
from assurance.queries.trace import traced
from plans.enums import PlanState
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY, THEN = date(2026, 11, 20), date(2026, 9, 1)
ENDED = datetime(2026, 11, 1, 9, tzinfo=UTC)


def carried(source, plan, kind=LineageKind.CARRIED):
    """What came of an action that was withdrawn for it."""
    source.withdrawn_on, source.withdrawn_reason = THEN, "Carried forward"
    source.save()
    target = make.ActionFactory(plan=plan)
    Lineage.objects.create(source=source, target=target, kind=kind, on=THEN)
    return target


def test_what_was_carried_forward_and_then_withdrawn_answers_nothing():
    plan = make.PlanFactory(state=PlanState.PUBLISHED)
    link = make.FindingActionFactory(
        finding__activity__area=plan.area, action=make.ActionFactory(plan=plan)
    )
    user = make.person_with(Role.LEAD_OFFICER, plan.area)
    target = carried(link.action, plan)

    def told() -> tuple[bool, bool, bool]:
        [row] = traced(user, link.finding.activity, TODAY)
        waits = unanswered(user, Finding.objects.all()).exists()
        return row.answered, not waits, answered_by_action(link.finding)

    assert told() == (True, True, True)
    target.withdrawn_on, target.withdrawn_reason = TODAY, "Nobody could do it."
    target.save()
    assert told() == (False, False, False)


@pytest.mark.parametrize("seed", range(4))
def test_lists_and_pages_agree_over_any_histories(seed):
    chance = random.Random(seed)
    shared, draft = (
        make.PlanFactory(area=area, state=state)
        for area in [make.AreaFactory()]
        for state in (PlanState.PUBLISHED, PlanState.DRAFT)
    )
    activity = make.ActivityFactory(area=shared.area)
    findings = make.FindingFactory.create_batch(8, activity=activity)
    actions = make.ActionFactory.create_batch(8, plan=shared)
    for _ in range(10):
        source = chance.choice(actions)
        if source.withdrawn_on is None:
            kind = chance.choice(list(LineageKind))
            actions.append(carried(source, chance.choice([shared, shared, draft]), kind))
    for action in actions:
        if action.withdrawn_on is None and chance.random() < 0.5:
            action.withdrawn_on, action.withdrawn_reason = TODAY, "For nothing"
            action.save()
    for finding in findings:
        for action in chance.sample(actions, chance.randint(0, 2)):
            gone = chance.random() < 0.2
            ended = {"ended_at": ENDED, "ended_by": make.UserFactory()} if gone else {}
            make.FindingActionFactory(finding=finding, action=action, **ended)
        if chance.random() < 0.2:
            make.FindingDecisionFactory(finding=finding)

    for role in (Role.LEAD_OFFICER, Role.INSPECTOR):  # who sees no draft
        user = make.person_with(role, shared.area)
        page = {row.finding for row in traced(user, activity, TODAY) if not row.answered}
        rows = unanswered(user, Finding.objects.filter(activity=activity))
        [group] = register(user, shared.area)
        assert set(rows.values_list("pk", flat=True)) == page
        assert [entry.without for entry in group.entries] == [len(page)]
