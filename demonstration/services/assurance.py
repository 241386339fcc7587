"""An area's assurance register: what was looked at, what it found, which actions came of it."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from assurance.enums import ActivityKind, Grade, Verdict
from assurance.models import Activity
from assurance.rules.facts import ActivityFacts
from assurance.services import (
    add_activity,
    add_finding,
    add_judgement,
    decide_finding,
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
        since = place.timetable.months_ago(1) if activity.undated else activity.reported_on
        at = noon(since)
        for statement, *said in row.get("judgements", ()):
            grade = said[0] if said else None
            add_judgement(
                by=place.lead_officer,
                activity=activity,
                statement=statement,
                grade=Grade(grade) if isinstance(grade, int) else None,
                in_words=grade if isinstance(grade, str) else "",
            )
        for number, text, *actions in row.get("findings", ()):
            finding = add_finding(
                by=place.lead_officer, activity=activity, number=number, text=text
            )
            for key in actions:
                action = printed.actions[key]
                join_action(by=place.lead_officer, finding=finding, action=action, at=at)
        _decide(row, activity, place)
        if not row.get("draft"):
            share_activity(by=place.lead_officer, activity=activity, at=at)


def _decide(row: Table, activity: Activity, place: Place) -> None:
    """What the chair decided on findings without an action."""
    for number, verdict, reason, months in row.get("decided", ()):
        on = place.timetable.months_ago(months)
        chair = place.holder("chair", on)
        if chair is None:
            raise ValueError(f"{place.area} has no chair on {on}")
        decide_finding(
            by=chair,
            finding=activity.findings.get(number=number),
            verdict=Verdict(verdict),
            reason=reason,
            decided_on=on,
            meeting=None,
            today=place.timetable.today,
        )


def _entry(row: Table, place: Place, printed: Printed, made: dict[str, Activity]) -> Activity:
    follows, months = row.get("follows"), row.get("months_ago")
    facts = ActivityFacts(
        kind=ActivityKind(row["kind"]),
        title=row["title"],
        reported_on=place.timetable.months_ago(months) if months is not None else None,
        dated=row.get("dated", ""),
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
