"""Editions of a report: prepared by one person, issued by another, withdrawn with a reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import after_last, locked
from documents import hash
from documents.phrases import listed
from documents.schema.content import SnapshotContent
from documents.schema.indicators import NO_FIGURES, FigureFields
from editions.models import ReportEdition
from editions.queries.figures import anew, stand_already
from editions.queries.interests import why_own_edition
from editions.queries.records import NAMED, content_of, small_numbers
from editions.rules import parts
from editions.rules.audience import Choice, for_audience
from editions.services import files
from figures.enums import Audience, EditionState
from figures.models import Edition
from figures.queries.audiences import rules_of
from figures.services import discard_edition, issue_with_report, prepare_edition, withdraw_edition
from jobs.enums import FileState
from jobs.services import made_files
from reporting.enums import Marking, ReportState
from reporting.models import Report
from reporting.queries.figures import figured
from reporting.queries.reports import content_of as report_content
from reporting.rules.snapshots.figures import figure_fields

STANDING = (EditionState.PREPARED, EditionState.ISSUED)
NOT_FROZEN = "An edition is made from a report once it is frozen: this one is not."
WITHDRAWN = "This report was withdrawn, and no edition is made from it any more."
REPLACED = "A later version of this report was issued. Make the edition from that."
WAITS = "An edition for this audience waits for its release already. Issue it or put it aside."
NO_AUDIENCE = "Choose for whom the edition is."
NO_MARKING = "Choose how this edition is marked: it is asked each time."
ONLY_OFFICIAL = (
    "What the public reads can only be OFFICIAL. Read it as the public would and choose that "
    "yourself: the program lowers no marking."
)
EXACT = "This audience may not be shown exact numbers: nothing can be prepared for it."
NOT_PARTS = "These are not the parts of this report."
SMALL = (
    "A small number of children is told in: {}. Leave that part out, or say why it tells nobody "
    "who they are."
)
NO_PDF = "Its PDF is not ready yet, or is not as it was made. Wait for it, then issue the edition."
FIRST = "The report itself was not issued yet: what the public or members read follows it."


@transaction.atomic
def prepare_report_edition(
    *,
    by: User,
    report: Report,
    audience: str,
    marking: str,
    kept: Collection[str],
    numbers_reason: str = "",
    now: datetime | None = None,
) -> ReportEdition:
    """Make the record of what an audience is told of a frozen report, and ask for its files.

    `marking` is somebody's choice, `kept` the keys of the parts that are told
    (`editions.rules.parts`). Raises ValidationError for a report that is not frozen, was withdrawn
    or replaced; for a second edition that waits; for a public one that is not OFFICIAL; where
    words tell a small number of children and `numbers_reason` does not say why they may; and,
    naming the figure, where no hiding makes the figures safe.
    """
    report = locked(report, "plan__area", "area", "snapshot")
    now = now or timezone.now()
    to = _audience(audience)
    _refuse_report(report)
    _refuse_marking(to, marking)
    if report.editions.filter(audience=to, state=EditionState.PREPARED).exists():
        raise ValidationError(WAITS)
    known = {row.key for row in parts.parts_of(report.kind, to, report.contents)}
    if not set(kept) <= known:
        raise ValidationError({"kept": NOT_PARTS})
    choice = Choice(
        audience=to,
        marking=Marking(marking).label,
        number=after_last(report.editions.filter(audience=to), "number"),
        kept=frozenset(kept),
    )
    assert report.snapshot is not None
    source = report_content(report.snapshot)
    told = _figures(by, report, source, choice, now)
    content = for_audience(source, choice, told.fields)
    reason = numbers_reason.replace("\r\n", "\n").strip()
    _refuse_small_numbers(report, to, content, reason)
    edition = ReportEdition(
        area=report.area,
        report=report,
        audience=to.value,
        number=choice.number,
        marking=marking,
        content=hash.canonical_bytes(content).decode(),
        sha256=hash.digest(content),
        parts=sorted(choice.kept),
        figures_edition=told.edition,
        numbers_reason=reason,
        prepared_by=by,
        prepared_at=now,
    )
    edition.save()
    left = parts.headings_left_out(report.kind, to, choice.kept, report.contents)
    more = {"left out": left} | ({"small numbers": reason} if reason else {})
    _record(by, edition, "prepared edition", sha256=edition.sha256, **more)
    files.ask_for_all(edition, by)
    return edition


@transaction.atomic
def issue_report_edition(
    *, by: User, edition: ReportEdition, now: datetime | None = None
) -> ReportEdition:
    """Issue an edition to its audience, with its figures. Raises ValidationError for one's own,
    for what does not wait for release, before its report was issued, and while its PDF is not
    there as it was made."""
    report = locked(edition.report)
    edition = locked(edition, "area", "report__plan__area", "figures_edition")
    if edition.state != EditionState.PREPARED:
        raise ValidationError(f"This is not waiting for release: {edition.get_state_display()}.")
    now = now or timezone.now()
    if why := why_own_edition(by, edition, timezone.localdate(now)):
        raise ValidationError(why)
    if report.state != ReportState.ISSUED:
        raise ValidationError(FIRST)
    _refuse_report(report)
    try:
        content_of(edition)
    except ValueError as changed:
        raise ValidationError(str(changed)) from changed
    _refuse_without_pdf(edition)
    before = _issued_before(edition)
    edition.move(EditionState.ISSUED, issued_by=by, issued_at=now)
    for row in before:
        _take_back(by, row, f"Replaced by {edition.name.lower()} {edition.number} of the report.")
    if edition.figures_edition is not None:
        issue_with_report(by=by, edition=edition.figures_edition, now=now)
    _record(by, edition, "issued edition", sha256=edition.sha256)
    return edition


@transaction.atomic
def discard_report_edition(*, by: User, edition: ReportEdition, reason: str = "") -> ReportEdition:
    """Put an edition aside before its audience saw it: its figures bind no later one."""
    if edition.state == EditionState.ISSUED:
        raise ValidationError(f"This cannot be done any more: {edition.get_state_display()}.")
    return end_edition(by=by, edition=edition, reason=reason.strip())


@transaction.atomic
def withdraw_report_edition(
    *, by: User | None, edition: ReportEdition, reason: str
) -> ReportEdition:
    """Take an edition back after it was issued: its files go, its hashes stay, its page says why.
    What its figures told stays a fact. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": "Say why: its page says so from now on."})
    edition = _ended(by, edition, EditionState.WITHDRAWN, reason.strip(), "withdrew edition")
    _take_back(by, edition, f"The edition that told them was withdrawn: {reason.strip()}")
    return edition


