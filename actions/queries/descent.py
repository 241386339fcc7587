"""Which plan a plan follows, and which one follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from actions.models import Action
from plans.enums import Decision, PlanState
from plans.models import Plan, SignOff


@dataclass(frozen=True)
class Descent:
    """`carried` actions came from the plan before, the oldest of them agreed for `oldest`."""

    before: Plan | None = None
    carried: int = 0
    oldest: date | None = None
    closed: SignOff | None = None
    after: Sequence[Plan] = ()


def descent_of(plan: Plan) -> Descent:
    """No query for an open plan that follows none; two for one that does, two for a closed one."""
    before, carried, oldest = None, 0, None
    if plan.predecessor_id:
        before = Plan.objects.get(pk=plan.predecessor_id)
        rows = Action.objects.filter(plan=plan, carried_from__isnull=False, withdrawn_on=None)
        said = rows.order_by().aggregate(number=Count("pk"), first=Min("first_due"))
        carried, oldest = said["number"], said["first"]
    if plan.state != PlanState.CLOSED:
        return Descent(before, carried, oldest)
    closed = plan.sign_offs.filter(decision=Decision.CLOSED).last()
    return Descent(before, carried, oldest, closed, list(plan.successors.order_by("pk")))
