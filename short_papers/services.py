"""Short papers of a frozen report, made when they are asked for: each time is kept, with the hash
of what was handed out."""

from __future__ import annotations

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from committees.queries.logos import image_of
from documents.files.made import Made
from documents.phrases import listed
from documents.schema.content import SnapshotContent
from handouts import action_sheet, agency_extract, cover_report, plan_page, scrutiny_pack, slides
from handouts import files as short_papers
from handouts.action_sheet import action_of
from reporting.enums import TOOK_PAPER
from reporting.models import Report, Snapshot
from reporting.queries.reports import content_of
from short_papers.queries import earlier

NOT_FROZEN = "This report is still in preparation: papers are made from it once it is frozen."
WITHDRAWN = "This report was withdrawn, and no paper is made from it any more."
NO_ACTION = "This report does not hold that action. Choose one from the list."
NO_AGENCY = "No action of this report is led by that agency, or it contributes to none."
UNWRITTEN = (
    "No cover report is made from this report: {} had not been written when it was frozen, and "
    "nobody but a person can say it. Begin its next version, write it there, and freeze it again."
)
OLDER = (
    "This report was frozen before it kept which agencies lead, so no extract can be made from it. "
    "The next report keeps them."
)


def take_plan_page(*, by: User, report: Report) -> Made:
    """The plan on a page. Raises ValidationError for a report without a snapshot to read."""
    made = short_papers.plan_page(*_frozen(report))
    return _kept(by, report, plan_page.NAME, "", made)


def take_action_sheet(*, by: User, report: Report, action: int) -> Made:
    """One action on its sheet. Raises ValidationError also for one that the report has not."""
    content, mark = _frozen(report)
    row = action_of(content, action)
    if row is None:
        raise ValidationError(NO_ACTION)
    made = short_papers.action_sheet(content, mark, action, earlier(_snapshot(report)))
    return _kept(by, report, action_sheet.NAME, row["reference"], made)


def take_agency_extract(*, by: User, report: Report, agency: str) -> Made:
    """All that one agency leads. Raises ValidationError also for one that the report has not."""
    content, mark = _frozen(report)
    refuse_agency(agency_extract.knows_agencies(content), agency, agency_extract.agencies(content))
    made = short_papers.agency_extract(content, mark, agency)
    return _kept(by, report, agency_extract.NAME, agency, made)


def take_cover_report(*, by: User, report: Report, word: bool = False) -> Made:
    """The council's cover report, as PDF or Word. Raises ValidationError also where a heading
    waits for a person."""
    content, mark = _frozen(report)
    refuse_unwritten(content)
    make = short_papers.cover_report_word if word else short_papers.cover_report
    return _kept(by, report, cover_report.NAME, "Word" if word else "", make(content, mark))


def take_scrutiny_pack(*, by: User, report: Report, workbook: bool = False) -> Made:
    """Ten questions with the report's answers, as PDF or workbook."""
    make = short_papers.scrutiny_pack_workbook if workbook else short_papers.scrutiny_pack
    made = make(*_frozen(report))
    return _kept(by, report, scrutiny_pack.NAME, "Spreadsheet" if workbook else "", made)


def take_slides(*, by: User, report: Report) -> Made:
    """Slides for the meeting, as a presentation file."""
    content, mark = _frozen(report)
    made = short_papers.slides(content, mark, image_of(content, report.area_id))
    return _kept(by, report, slides.NAME, "", made)


def refuse_unwritten(content: SnapshotContent) -> None:
    """Raises ValidationError for a cover report with headings that only a person can write."""
    if missing := cover_report.missing(content):
        raise ValidationError(UNWRITTEN.format(listed([f"“{name}”" for name in missing])))


def refuse_agency(known: bool, agency: str, agencies: list[str]) -> None:
    """Raises ValidationError where no extract of an agency can be made, and says why."""
    if not known:
        raise ValidationError(OLDER)
    if agency not in agencies:
        raise ValidationError(NO_AGENCY)


def _frozen(report: Report) -> tuple[SnapshotContent, str]:
    """What a report says, and the fingerprint of that."""
    snapshot = _snapshot(report)
    return content_of(snapshot), snapshot.fingerprint


def _snapshot(report: Report) -> Snapshot:
    if report.snapshot is None:
        raise ValidationError(NOT_FROZEN)
    if report.withdrawn_at is not None:
        raise ValidationError(WITHDRAWN)
    return report.snapshot


@transaction.atomic
def _kept(by: User, report: Report, paper: str, of: str, made: Made) -> Made:
    changes = {"paper": paper, "of": of, "sha256": sha256(made.data).hexdigest()}
    record(by=by, verb=TOOK_PAPER, target=report, area_id=report.area_id, changes=changes)
    return made
