"""An import taken back whole: a recorded reversal, by which nothing leaves the record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from imports.queries.reversal import held_by, why_stays
from plans.enums import Decision, PlanState
from plans.models import Plan
from plans.services import decide_on_plan

ALREADY = "This import was taken back already."
WHY = "Say why it is taken back. Whoever reads the record later will ask."


@transaction.atomic
def take_import_back(*, by: User, plan: Plan, reason: str) -> Plan:
    """Take the import of `plan` back: it is in no list and asked of nobody any more.

    Plan, headings, actions and what they printed stay as they are, under a decision with day and
    reason; the title may be given again. Raises ValidationError without a reason, where it was
    taken back already, and where somebody has worked with the plan since (`why_stays`).
    """
    if not reason.strip():
        raise ValidationError({"reason": WHY})
    now = locked(plan, "area")
    if now.state == PlanState.TAKEN_BACK:
        raise ValidationError(ALREADY)
    if why := why_stays(now, by):
        raise ValidationError(why)
    held = held_by(now).lines
    decide_on_plan(
        by=by,
        plan=now,
        decision=Decision.TAKEN_BACK,
        decided_by=str(by),
        on=timezone.localdate(),
        note=reason.strip(),
    )
    changes = {"reason": reason.strip(), "held": held}
    record(by=by, verb="took import back", target=now, area_id=now.area_id, changes=changes)
    return now
