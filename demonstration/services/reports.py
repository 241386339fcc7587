"""The reports of the quarters that are told: written, frozen and released as they would have been.

Every step looks for what is there already, so that a load that was interrupted is finished by the
next one and a finished load is left alone.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from committees.enums import BodyKind, Capacity
from committees.models import Area, Body, Meeting, Post
from demonstration.queries.officers import holder_of_chair, lead_officer, noon
from demonstration.queries.sources import Source, Table
from demonstration.rules import CONSIDERED, FROZEN, QUARTER
from demonstration.services.area import loaded_on
from demonstration.services.editions import tell_editions, tell_everybody
from documents.enums import ReportKind
from jobs.enums import FileState
from narratives.enums import StepKind
from narratives.queries.parts import standing_of_part
from narratives.services import (
    ask_for_parts,
    ask_for_signature,
    hand_in_part,
    review_part,
    sign_part,
)
from plans.enums import PlanState
from plans.models import Plan
from reporting.enums import FileFormat, Marking, ReportState
from reporting.models import Report, ReportFile
from reporting.queries.reports import period_for
from reporting.services import (
    answer_direction,
    begin_report,
    close_direction,
    freeze_report,
    issue_report,
    record_direction,
    write_section,
)
from reporting.tasks import render_file

SIGNED_AFTER = timedelta(weeks=5)  # an annual report is written and signed after its year has ended
SIGNED = ("preface", "foreword")
ISSUED_AFTER = FROZEN * 2  # the chair takes as long to read it as the committee's office to make it


def make_reports(*, source: Source, quarters: int | None = None) -> int:
    """Make the missing reports of the last `quarters`, oldest first; say how many were made.

    `quarters` is the number that the area's own file gives when None.
    """
    area = Area.objects.get(slug=source.slug)
    today = loaded_on(area)
    timetable = source.timetable(today)
    plan = Plan.objects.filter(area=area).earliest("pk")
    last = source.reports["made"] if quarters is None else quarters
    made = 0
    for row in source.reports["quarterly"]:
        if row["q"] <= last:
            made += make_quarterly(plan, timetable.meeting(row["q"]), row, today)
    tell_editions(plan, source.reports.get("editions", {}))
    if "annual" in source.reports:
        made += _annual(plan, source.reports["annual"], today)
    return made


def make_quarterly(plan: Plan, met: date, words: Table, today: date) -> bool:
    """One quarter's report, issued; whether it was missing."""
    as_of = met + FROZEN
    # a later version for the same day is somebody's own work
    known = Report.objects.filter(plan=plan, kind=ReportKind.QUARTERLY, as_of=as_of, version=1)
    report = known.first()
    if report is not None and report.state == ReportState.ISSUED:
        return False
    if report is None:
        report = _write_and_freeze(plan, met, words, as_of)
    pdf = report.files.select_related("job").get(format=FileFormat.PDF)
    _render(pdf)
    chair = holder_of_chair(plan, met + ISSUED_AFTER)
    # nobody is written to about a quarter that has passed
    # whoever is stopped in between finds the report not issued, and begins here again
    with transaction.atomic():
        issued = issue_report(by=chair, report=report, now=noon(met + ISSUED_AFTER), send=False)
        _directed(issued, met, words, today)
    return True


def _directed(report: Report, met: date, words: Table, today: date) -> None:
    """What chief officers directed at their meeting, and what was answered before the next."""
    plan, chief = report.plan, _chief_officer(report.plan)
    for row in words.get("directions", []):
        given = met + CONSIDERED
        direction = record_direction(
            by=chief,
            report=report,
            text=row["text"],
            given_by=str(report.addressed_to),
            given_on=given,
            due_on=given + timedelta(weeks=row["weeks"]),
            on=today,
            now=noon(given),
        )
        if "answer" in row:
            on = given + timedelta(weeks=row["answered_after"])
            action = plan.actions.filter(number=row.get("action", "-")).first()
            answer_direction(
                by=lead_officer(plan),
                direction=direction,
                text=row["answer"],
                action=action,
                on=on,
            )
        if "closed" in row:
            direction.refresh_from_db()
            close_direction(
                by=chief,
                direction=direction,
                expected=direction.row_version,
                closing_note=row["closed"],
                on=given + QUARTER,
            )


@transaction.atomic
def _write_and_freeze(plan: Plan, met: date, words: Table, as_of: date) -> Report:
    kind, chiefs = ReportKind.QUARTERLY, _chiefs(plan)
    considered_at = chiefs.meetings.filter(held_on=met + CONSIDERED).first()
    report = _begin(
        plan, kind, words, as_of, Marking.OFFICIAL_SENSITIVE, considered_at=considered_at
    )
    return freeze_report(by=lead_officer(plan), report=report, now=noon(as_of))


def _annual(plan: Plan, words: Table, today: date) -> bool:
    """The annual report in preparation: written, not yet frozen."""
    if Report.objects.filter(plan=plan, kind=ReportKind.ANNUAL).exists():
        return False
    follows = Plan.objects.filter(area=plan.area, state=PlanState.DRAFT).first()
    with transaction.atomic():
        by_one = {key: text for key, text in words.items() if isinstance(text, str)}
        report = _begin(plan, ReportKind.ANNUAL, by_one, today, Marking.OFFICIAL, next_plan=follows)
        keep_parts(report, words.get("parts", ()), today)
        _ask_for_signatures(report, words.get("signatures", ()), today)
    return True


