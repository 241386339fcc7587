"""Whose own a report or a direction is: who prepared, wrote, froze or answered it.

What was written is read from the record: a section keeps its words and not their authors, and the
words of an earlier version go on in the next one.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.roles import Permission
from actions.queries.interests import lead_posts
from audit.models import Event
from committees.queries.interests import posts_held, why_not_theirs
from committees.querysets import Actor
from committees.rules.interests import Interest, Matter
from reporting.enums import ReportState
from reporting.models import Direction, Report, Section

PREPARED = ("began report", "changed report", "froze report")
WROTE = ("wrote section", "wrote erratum")


def of_report(report: Report, today: date) -> Interest:
    """Whose own a report is: of its own and all earlier versions. Five queries at most."""
    versions = [row for row in Report.objects.family(report) if row.version <= report.version]
    sent_back = {row.pk for row in versions if row.state == ReportState.RETURNED}
    keys = [row.pk for row in versions]
    sections = Section.objects.filter(report__in=keys).values("pk")
    rows = Event.objects.filter(
        Q(target_type="reporting.report", target_id__in=keys, verb__in=(*PREPARED, *WROTE))
        | Q(target_type="reporting.section", target_id__in=sections, verb__in=WROTE),
        actor_id__isnull=False,
    )
    events = list(rows.values_list("verb", "actor_id", "target_id", "at").order_by("pk"))
    # the chair who sends a report back begins its next version by that, for whoever prepared it
    begun = {row.pk for row in versions if row.corrects_id in sent_back}
    prepared = {
        actor
        for verb, actor, target, _ in events
        if verb in PREPARED and not (verb == PREPARED[0] and target in begun)
    }
    pressed = prepared | ({report.prepared_by_id} - {None})
    authors = {actor for verb, actor, *_ in events if verb in WROTE}
    days = frozenset({timezone.localdate(at) for *_, at in events} | {today})
    return Interest(
        pressed=frozenset(key for key in pressed if key),
        authors=frozenset(key for key in authors if key),
        posts=posts_held([key for key in pressed | authors if key], days),
        days=days,
    )


def why_not_release(user: Actor, report: Report) -> str:
    """Why somebody else has to release a report, with who could; "" where `user` may. Six queries,
    two more where it is their own."""
    today = timezone.localdate()
    return why_not_theirs(
        Matter.RELEASE,
        user,
        of_report(report, today),
        area_id=report.area_id,
        permissions=(Permission.REPORT_ISSUE,),
        today=today,
    )


def of_return(report: Report) -> Interest:
    """Whose own a report is where it would be sent back: of whoever prepared it. No query."""
    key = report.prepared_by_id
    return Interest(pressed=frozenset({key} if key else ()))


def of_direction(direction: Direction, today: date) -> Interest:
    """Whose own a direction is: who answered it, their posts, and those that lead what answers it.
    Four queries."""
    answers = direction.answers.values_list("answered_by_id", "answered_on", "action_id")
    given = list(answers.order_by("pk"))
    days = frozenset({on for _, on, _ in given} | {today})
    people = frozenset(by for by, *_ in given)
    led = lead_posts({action: days for *_, action in given if action})
    return Interest(
        pressed=people,
        posts=posts_held(people, days).union(*led.values()),
        days=days,
    )
