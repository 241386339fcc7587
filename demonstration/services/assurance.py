"""An area's assurance register: what was looked at, what it found, which actions came of it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from assurance.enums import ActivityKind, Grade
from assurance.models import Activity
from assurance.rules.facts import ActivityFacts
from assurance.services import (
    add_activity,
    add_finding,
    add_judgement,
    join_action,
    share_activity,
)
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from demonstration.services.plans import Printed


def keep_register(source: Source, place: Place, printed: Printed) -> None:
    """Each entry of the file with its judgements and findings; what is no draft is shared."""
    made: dict[str, Activity] = {}
    for row in source.story.get("assurance", ()):
        activity = _entry(row, place, printed, made)
        made[row["title"]] = activity
        at = noon(activity.reported_on)
        for statement, *grade in row.get("judgements", ()):
            add_judgement(
                by=place.lead_officer,
                activity=activity,
                statement=statement,
                grade=Grade(grade[0]) if grade else None,
            )
        for number, text, *actions in row.get("findings", ()):
            finding = add_finding(
                by=place.lead_officer, activity=activity, number=number, text=text
            )
            for key in actions:
                action = printed.actions[key]
                join_action(by=place.lead_officer, finding=finding, action=action, at=at)
        if not row.get("draft"):
            share_activity(by=place.lead_officer, activity=activity, at=at)


def _entry(row: Table, place: Place, printed: Printed, made: dict[str, Activity]) -> Activity:
    follows = row.get("follows")
    facts = ActivityFacts(
        kind=ActivityKind(row["kind"]),
        title=row["title"],
        reported_on=place.timetable.months_ago(row["months_ago"]),
        looked_by=row.get("by", ""),
        follows=made[follows].pk if follows else None,
        link_inspector=row.get("link_inspector", ""),
        action_plan=printed.plan.pk if row.get("own_plan") else None,
        sample=row.get("sample"),
        good_or_better=row.get("good_or_better"),
        went_well=row.get("went_well", ""),
        to_improve=row.get("to_improve", ""),
    )
    return add_activity(by=place.lead_officer, area=place.area, facts=facts)


def noon(day: date) -> datetime:
    """When an entry was shared: on the day of its report."""
    return datetime.combine(day, time(12), tzinfo=timezone.get_current_timezone())
