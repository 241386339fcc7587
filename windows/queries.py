"""The windows that committees' calendars ask for, beside those that plans have."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from committees.enums import BodyKind, MeetingKind
from committees.models import Body, Meeting, Offsets
from committees.queries.groups import offsets_of_bodies
from plans.enums import OVER, PlanState
from plans.models import Plan
from windows.models import UpdateWindow
from windows.rules import AHEAD, Held, Kept, Slot, Wanted, wanted, window_of

ASKED_STATES = (PlanState.AGREED, PlanState.PUBLISHED)


@dataclass(frozen=True)
class Planned:
    """What one plan's calendar asks for on a day.

    `body` is the plan's own, or else the area's only committee; None where there is neither.
    `meetings` are its meetings from that day on. `later` is the first window that is not made yet,
    because it opens too far ahead.
    """

    plan: Plan
    body: Body | None
    meetings: Sequence[Meeting]
    wanted: Wanted
    later: Slot | None = None

    @property
    def why_none(self) -> str:
        """Why no window will open by itself, and what would mend that; "" when one will."""
        if self.plan.state in OVER:
            return "This plan is closed, so nobody is asked about it any more."
        if self.plan.state not in ASKED_STATES:
            return (
                "This plan is a draft. Windows open by themselves once it is agreed; until then "
                "you can open one below."
            )
        if self.body is None:
            return (
                "The plan does not say which committee it belongs to, and the area does not have "
                "exactly one. Choose the committee under “Edit plan”."
            )
        if not self.meetings:
            return f"No meeting of {self.body} is recorded from today on. Add its next meetings."
        return ""

    @property
    def made_on(self) -> date | None:
        """The day on which the window that is furthest ahead will be set."""
        return self.later.opens - AHEAD if self.later else None


def planned_windows(plans: Iterable[Plan], today: date) -> list[Planned]:
    """What each plan's calendar asks for on `today`. Four queries, however many plans."""
    rows = list(plans)
    bodies = _bodies_of(rows)
    meetings = _meetings_of({body.pk for body in bodies.values()}, today)
    offsets = offsets_of_bodies(body.pk for body in bodies.values())
    windows: defaultdict[int, list[UpdateWindow]] = defaultdict(list)
    for window in UpdateWindow.objects.filter(plan__in=rows).order_by("opens_on"):
        windows[window.plan_id].append(window)
    planned = []
    for plan in rows:
        body = bodies.get(plan.pk)
        ahead = meetings[body.pk] if body else []
        days = offsets[body.pk] if body else Offsets()
        planned.append(_planned(plan, body, ahead, days, windows[plan.pk], today))
    return planned


def _planned(
    plan: Plan,
    body: Body | None,
    meetings: Sequence[Meeting],
    days: Offsets,
    windows: Sequence[UpdateWindow],
    today: date,
) -> Planned:
    asked = plan.state in ASKED_STATES
    held = [Held(row.pk, row.held_on) for row in meetings] if asked else []
    kept = [
        Kept(row.pk, row.label, row.opens_on, row.closes_on, row.meeting_id, row.automatic)
        for row in windows
    ]
    having = {row.meeting for row in kept}
    slots = [window_of(row, days, plan.period_start, today) for row in held if row.pk not in having]
    return Planned(
        plan=plan,
        body=body,
        meetings=meetings,
        wanted=wanted(held, kept, days, begins=plan.period_start, today=today),
        later=next((slot for slot in slots if slot and slot.opens > today + AHEAD), None),
    )


def _bodies_of(plans: Sequence[Plan]) -> dict[int, Body]:
    """The body of each plan that has one, by the plan's key."""
    by_area: defaultdict[int, list[Body]] = defaultdict(list)
    areas = {plan.area_id for plan in plans}
    named = {plan.body_id for plan in plans if plan.body_id}
    bodies: dict[int, Body] = {}
    for body in Body.objects.filter(Q(area__in=areas) | Q(pk__in=named)):
        if body.pk in named:
            bodies[body.pk] = body
        if body.kind == BodyKind.COMMITTEE:
            by_area[body.area_id].append(body)
    chosen = {}
    for plan in plans:
        only = by_area[plan.area_id]
        if plan.body_id in bodies:
            chosen[plan.pk] = bodies[plan.body_id]
        elif plan.body_id is None and len(only) == 1:
            chosen[plan.pk] = only[0]
    return chosen


def _meetings_of(bodies: Iterable[int], today: date) -> defaultdict[int, list[Meeting]]:
    meetings: defaultdict[int, list[Meeting]] = defaultdict(list)
    ordinary = Meeting.objects.filter(kind=MeetingKind.ORDINARY, body__in=set(bodies))
    rows = ordinary.filter(held_on__gte=today).order_by("held_on")
    for row in rows:
        meetings[row.body_id].append(row)
    return meetings
