"""Editions of each area's newest issued report, as its people would have made them.

Every area has a public one; an area's own file says whether members have one too, and whether an
earlier one was withdrawn.
"""

from __future__ import annotations

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from demonstration.queries.officers import holder_of_chair, lead_officer, noon
from demonstration.queries.sources import Table
from documents.enums import ReportKind
from editions.models import ReportEdition
from editions.rules.parts import INDICATORS, parts_of
from editions.services import (
    issue_report_edition,
    prepare_report_edition,
    withdraw_report_edition,
)
from editions.tasks import render_edition
from figures.enums import Audience, EditionState
from plans.models import Plan
from reporting.enums import Marking, ReportState
from reporting.models import Report

WEEK = timedelta(weeks=1)
INVENTED = "The area is made up, and so is everybody in it: nobody can be known by a number."


def tell_editions(plan: Plan, words: Table) -> None:
    """The editions that are missing. A load that was interrupted is finished by the next one."""
    rows = Report.objects.filter(plan=plan, kind=ReportKind.QUARTERLY, state=ReportState.ISSUED)
    report = rows.filter(withdrawn_at=None).order_by("-as_of", "-version").first()
    if report is None:
        return
    if "withdrawn" in words and not report.editions.filter(state=EditionState.WITHDRAWN).exists():
        first = _issued(report, Audience.PUBLIC)
        withdraw_report_edition(by=lead_officer(plan), edition=first, reason=words["withdrawn"])
    for audience in (Audience.PUBLIC, *([Audience.MEMBERS] if words.get("members") else [])):
        if not report.editions.filter(audience=audience, state=EditionState.ISSUED).exists():
            _issued(report, audience)


def tell_everybody(report: Report) -> None:
    """The public edition of an issued report, unless it stands."""
    if not report.editions.filter(audience=Audience.PUBLIC, state=EditionState.ISSUED).exists():
        _issued(report, Audience.PUBLIC)


def _issued(report: Report, audience: Audience) -> ReportEdition:
    """Prepared by the lead officer, issued by the chair a day later; nobody is written to."""
    waits = report.editions.filter(audience=audience, state=EditionState.PREPARED).first()
    edition = waits or _prepared(report, audience)
    for file in edition.files.select_related("job").filter(format="pdf"):
        if file.job is not None and not file.path:
            render_edition(file.job.pk)
    day = localdate(edition.prepared_at) + timedelta(days=1)
    chair = holder_of_chair(report.plan, day)
    return issue_report_edition(by=chair, edition=edition, now=noon(day))


def _prepared(report: Report, audience: Audience) -> ReportEdition:
    """What a person would tick; small numbers of children in words are answered for, and figures
    that nothing makes safe are left out."""
    kept = {row.key for row in parts_of(report.kind, audience, report.contents) if row.kept}
    assert report.issued_at is not None
    to_public = audience == Audience.PUBLIC
    why = ValidationError("Nothing was tried.")
    for reason, parts in (("", kept), (INVENTED, kept), (INVENTED, kept - {INDICATORS})):
        try:
            return prepare_report_edition(
                by=lead_officer(report.plan),
                report=report,
                audience=audience.value,
                marking=Marking.OFFICIAL if to_public else report.marking,
                kept=parts,
                numbers_reason=reason,
                now=noon(localdate(report.issued_at) + WEEK),
            )
        except ValidationError as refused:
            why = refused
    raise why
