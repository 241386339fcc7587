"""Whose own the words of a part are: somebody else agrees them, or sends them back."""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from accounts.roles import Permission
from audit.models import Event
from committees.queries.interests import bench, posts_held
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter
from narratives.rules.standing import Standing
from reporting.models import Report, Section
from reporting.queries.interests import of_report

WROTE = ("wrote section", "handed in part of report")


def of_part(part: Section, standing: Standing) -> Interest:
    """Who handed it in, who wrote in it, in this version of the report or one before; of which post
    it was asked, and what posts they hold. Two queries, three where there are earlier versions."""
    versions = Report.objects.family(part.report)
    parts = Section.objects.filter(report__in=[row.pk for row in versions], key=part.key)
    told = Event.objects.filter(
        target_type=Section._meta.label_lower, target_id__in=parts.values("pk"), verb__in=WROTE
    )
    rows = list(told.filter(actor_id__isnull=False).values_list("verb", "actor_id", "at"))
    pressed = {actor for verb, actor, _ in rows if verb == WROTE[1]}
    wrote = {actor for verb, actor, _ in rows if verb == WROTE[0]}
    authors = wrote | ({part.written_by_id} - {None})
    days = frozenset({timezone.localdate(at) for *_, at in rows} | {timezone.localdate()})
    asked = {standing.asked.post_key} if standing.asked and standing.asked.post_key else set()
    people = [key for key in pressed | authors if key]
    return Interest(
        pressed=frozenset(key for key in pressed if key),
        authors=frozenset(key for key in authors if key),
        posts=posts_held(people, days) | frozenset(key for key in asked if key),
        days=days,
    )


def others_release(user: Actor, report: Report) -> str:
    """What whoever releases reports is told before they write in one: who could then. Two
    queries."""
    today = timezone.localdate()
    key = frozenset({user.pk or 0})
    wrote = replace(of_report(report, today), authors=key)
    return bench(report.area_id, (Permission.REPORT_ISSUE,), today).told(Matter.RELEASE, wrote)
