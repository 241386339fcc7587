"""What the record says for a part now, and that somebody took sentences of it into its text."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from documents.enums import ReportKind
from narratives.models import Taken
from narratives.rules.facts import CHAPTERS_OF_FIGURES, Fact, facts, put_into
from reporting.models import Report, Section, Snapshot
from reporting.queries.reports import content_of
from reporting.services.drafts import write_section
from reporting.services.figures import figures_of_proof
from reporting.services.freeze import ORDERED, content_to_freeze, order_of

CHANGED = (
    "The record has changed since this page was drawn, so nothing was put in. What it says now "
    "stands beside your text: choose again."
)
CHOOSE = "Tick the sentences that you want first."


def facts_of(section: Section, now: datetime | None = None) -> list[Fact]:
    """What the record says for a part as the report would print it now; nothing for a day that is
    still to come. Writes nothing; as many queries as a proof reads."""
    report = Report.objects.select_related(*ORDERED, "prepared_by").get(pk=section.report_id)
    now = now or timezone.now()
    if report.as_of > timezone.localdate(now):
        return []
    order = order_of(report, prepared_by=str(report.prepared_by or ""), now=now)
    besides = [row.pk for row in Report.objects.family(report)]
    before = Snapshot.objects.compared_with(report.plan, report.as_of, report.kind, besides)
    content = content_to_freeze(report.plan, order, before, report.next_plan)
    tells = report.kind == ReportKind.ANNUAL and section.key in CHAPTERS_OF_FIGURES
    if tells and order.figures:
        previous = content_of(before) if before else None
        content = {**content, **figures_of_proof(report.plan, order, content, previous)}
    return facts(content, section.key)


@transaction.atomic
def take_facts(
    *,
    by: User,
    section: Section,
    expected: int,
    body: str,
    chosen: Collection[str],
    now: datetime | None = None,
) -> Section:
    """Save what was typed with the `chosen` sentences of the record below it, and keep which they
    were and of which day.

    `chosen` are their marks. Raises ValidationError where one is no longer what the record says,
    or none is chosen, and EditConflict when somebody else wrote meanwhile.
    """
    now = now or timezone.now()
    locked(section.report).refuse_unless_draft()
    if not chosen:
        raise ValidationError(CHOOSE)
    said = {one.mark: one for one in facts_of(section, now)}
    if not set(chosen) <= set(said):
        raise ValidationError(CHANGED)
    wanted = [one for mark, one in said.items() if mark in chosen]
    text = put_into(body, section.key, wanted)
    write_section(by=by, section=section, expected=expected, body=text, now=now)
    known = {(row.group, row.sentence, row.of_day) for row in Taken.objects.filter(section=section)}
    new = [one for one in wanted if (one.group, one.sentence, one.day) not in known]
    Taken.objects.bulk_create(
        Taken(
            section=section,
            group=one.group[:60],
            sentence=one.sentence,
            of_day=one.day,
            by=by,
            at=now,
        )
        for one in new
    )
    if new:
        changes = {"groups": sorted({one.group for one in new})}
        area_id = section.report.area_id
        record(
            by=by, verb="took sentences of the record", target=section, area_id=area_id,
            changes=changes,
        )  # fmt: skip
    return section
