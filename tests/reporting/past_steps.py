"""Every kind of change to what an earlier day must not show, made by the real services."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError

from actions.models import DeadlineRevision
from actions.services import add_action, link_action, withdraw_action
from audit.services import keep_all
from committees.models import Body, Meeting
from committees.services import add_body, edit_body, edit_post, set_holder
from decisions.services import request_new_date
from meetings.enums import DecisionKind
from meetings.services import apply_decisions, record_decision
from outcomes.models import HighLevelOutcome, Measure
from outcomes.services import (
    add_measure,
    add_outcome,
    edit_measure,
    edit_outcome,
    remove_measure,
    remove_outcome,
)
from outline.queries.tree import outline_of
from outline.services import step_line
from plans.enums import Decision, PlanState
from plans.models import Heading, Level, Plan
from plans.services import (
    add_heading,
    decide_on_plan,
    edit_legend_entry,
    edit_level,
    edit_plan,
    remove_heading,
)
from tests import factories as make
from tests.reporting.histories import FIRST, STEPS, Past, begun, date_decided
from tests.reporting.past_frame import FRAME

LATE = timedelta(days=4)


def in_force() -> Past:
    """A plan that was agreed long ago, with all that stands round it and meetings to come."""
    past = begun()
    Plan.objects.filter(pk=past.plan.pk).update(state=PlanState.AGREED)
    past.plan.refresh_from_db()
    body = make.BodyFactory.create(area=past.plan.area)
    keep_all(by=None, rows=[past.plan])
    make.MeasureFactory.create(plan=past.plan, unit="% of plans")
    for place in range(2):
        make.HighLevelOutcomeFactory.create(plan=past.plan)
        link_action(
            by=None,
            action=past.action(place),
            measures=[make.MeasureFactory.create(plan=past.plan)],
        )
    make.MembershipFactory.create(body=body)
    for week in range(-1, 16):
        make.MeetingFactory.create(body=body, held_on=FIRST + timedelta(days=7 * week))
    return past


def chosen(rows: Any, number: int) -> Any:
    there = list(rows.order_by("pk"))
    return there[number % len(there)] if there else None


def _post(past: Past, day: date, number: int) -> None:
    post = past.posts[number % 3]
    post.refresh_from_db()
    agency = make.AgencyFactory.create() if number % 2 else None
    edit_post(
        by=past.leads, post=post, expected=post.row_version, title=f"Post of {day} {number}",
        kind=post.kind, agency=agency, body=None,
    )  # fmt: skip


def _entry(past: Past, day: date, number: int) -> None:
    entry = past.entries[number % len(past.entries)]
    entry.refresh_from_db()
    edit_legend_entry(
        by=past.leads, entry=entry, expected=entry.row_version, label=f"Label of {day}",
        definition=f"Meaning {number}",
    )  # fmt: skip


def _level(past: Past, day: date, number: int) -> None:
    level = chosen(Level.objects.filter(plan=past.plan), number)
    edit_level(by=past.leads, level=level, expected=level.row_version, singular=f"Aim {number}")


def _plan(past: Past, day: date, number: int) -> None:
    plan = Plan.objects.get(pk=past.plan.pk)
    words = {"title": f"Plan of {day} {number}", "ongoing_name": f"Kept up {number}"}
    edit_plan(by=past.leads, plan=plan, expected=plan.row_version, **words)


def _body(past: Past, day: date, number: int) -> None:
    body = chosen(Body.objects.filter(area=past.plan.area), number)
    edit_body(by=past.leads, body=body, expected=body.row_version, name=f"Body of {day} {number}")


def _outcome(past: Past, day: date, number: int) -> None:
    outcome = chosen(HighLevelOutcome.objects.filter(plan=past.plan), number)
    if outcome:
        edit_outcome(
            by=past.leads, outcome=outcome, expected=outcome.row_version, number=outcome.number,
            text=f"Words of {day}", headings=past.headings[: number % 3],
        )  # fmt: skip


def _no_outcome(past: Past, day: date, number: int) -> None:
    if outcome := chosen(HighLevelOutcome.objects.filter(plan=past.plan), number):
        remove_outcome(by=past.leads, outcome=outcome)


def _measure(past: Past, day: date, number: int) -> None:
    measure = chosen(Measure.objects.filter(plan=past.plan), number)
    if measure:
        edit_measure(
            by=past.leads, measure=measure, expected=measure.row_version,
            text=f"Measured {day}", evidence_sources=f"Files {number}",
        )  # fmt: skip


def _no_measure(past: Past, day: date, number: int) -> None:
    if measure := chosen(Measure.objects.filter(plan=past.plan), number):
        remove_measure(by=past.leads, measure=measure)


def _link(past: Past, day: date, number: int) -> None:
    link_action(
        by=past.leads,
        action=past.action(number),
        outcomes=HighLevelOutcome.objects.filter(plan=past.plan)[:1],
        measures=Measure.objects.filter(plan=past.plan)[: number % 2],
    )


def _heading(past: Past, day: date, number: int) -> Heading:
    return add_heading(
        by=past.leads, plan=Plan.objects.get(pk=past.plan.pk),
        level=chosen(Level.objects.filter(plan=past.plan), number),
        text=f"Heading of {day} {number}",
    )  # fmt: skip


def _no_heading(past: Past, day: date, number: int) -> None:
    """A heading can be taken out while the plan is a draft again."""
    empty = Heading.objects.filter(plan=past.plan, actions=None)
    heading = chosen(empty.exclude(pk__in=[row.pk for row in past.headings]), number)
    if heading:
        plan = Plan.objects.get(pk=past.plan.pk)
        told: dict[str, Any] = {"by": past.leads, "plan": plan, "decided_by": "Group", "on": day}
        decide_on_plan(decision=Decision.REOPENED, **told)
        remove_heading(by=past.leads, heading=Heading.objects.get(pk=heading.pk))
        decide_on_plan(decision=Decision.AGREED, **told)


def _move(past: Past, day: date, number: int) -> None:
    """The first heading goes up or down by one, where it has a neighbour there."""
    seen = outline_of(past.plan, day).digest
    line = f"h{past.headings[0].pk}"
    with suppress(ValidationError):
        step_line(by=past.leads, plan=past.plan, line=line, up=number % 2 > 0, seen=seen)


def _late_withdrawal(past: Past, day: date, number: int) -> None:
    action = past.action(number)
    withdraw_action(by=past.leads, action=action, reason="Done.", on=day - LATE)


def _late_date(past: Past, day: date, number: int) -> None:
    on, proposed = day - LATE, day + timedelta(days=40 + number)
    revision: DeadlineRevision = request_new_date(
        by=past.leads, action=past.action(number), proposed=proposed, reason="Late.", on=on,
        impact="Training starts later.",
    )  # fmt: skip
    date_decided(past, revision, approved=True, on=on)


def _late_action(past: Past, day: date, number: int) -> None:
    """Added in a meeting some days ago, under a heading that was written only today."""
    add_action(
        by=past.leads, plan=past.plan, text=f"Late {day} {number}", added_on=day - LATE,
        heading=_heading(past, day, number), accountable=past.posts[number % 3],
    )  # fmt: skip


def _meeting(past: Past, day: date, number: int) -> None:
    """What the last meeting decided, applied some days after it."""
    meeting = Meeting.objects.filter(
        body__area=past.plan.area, held_on__lte=day - LATE, held_on__gt=day - LATE * 3
    ).last()
    kind = (DecisionKind.ADD, DecisionKind.WITHDRAW)[number % 2]
    words: dict[str, Any] = (
        {"text": f"Asked {day} {number}", "heading": past.headings[0], "lead": past.posts[0]}
        if kind == DecisionKind.ADD
        else {"action": past.action(number), "reason": "Merged."}
    )
    record_decision(
        by=past.leads, meeting=meeting, plan=past.plan, kind=kind, on=day, token=uuid4(), **words
    )
    apply_decisions(by=past.chair, meeting=meeting, plan=past.plan, on=day)


Step = Callable[[Past, date, int], object]
EVERY_STEP: dict[str, Step] = {
    **{name: step for name, step in STEPS.items() if name != "freeze"},
    "post": _post,
    "holder": lambda past, day, number: set_holder(
        by=past.leads, post=past.posts[number % 3], user=make.UserFactory.create(), starts=day
    ),
    "legend": _entry,
    "level": _level,
    "plan": _plan,
    "body": _body,
    "new body": lambda past, day, number: add_body(
        by=past.leads, area=past.plan.area, name=f"New {day} {number}", kind="other"
    ),
    "move": _move,
    "heading": _heading,
    "no heading": _no_heading,
    "outcome": _outcome,
    "new outcome": lambda past, day, number: add_outcome(
        by=past.leads, plan=past.plan, number=f"{day:%m%d}{number}", text="New",
        headings=past.headings[:1],
    ),
    "no outcome": _no_outcome,
    "measure": _measure,
    "new measure": lambda past, day, number: add_measure(
        by=past.leads, plan=past.plan, text=f"New {day} {number}"
    ),
    "no measure": _no_measure,
    "link": _link,
    "late withdrawal": _late_withdrawal,
    "late date": _late_date,
    "late action": _late_action,
    "meeting": _meeting,
    **FRAME,
}  # fmt: skip
# what was decided some days before it was written: earlier days than that never change
EFFECTIVE_EARLIER = {"late withdrawal": LATE, "late date": LATE, "late action": LATE}
EFFECTIVE_EARLIER["meeting"] = LATE * 3
EFFECTIVE_EARLIER["member gone"] = timedelta(days=2)