@transaction.atomic
def end_editions(*, by: User | None, report: Report, reason: str) -> list[ReportEdition]:
    """What becomes of a report's editions when it is taken back itself: those that were issued are
    withdrawn, one that waits is put aside."""
    rows = list(report.editions.select_related("figures_edition").order_by("pk"))
    return [end_edition(by=by, edition=row, reason=reason) for row in rows if row.state in STANDING]


@transaction.atomic
def end_edition(*, by: User | None, edition: ReportEdition, reason: str) -> ReportEdition:
    """Take an edition back, whether it was issued or waits."""
    if edition.state == EditionState.ISSUED:
        return withdraw_report_edition(by=by, edition=edition, reason=reason)
    edition = _ended(by, edition, EditionState.DISCARDED, reason, "put edition aside")
    figures = edition.figures_edition
    if by is not None and figures is not None and figures.state == EditionState.PREPARED:
        discard_edition(by=by, edition=figures, reason=f"{edition}: goes no further.")
    return edition


class _Told(NamedTuple):
    fields: FigureFields
    edition: Edition | None


def _figures(
    by: User, report: Report, content: SnapshotContent, choice: Choice, now: datetime
) -> _Told:
    """The figures for the audience: those of the report where it was made for that audience, else
    worked out anew beside all that anybody was ever told."""
    if parts.INDICATORS not in choice.kept:
        return _Told(NO_FIGURES, None)
    if stand_already(content, choice.audience):
        fields: FigureFields = {
            "told": content["told"],
            "indicators": content["indicators"],
            "together": content["together"],
            "figure_changes": content["figure_changes"],
        }
        return _Told(fields, None)
    assert report.frozen_at is not None
    made = anew(report, choice.audience, report.frozen_at)
    if made.readers.exact:
        raise ValidationError(EXACT)
    if not made.tells:
        return _Told(NO_FIGURES, None)
    edition = prepare_edition(
        by=by,
        area=report.plan.area,
        audience=choice.audience,
        title=f"{report.title}: edition {choice.number}",
        extent=made.extent,
        record=made.record,
        as_of=report.as_of,
        now=now,
    )
    told = figured(report.plan, made.order, made.readers, made.record, edition)
    return _Told(figure_fields(told, content, None, timezone.get_current_timezone()), edition)


