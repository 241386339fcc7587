"""What meetings put to the chief officers group."""

from datetime import date

from meetings.enums import DecisionKind, DecisionState
from meetings.models import MeetingDecision
from plans.models import Plan


def escalations(plan: Plan, since: date, until: date) -> list[MeetingDecision]:
    """Questions that meetings after `since` and up to `until` put to the chief officers group.

    Only those that were applied, in the order of meetings and of recording. One query.
    """
    rows = MeetingDecision.objects.filter(plan=plan, kind=DecisionKind.ESCALATE)
    within = rows.filter(meeting__held_on__gt=since, meeting__held_on__lte=until)
    applied = within.filter(state=DecisionState.APPLIED).select_related("action", "meeting__body")
    return list(applied.order_by("meeting__held_on", "pk"))
