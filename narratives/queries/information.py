"""The words of issued reports, and what was done about their parts, for what is taken for a request
for information. Of a report that is not issued nothing is among it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from committees.models import Area
from documents.files.cells import Cell
from narratives.models import Step, Taken
from narratives.queries.pages import step_words
from plans.models import Plan
from reporting.enums import ReportState
from reporting.models import Section

Row = Sequence[Cell]
TOOK = "Sentence of the record taken into the text"


def words_between(area: Area, since: date, until: date, plan: Plan | None = None) -> list[Row]:
    """The words of reports that were issued between two days, by the day of their issue. One
    query."""
    rows = Section.objects.filter(
        **_of(area, plan, "report"),
        report__issued_at__date__gte=since,
        report__issued_at__date__lte=until,
    ).exclude(body="")
    return [
        (row.report.title, row.heading, timezone.localdate(row.report.issued_at), row.body)
        for row in rows.select_related("report").order_by("report__issued_at", "position", "pk")
    ]


def steps_between(area: Area, since: date, until: date, plan: Plan | None = None) -> list[Row]:
    """What was done between two days about the parts of reports that were issued since: who was
    asked, who handed in, sent back, agreed, signed, and which sentences of the record were taken
    into the text. Two queries."""
    days: dict[str, Any] = {"at__date__gte": since, "at__date__lte": until}
    about = {**_of(area, plan, "section__report"), **days}
    steps = Step.objects.filter(**about).select_related("section__report", "by", "post")
    taken = Taken.objects.filter(**about).select_related("section__report", "by")
    told: list[tuple[Step | Taken, str, str]] = [
        *(
            (row, row.get_kind_display(), "\n".join(said for _, said in step_words(row)))
            for row in steps
        ),
        *((row, TOOK, row.sentence) for row in taken),
    ]
    told.sort(key=lambda one: (one[0].at, one[0].section_id, one[1], one[0].pk))
    return [
        (
            row.section.report.title,
            row.section.heading,
            timezone.localdate(row.at),
            str(row.by or "cpcplan"),
            what,
            words,
        )
        for row, what, words in told
    ]


def _of(area: Area, plan: Plan | None, way: str) -> dict[str, Any]:
    kept: dict[str, Any] = {f"{way}__area": area, f"{way}__state": ReportState.ISSUED}
    return kept | ({f"{way}__plan": plan} if plan else {})
