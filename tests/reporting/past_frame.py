"""Changes to what a plan is written in: levels, legend, its agreement, reviews, lines, members."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from committees.models import Body, Membership
from committees.services import add_body, add_member, edit_member, end_membership
from outcomes.models import Measure
from outcomes.services import add_measure, add_outcome, add_reading
from outline.enums import NumberStyle
from outline.queries.tree import outline_of
from outline.rules.parts import Part
from outline.services import merge_actions, renumber_plan, split_action
from plans.enums import Decision
from plans.models import Heading, Level, Plan
from plans.services import (
    add_heading,
    add_legend_entry,
    add_level,
    decide_on_plan,
    remove_heading,
    remove_level,
    set_calendar,
)
from tests import factories as make
from tests.reporting.histories import Past


def plan_of(past: Past) -> Plan:
    return Plan.objects.get(pk=past.plan.pk)


def decide(past: Past, day: date, decision: Decision) -> None:
    decide_on_plan(by=past.leads, plan=plan_of(past), decision=decision, decided_by="Group", on=day)


def new_level(past: Past, day: date, number: int) -> None:
    """A level more, above or below, with a heading on it where it is the lowest."""
    above = Level.objects.filter(plan=past.plan).first() if number % 2 else None
    name = f"Aim {day} {number}"
    level = add_level(
        by=past.leads, plan=plan_of(past), singular=name, plural=f"{name}s", role="objective",
        above=above,
    )  # fmt: skip
    add_heading(by=past.leads, plan=plan_of(past), level=level, text=f"On it {number}")


def no_level(past: Past, day: date, number: int) -> None:
    """A level goes with all that stands on it, while the plan is a draft again."""
    kept = {row.level_id for row in past.headings}
    level = Level.objects.filter(plan=past.plan).exclude(pk__in=kept).last()
    if level:
        decide(past, day, Decision.REOPENED)
        for heading in Heading.objects.filter(level=level, actions=None, children=None):
            remove_heading(by=past.leads, heading=heading)
        remove_level(by=past.leads, level=level)
        decide(past, day, Decision.AGREED)


def new_entry(past: Past, day: date, number: int) -> None:
    add_legend_entry(
        by=past.leads, plan=plan_of(past), code=f"N{day:%m%d}{number}", label="Not begun",
        colour="#4a5560", symbol="□", canonical="not_started",
    )  # fmt: skip


def in_draft(past: Past, day: date, number: int) -> None:
    """What is added while the plan is a draft again did not stand when it was agreed before."""
    decide(past, day, Decision.REOPENED)
    plan = plan_of(past)
    level = Level.objects.filter(plan=plan).order_by("position").first()
    assert level
    heading = add_heading(by=past.leads, plan=plan, level=level, text=f"Draft {day} {number}")
    add_outcome(
        by=past.leads, plan=plan, number=f"D{day:%m%d}{number}", text="New", headings=[heading]
    )
    add_measure(by=past.leads, plan=plan, text=f"Draft {day} {number}")
    new_entry(past, day, number + 50)
    new_level(past, day, number + 51)
    add_body(by=past.leads, area=plan.area, name=f"In draft {day} {number}", kind="other")
    decide(past, day, Decision.AGREED)


def calendar(past: Past, day: date, number: int) -> None:
    plan = plan_of(past)
    tops = Heading.objects.filter(plan=plan, parent=None)
    # of every theme or of none: another calendar than that is refused
    shown = ("13", "24") if number % 3 else ("", "")
    quarters = {row.pk: shown[(row.pk + number) % 2] for row in tops}
    set_calendar(by=past.leads, plan=plan, expected=plan.row_version, quarters=quarters)


def split(past: Past, day: date, number: int) -> None:
    action = past.action(number)
    split_action(
        by=past.leads, action=action, reason="Two leads.", on=day,
        parts=[Part(f"S{day:%m%d}{number}a", "Ask."), Part(f"S{day:%m%d}{number}b", "Answer.")],
        seen={action.pk: action.row_version},
    )  # fmt: skip


def merge(past: Past, day: date, number: int) -> None:
    base, other = past.action(number), past.action(number + 1)
    merge_actions(
        by=past.leads, base=base, others=[other], reason="One lead.", on=day,
        part=Part(f"M{day:%m%d}{number}", "Ask and answer."),
        seen={base.pk: base.row_version, other.pk: other.row_version},
    )  # fmt: skip


def renumber(past: Past, day: date, number: int) -> None:
    outline = outline_of(plan_of(past), day)
    style = list(NumberStyle)[5 - number % 5]
    styles = {line.series: style for line in outline}
    renumber_plan(
        by=past.leads, plan=past.plan, styles=styles, seen=outline.digest, reason="Too long."
    )


def reading(past: Past, day: date, number: int) -> None:
    if measure := Measure.objects.filter(plan=past.plan).exclude(unit="").first():
        add_reading(by=past.leads, measure=measure, value=Decimal(number), on=day, today=day)


def member(past: Past, day: date, number: int) -> None:
    body = Body.objects.filter(area=past.plan.area).order_by("pk").first()
    assert body
    add_member(
        by=past.leads, body=body, name=f"Member {day} {number}", designation="Manager", starts=day
    )


def _seat(past: Past, number: int) -> Membership | None:
    seats = list(Membership.objects.filter(body__area=past.plan.area).order_by("pk"))
    return seats[number % len(seats)] if seats else None


def member_edited(past: Past, day: date, number: int) -> None:
    if seat := _seat(past, number):
        edit_member(
            by=past.leads, membership=seat, expected=seat.row_version, name=f"Renamed {number}",
            designation=f"Director {day}", agency=make.AgencyFactory.create(), user=None,
            seat=("chair", "member", "vice_chair")[number % 3],
        )  # fmt: skip


def member_gone(past: Past, day: date, number: int) -> None:
    if seat := _seat(past, number):
        ends = day - timedelta(days=number % 3)
        end_membership(by=past.leads, membership=seat, expected=seat.row_version, ends=ends)


FRAME: dict[str, Any] = {
    "new level": new_level,
    "no level": no_level,
    "new entry": new_entry,
    "in draft": in_draft,
    "calendar": calendar,
    "split": split,
    "merge": merge,
    "renumber": renumber,
    "reading": reading,
    "member": member,
    "member edited": member_edited,
    "member gone": member_gone,
}
