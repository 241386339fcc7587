"""What a written paper prints: made from what stands now while it is a draft, kept since it was
agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from django.utils import timezone

from documents.phrases import day
from handouts.written import WrittenRecord
from papers.enums import PaperKind
from papers.models import Paper, PaperPart
from papers.queries.minutes import minutes_parts
from papers.queries.summary import summary_parts
from papers.rules.parts import Part, written
from reporting.queries.reports import content_of
from timescales.date_format import long_day

NOT_AGREED = {
    PaperKind.MINUTES: "Not agreed yet: the next meeting agrees minutes.",
    PaperKind.SUMMARY: "Not approved yet: somebody who wrote none of it approves it.",
}
UNCHOSEN = "NOT MARKED YET"


def parts_of(paper: Paper, today: date) -> list[Part]:
    """Every part of a paper with what the program holds of it today."""
    if paper.meeting is not None:
        return minutes_parts(paper.meeting, today)
    if paper.report is None or paper.report.snapshot is None:
        return []
    return summary_parts(content_of(paper.report.snapshot))


def written_parts(paper: Paper) -> dict[str, PaperPart]:
    """What people wrote, by the key of its part. One query."""
    rows = PaperPart.objects.filter(paper=paper).select_related("written_by")
    return {row.key: row for row in rows}


def record_of(paper: Paper, today: date) -> WrittenRecord:
    """What is printed of a paper now."""
    if paper.agreed_at is not None:
        return cast("WrittenRecord", paper.content)
    return draft_record(paper, parts_of(paper, today), written_parts(paper))


def draft_record(paper: Paper, parts: Sequence[Part], words: dict[str, PaperPart]) -> WrittenRecord:
    """The paper as it stands; its last change is when it was made, so that nothing else is other
    where nothing was changed."""
    changed = max([row.written_at for row in words.values()], default=paper.begun_at)
    kind = PaperKind(paper.kind)
    about, title, body, on, source = (
        _of_meeting(paper) if kind == PaperKind.MINUTES else _of_report(paper)
    )
    return {
        "kind": kind.value,
        "name": kind.label,
        "title": title,
        "body": body,
        "area": paper.area.name,
        "on": on,
        "about": about,
        "marking": paper.get_marking_display() or UNCHOSEN,
        "state": NOT_AGREED[kind],
        "draft": True,
        "made_at": timezone.localtime(changed).isoformat(timespec="seconds"),
        "source": source,
        "parts": [
            written(part, row.words if row else "", str(row.written_by or "") if row else "")
            for part in parts
            for row in [words.get(part.asked.key)]
        ],
    }


def _of_meeting(paper: Paper) -> tuple[list[str], str, str, str, str]:
    meeting = paper.meeting
    if meeting is None:
        raise ValueError("Minutes are of a meeting")
    source = (
        "Who attended, what was considered and what was decided come from the record; what the "
        "minute-taker wrote is said to be."
    )
    title = f"Minutes of the {meeting.what} of {long_day(meeting.held_on)}"
    about = [meeting.title] if meeting.title else []
    return about, title, str(meeting.body), meeting.held_on.isoformat(), source


def _of_report(paper: Paper) -> tuple[list[str], str, str, str, str]:
    report = paper.report
    if report is None or report.snapshot is None:
        raise ValueError("A summary is of a report")
    content = content_of(report.snapshot)
    source = (
        f"The numbers come from the report of {day(content['as_of'])}, version "
        f"{content['version']}, snapshot {report.snapshot.fingerprint[:16]}. The words were "
        "written by people."
    )
    title = "How we keep children and young people safe"
    return [content["period_name"]], title, content["committee"], content["as_of"], source
