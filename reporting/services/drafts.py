"""A report in preparation: begun, its coverage and its words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import edit, locked
from committees.models import Body, Meeting
from documents import sections
from documents.enums import ReportKind
from documents.text import lines
from plans.models import Plan
from reporting.models import Report, Section
from reporting.queries.reports import contents_for
from reporting.rules.coverage import wrong_days
from timescales.quarters import Period, covering

NOT_CONTENTS = "These are not the parts of such a report."
NOT_YET = (
    *("prepared_by", "snapshot", "figures_edition", "frozen_at", "issued_by", "issued_at"),
    *("returned_by", "returned_at", "return_note", "withdrawn_by", "withdrawn_at"),
)


class Particulars(TypedDict, total=False):
    """For whom a report is, when it is considered, how it is marked, and what follows the plan."""

    marking: str
    addressed_to: Body | None
    considered_at: Meeting | None
    next_plan: Plan | None


class Beginning(Particulars, total=False):
    """The same of a report to be begun; a later version says also what it corrects."""

    version: int
    corrects: Report
    erratum: str
    prepared_by: User | None


@transaction.atomic
def begin_report(
    *,
    by: User | None,
    plan: Plan,
    kind: str,
    period: Period,
    as_of: date,
    **fields: Unpack[Beginning],
) -> Report:
    """A report in preparation with its empty sections.

    `fields` give marking and, when known, addressed_to, considered_at, next_plan and version; a
    later version also what it corrects, its erratum and who prepares it (else it is `by`).
    Raises ValidationError for days out of order, for a period that does not abut the last issued
    report's (rule 8), and for a second report of the same kind, day and version (a button pressed
    twice).
    """
    locked(plan)
    period = _up_to(period, kind, as_of)
    corrects: Report | None = fields.get("corrects")
    own = Report.objects.family(corrects) if corrects else []
    _refuse_days(plan, kind, period, as_of, [row.pk for row in own])
    begun = Report.objects.filter(plan=plan, kind=kind, as_of=as_of)
    if begun.filter(version=fields.get("version", 1)).exists():
        said = "There is such a report for that day already. Change it, or begin its next version."
        raise ValidationError({"as_of": said})
    values: Beginning = {"prepared_by": by, **fields}
    report = Report(
        contents=_contents(plan, kind, corrects),
        area_id=plan.area_id,
        plan=plan,
        kind=kind,
        title=_title(kind, period),
        period_start=period.start,
        period_end=period.end,
        as_of=as_of,
        **values,
    )
    report.full_clean(exclude=NOT_YET)
    report.save()
    _add_sections(report)
    record(by=by, verb="began report", target=report, area_id=report.area_id)
    return report


@transaction.atomic
def edit_report(
    *,
    by: User,
    report: Report,
    expected: int,
    period: Period,
    as_of: date,
    **fields: Unpack[Particulars],
) -> Report:
    """Change what a report in preparation covers. Raises EditConflict when somebody else did.

    Raises ValidationError for the days that `begin_report` refuses.
    """
    locked(report).refuse_unless_draft()
    period = _up_to(period, report.kind, as_of)
    own = [row.pk for row in Report.objects.family(report)]
    _refuse_days(report.plan, report.kind, period, as_of, own)
    values = {
        **fields,
        "as_of": as_of,
        "period_start": period.start,
        "period_end": period.end,
        "title": _title(report.kind, period),
    }
    changes = edit(report, values, expected=expected)
    if changes:
        area_id = report.area_id
        record(by=by, verb="changed report", target=report, area_id=area_id, changes=changes)
    return report


@transaction.atomic
def choose_contents(*, by: User, report: Report, expected: int, contents: Sequence[str]) -> Report:
    """Say which parts a report prints, in which order; later ones of its kind begin with the same.

    Raises ValidationError for what lacks a part that must be told, or names one that there is not;
    EditConflict when somebody else changed the report.
    """
    locked(report).refuse_unless_draft()
    chosen, choices = list(contents), sections.choices(report.kind, report.contents)
    stays = {row.key for row in choices if row.stays}
    if not stays <= set(chosen) <= {row.key for row in choices}:
        raise ValidationError(NOT_CONTENTS)
    kept = [] if chosen == sections.of_house(report.kind) else chosen
    told = [sections.named(report.kind, keys) for keys in (report.contents, kept)]
    if edit(report, {"contents": kept}, expected=expected):
        _add_sections(report)
        record(
            by=by,
            verb="chose parts of report",
            target=report,
            area_id=report.area_id,
            changes={"parts": told},
        )
    return report


def _contents(plan: Plan, kind: str, corrects: Report | None) -> list[str]:
    """What the committee chose for its last report of the kind, or for the one put right. A first
    annual report has the order of its nation."""
    if corrects:
        return corrects.contents
    before = Report.objects.filter(area_id=plan.area_id, kind=kind).order_by("-pk").first()
    return before.contents if before else contents_for(plan, kind)


def _add_sections(report: Report) -> None:
    """A section for everything that is written for the report and has none yet."""
    there = set(report.sections.values_list("key", flat=True))
    every = sections.every(report.kind)
    wanted = sections.written(report.kind, report.contents)
    Section.objects.bulk_create(
        Section(report=report, key=part.key, heading=part.heading, position=every.index(part) + 1)
        for part in wanted
        if part.key not in there
    )


@transaction.atomic
def write_section(
    *, by: User, section: Section, expected: int, body: str, now: datetime | None = None
) -> Section:
    """Change what a section says. Raises EditConflict when somebody else did, meanwhile."""
    # locked, so that nobody freezes it between the question and the write
    locked(section.report).refuse_unless_draft()
    values = {"body": lines(body).text}
    changes = edit(section, values, expected=expected)
    if changes:
        section.written_by, section.written_at = by, now or timezone.now()
        section.save(update_fields=["written_by", "written_at"])
        area_id = section.report.area_id
        record(by=by, verb="wrote section", target=section, area_id=area_id, changes=changes)
    return section


def _up_to(period: Period, kind: str, as_of: date) -> Period:
    """What a report covers: a quarter up to the day of its position, where the next goes on."""
    end = as_of if kind == ReportKind.QUARTERLY else period.end
    return covering(kind, period.start, end)


def _refuse_days(
    plan: Plan, kind: str, period: Period, as_of: date, besides: Sequence[int]
) -> None:
    """Raises ValidationError for days that no report of this plan can have (rule 8).

    `besides` are the keys of the report's own versions.
    """
    before = Report.objects.last_issued(plan, as_of, kind, besides)
    if wrong := wrong_days(plan.period_start, period, as_of, before):
        raise ValidationError(wrong)


def _title(kind: str, period: Period) -> str:
    name = covering(kind, period.start, period.end).name
    return f"{ReportKind(kind).label}, {name[:1].lower()}{name[1:]}"