def _audience(audience: str) -> Audience:
    if audience not in (Audience.MEMBERS, Audience.PUBLIC):
        raise ValidationError({"audience": NO_AUDIENCE})
    return Audience(audience)


def _refuse_report(report: Report) -> None:
    if report.snapshot_id is None or report.state not in (ReportState.FROZEN, ReportState.ISSUED):
        raise ValidationError(NOT_FROZEN)
    if report.withdrawn_at is not None:
        raise ValidationError(WITHDRAWN)
    if report.pk in Report.objects.replaced([report]):
        raise ValidationError(REPLACED)


def _refuse_marking(audience: Audience, marking: str) -> None:
    if marking not in Marking.values:
        raise ValidationError({"marking": NO_MARKING})
    if audience == Audience.PUBLIC and marking != Marking.OFFICIAL:
        raise ValidationError({"marking": ONLY_OFFICIAL})


def _refuse_small_numbers(
    report: Report, audience: Audience, content: SnapshotContent, reason: str
) -> None:
    """Raises ValidationError, with the parts, where words tell a small number of children."""
    if reason:
        return
    most = rules_of(report.area)[audience].threshold
    if places := small_numbers(content, most):
        shown = places[:NAMED]
        if len(places) > NAMED:
            shown.append(f"{len(places) - NAMED} more")
        raise ValidationError({"numbers_reason": SMALL.format(listed(shown))})


def _refuse_without_pdf(edition: ReportEdition) -> None:
    file = edition.files.filter(format="pdf").first()
    if file is None or file.state != FileState.READY:
        raise ValidationError(NO_PDF)
    made_files.checked(file)


def _issued_before(edition: ReportEdition) -> list[ReportEdition]:
    """What this audience was told by now, of this report and its earlier versions."""
    family = [row.pk for row in Report.objects.family(edition.report)]
    rows = ReportEdition.objects.filter(
        report__in=family, audience=edition.audience, state=EditionState.ISSUED
    )
    return list(rows.exclude(pk=edition.pk).select_related("figures_edition").order_by("pk"))


def _take_back(by: User | None, edition: ReportEdition, reason: str) -> None:
    """What its figures told leaves its page."""
    figures = edition.figures_edition
    if figures is not None and figures.state == EditionState.ISSUED:
        withdraw_edition(by=by, edition=figures, reason=reason)


def _ended(
    by: User | None, edition: ReportEdition, state: EditionState, reason: str, verb: str
) -> ReportEdition:
    edition = locked(edition, "area", "report__plan__area", "figures_edition")
    if edition.state == state:
        return edition
    edition.refuse_end(state)
    edition.move(state, ended_by=by, ended_at=timezone.now(), reason=reason)
    files.forget_all(edition)
    _record(by, edition, verb, **({"reason": reason} if reason else {}))
    return edition


def _record(
    by: User | None, edition: ReportEdition, verb: str, **more: str | Iterable[str]
) -> None:
    """For whom, how marked and what was left out; never a figure."""
    changes = {
        "audience": edition.get_audience_display(),
        "marking": edition.get_marking_display(),
        **more,
    }
    record(by=by, verb=verb, target=edition, area_id=edition.area_id, changes=changes)
