"""Papers that people write beside facts: minutes of the last meetings, a young people's summary."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from committees.enums import MeetingKind
from committees.models import Area, Meeting, RoleGrant
from demonstration.queries.sources import Source, Table
from demonstration.services.area import loaded_on
from papers.models import Paper
from papers.services import agree_paper, begin_minutes, begin_summary, write_paper_part
from plans.models import Plan
from reporting.enums import Marking, ReportState
from reporting.models import Report


@transaction.atomic
def make_papers(*, source: Source) -> int:
    """What the area's file tells of papers, unless there is one; how many were made."""
    area = Area.objects.get(slug=source.slug)
    told = source.story.get("papers")
    if told is None or Paper.objects.filter(area=area).exists():
        return 0
    plan = Plan.objects.filter(area=area).earliest("pk")
    return _minutes(plan, told["minutes"], loaded_on(area)) + _summary(
        plan, told["summary"], loaded_on(area)
    )


def _minutes(plan: Plan, words: Table, today: date) -> int:
    """Of the last two meetings: the earlier agreed at the later, whose own are a draft."""
    held = Meeting.objects.filter(body=plan.body_id, held_on__lte=today)
    last = list(held.filter(kind=MeetingKind.ORDINARY).order_by("-held_on")[:2])
    for meeting in last:
        paper = begin_minutes(by=_by(plan, Role.LEAD_OFFICER), meeting=meeting, on=today)
        _write(plan, paper, words, today)
    if len(last) == 2:
        paper = Paper.objects.get(meeting=last[1])
        _agree(plan, paper, Marking.OFFICIAL_SENSITIVE, today, last[0])
    return len(last)


def _summary(plan: Plan, words: Table, today: date) -> int:
    rows = Report.objects.filter(plan=plan, state=ReportState.ISSUED, withdrawn_at=None)
    report = rows.order_by("-as_of", "-version").first()
    if report is None:
        return 0
    paper = begin_summary(by=_by(plan, Role.LEAD_OFFICER), report=report)
    _write(plan, paper, words, today)
    _agree(plan, paper, Marking.OFFICIAL, today)
    return 1


def _write(plan: Plan, paper: Paper, words: Table, today: date) -> None:
    by = _by(plan, Role.LEAD_OFFICER)
    for key, text in words.items():
        write_paper_part(by=by, paper=paper, key=key, expected=0, words=text, today=today)


def _agree(
    plan: Plan, paper: Paper, marking: Marking, today: date, agreed: Meeting | None = None
) -> None:
    paper.refresh_from_db()
    agree_paper(
        by=_by(plan, Role.CHAIR),
        paper=paper,
        expected=paper.row_version,
        marking=marking,
        today=today,
        agreed_meeting=agreed,
    )


def _by(plan: Plan, role: Role) -> User:
    return RoleGrant.objects.filter(area=plan.area_id, role=role).earliest("pk").user
