"""The register of voices as it stands on a report's day: what was said and shared by then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import OuterRef, Q

from assurance.queries.report import end_of
from audit.enums import Kind
from audit.queries.versions import as_they_were, relate
from audit.rules.days import Day
from documents.enums import ReportKind
from documents.registers import ReportDay
from documents.schema.registers import RegisterRecord
from plans.models import Plan
from plans.queries import told_in
from voices.models import TARGETS, Voice, VoiceLink
from voices.queries.heard import Heard, VoiceLine, line_of, on_priorities, with_links
from voices.querysets import VoiceLinkQuerySet, VoiceQuerySet
from voices.rules.report import OnPriority, Told, register_part

KINDS = {"heading": Kind.HEADING, "outcome": Kind.OUTCOME, "action": Kind.ACTION}


def voiced(area: int | OuterRef) -> VoiceQuerySet[Voice]:
    """What anybody has shared of an area's voices."""
    return Voice.objects.filter(area=area, shared_at__isnull=False)


def told_of_voices(day: ReportDay, then: Day) -> list[RegisterRecord]:
    """Its part of a report. A constant number of queries, and one for each step in the longest
    chain of actions; one where nothing was shared by then."""
    end = end_of(day.as_of)
    shared = with_links(voiced(day.area).filter(shared_at__lt=end), _links(day, end, then))
    rows = [row for row in as_they_were(shared, then.of(Kind.VOICE)) if row.heard_on <= day.as_of]
    rows.sort(key=lambda row: (row.heard_on, row.pk), reverse=True)
    _relate(rows, then)
    # a paper goes on to readers who are told no small number (ADR 302)
    lines = [line_of(row, day.as_of, exact=False) for row in rows]
    if not lines:
        return []
    plan = Plan.objects.get(pk=day.plan)
    priorities = [_priority(one) for one in on_priorities(plan, lines, day.as_of, then)]
    told = [_told(line, day.plan) for line in lines]
    part = register_part(
        told,
        priorities,
        since=day.period_start,
        until=day.as_of,
        annual=day.kind == ReportKind.ANNUAL,
    )
    return [part]


def _relate(rows: Sequence[Voice], then: Day) -> None:
    """What each is about and what came of it, as it was called."""
    relate(rows, "group", {})
    links = [one for row in rows for one in row.links.all()]
    for name, kind in KINDS.items():
        relate(links, name, then.of(kind))
    relate([one.heading for one in links if one.heading], "level", then.of(Kind.LEVEL))


def _links(day: ReportDay, end: datetime, then: Day) -> VoiceLinkQuerySet[VoiceLink]:
    """What stood at the end of the day; of no other plan that nobody had agreed by then."""
    stood = Q(ended_at__isnull=True) | Q(ended_at__gte=end)
    told = Q()
    for name in TARGETS:
        there = Q(**{f"{name}__isnull": False})
        told |= there & told_in(day.plan, then, f"{name}__plan")
    return VoiceLink.objects.filter(stood, told, added_at__lt=end)


def _priority(one: Heard) -> OnPriority:
    voices = sum(not line.voice.silent for line in one.lines)
    return OnPriority(one.priority.title, voices, one.gaps)


def _told(line: VoiceLine, plan: int) -> Told:
    voice = line.voice
    return Told(
        name=str(voice),
        heard_on=voice.heard_on,
        said=voice.said,
        took_part=line.took_part,
        about=_about(voice, plan),
        answered=line.answered,
        told=line.told,
        heard=not voice.silent,
        decided=line.decided,
        back=line.back,
    )


def _about(voice: Voice, plan: int) -> str:
    """What of the report's plan it is about, in short."""
    names = [
        one.name
        for one in voice.links.all()
        if plan in {getattr(getattr(one, name), "plan_id", None) for name in TARGETS}
    ]
    return f"About {'; '.join(dict.fromkeys(names))}" if names else ""