def make_annual(plan: Plan, words: Table, follows: Plan | None) -> bool:
    """The report of a plan's last year: signed by those in the chair, issued, and told to the
    public; whether it was missing."""
    end = plan.period_end
    known = Report.objects.filter(plan=plan, kind=ReportKind.ANNUAL, as_of=end, version=1)
    report = known.first()
    if report is None or report.state != ReportState.ISSUED:
        report = report or _sign_and_freeze(plan, words, end, follows)
        _render(report.files.select_related("job").get(format=FileFormat.PDF))
        on = end + SIGNED_AFTER + ISSUED_AFTER
        chair = holder_of_chair(plan, on)
        report = issue_report(by=chair, report=report, now=noon(on), send=False)
        tell_everybody(report)
        return True
    tell_everybody(report)
    return False


@transaction.atomic
def _sign_and_freeze(plan: Plan, words: Table, end: date, follows: Plan | None) -> Report:
    frozen = noon(end + SIGNED_AFTER)
    report = _begin(plan, ReportKind.ANNUAL, words, end, Marking.OFFICIAL, next_plan=follows)
    for part in report.sections.filter(key__in=SIGNED):
        asked = noon(end + ISSUED_AFTER)
        due = end + SIGNED_AFTER
        ask_for_signature(by=lead_officer(plan), part=part, due_on=due, now=asked)
        signer = standing_of_part(part, due).signer
        if signer and signer.user:
            by = User.objects.get(pk=signer.user)
            sign_part(by=by, part=part, kind=StepKind.SIGNED, now=frozen)
    return freeze_report(by=lead_officer(plan), report=report, now=frozen)


def _ask_for_signatures(report: Report, rows: Iterable[Table], today: date) -> None:
    """The one in the chair is asked to sign each part of the file, and signs what it says."""
    for row in rows:
        part = report.sections.get(key=row["key"])
        due = today + timedelta(days=row["due"])
        ask_for_signature(by=lead_officer(report.plan), part=part, due_on=due)
        signer = standing_of_part(part, today).signer
        if row.get("signed") and signer and signer.user:
            sign_part(by=User.objects.get(pk=signer.user), part=part, kind=StepKind.SIGNED)


def _begin(
    plan: Plan,
    kind: ReportKind,
    words: Table,
    as_of: date,
    marking: Marking,
    *,
    considered_at: Meeting | None = None,
    next_plan: Plan | None = None,
) -> Report:
    """A report to the chief officers, begun and written by the lead officer."""
    officer = lead_officer(plan)
    report = begin_report(
        by=officer,
        plan=plan,
        kind=kind.value,
        period=period_for(plan, as_of, kind),
        as_of=as_of,
        marking=marking,
        addressed_to=_chiefs(plan),
        considered_at=considered_at,
        next_plan=next_plan,
    )
    for section in report.sections.all():
        if section.key in words:
            write_section(
                by=officer,
                section=section,
                expected=section.row_version,
                body=words[section.key],
                now=min(noon(as_of), timezone.now()),
            )
    return report


def _chiefs(plan: Plan) -> Body:
    return Body.objects.get(area=plan.area, kind=BodyKind.CHIEF_OFFICERS_GROUP)


def _render(pdf: ReportFile) -> None:
    """Make the PDF here and now: nobody can release a report that cannot be read yet."""
    if pdf.state != FileState.READY and pdf.job is not None:
        render_file(pdf.job.pk)


def _chief_officer(plan: Plan) -> User:
    rows = User.objects.filter(role_grants__area=plan.area, role_grants__role=Role.CHIEF_OFFICER)
    return rows.earliest("pk")


def keep_parts(report: Report, rows: Iterable[Table], today: date) -> None:
    """Ask for each part of the file as many days ago as it says; what its holder wrote is handed
    in, and the chair answers."""
    officer, chair = lead_officer(report.plan), _with(Role.CHAIR, report.area)
    for row in rows:
        part = report.sections.get(key=row["key"])
        post = Post.objects.get(area=report.area, title=row["post"])
        asked = today - timedelta(days=row["asked"])
        ask_for_parts(
            by=officer,
            report=report,
            parts=[part],
            post=post,
            due_on=today + timedelta(days=row["due"]),
            now=noon(asked),
        )
        if "words" not in row:
            continue
        holding = post.holdings.current(today).filter(capacity=Capacity.HOLDER)
        writer = holding.select_related("user").get().user
        written = noon(asked + timedelta(days=2))
        write_section(
            by=writer,
            section=part,
            expected=part.row_version,
            body=row["words"],
            now=written,
        )
        hand_in_part(by=writer, part=part, now=written + timedelta(hours=1))
        note = row.get("note", "")
        review_part(
            by=chair,
            part=part,
            kind=StepKind.SENT_BACK if note else StepKind.AGREED,
            note=note,
            now=written + timedelta(days=1),
        )


def _with(role: Role, area: Area) -> User:
    rows = User.objects.filter(role_grants__area=area, role_grants__role=role)
    return rows.filter(role_grants__ends=None).earliest("pk")
