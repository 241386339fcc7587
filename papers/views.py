"""Pages of papers that people write beside facts: minutes, and young people's summaries."""

from functools import partial
from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.roles import Permission
from accounts.views import person
from committees.models import Meeting
from committees.permissions import may, require
from committees.views.scope import area_crumbs, row_in_scope
from documents import prose
from handouts.written import ACTIONS, fingerprint, headed
from papers import services
from papers.enums import PaperKind
from papers.forms.papers import AgreeForm, PartForm, WithdrawForm
from papers.models import Paper, PaperPart
from papers.queries.interests import AGREES, WRITES, why_not_agree
from papers.queries.records import parts_of, record_of, written_parts
from papers.rules.sentences import long_sentences
from reporting.enums import FileFormat
from reporting.models import Report
from reporting.views.scope import report_in_scope
from web.form_page import Crumbs, FormPage, ask, opened, pressed

P = Permission
ROWS = ("area", "meeting__body", "report__snapshot", "agreed_meeting", "agreed_by", "withdrawn_by")


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes of a meeting; where none are begun, what they will hold."""
    meeting = _meeting(request, pk)
    known = Paper.objects.filter(meeting=meeting, withdrawn_at=None).first()
    if known is not None:
        return redirect("paper", known.pk)
    area = meeting.body.area
    context = {
        "reads": True,
        "area": area,
        "heading": f"Minutes of the {meeting.what} of {meeting.name.rpartition(' of ')[2]}",
        "caption": str(meeting.body),
        "held": meeting.held_on <= timezone.localdate(),
        "begins": may(request.user, P.MEETING_RECORD, area),
        "begin": reverse("minutes_begin", args=[pk]),
        "what": "minutes",
        "breadcrumbs": area_crumbs(area, ("Minutes", "")),
    }
    return render(request, "papers/none_yet.html", context)


@require_POST
def begin_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    require(request.user, P.MEETING_RECORD, meeting.body.area_id)
    write = partial(services.begin_minutes, meeting=meeting, on=timezone.localdate())
    pressed(request, write, "The minutes are begun. Facts stand in them already.")
    return redirect("minutes", pk)


@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The young people's summary of a report; where none is begun, what it is."""
    report = report_in_scope(request, pk)
    reads = may(request.user, P.COMMITTEE_READ, report.area)
    known = Paper.objects.filter(report=report, withdrawn_at=None).first() if reads else None
    if known is not None:
        return redirect("paper", known.pk)
    context = {
        "reads": reads,
        "area": report.area,
        "heading": "Young people’s summary",
        "caption": report.title,
        "held": True,
        "begins": may(request.user, P.VOICE_EDIT, report.area),
        "begin": reverse("summary_begin", args=[pk]),
        "what": "summary",
        "breadcrumbs": area_crumbs(report.area, ("Young people’s summary", "")),
    }
    return render(request, "papers/none_yet.html", context)


@require_POST
def begin_summary(request: HttpRequest, pk: int) -> HttpResponse:
    report = _report(request, pk)
    require(request.user, P.VOICE_EDIT, report.area)
    write = partial(services.begin_summary, report=report)
    pressed(request, write, "The summary is begun. Write it together with young people.")
    return redirect("summary", pk)


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper as it stands, part by part, with what can be done about it."""
    row = _paper(request, pk)
    today, kind = timezone.localdate(), PaperKind(row.kind)
    told = record_of(row, today)
    writes = row.draft and row.withdrawn_at is None and may(request.user, WRITES[kind], row.area)
    agrees = may(request.user, AGREES[kind], row.area)
    shown = [(part, prose.blocks(part["words"])) for part in told["parts"]]
    beside = {one.asked.key: one for one in parts_of(row, today)} if writes else {}
    context = {
        "paper": row,
        "record": told,
        "page_marking": told["marking"],
        "mark": fingerprint(told)[:16],
        "parts": [
            (part, [(one, headed(one)) for one in part["tables"]], blocks, beside.get(part["key"]))
            for part, blocks in shown
        ],
        "writes": writes,
        "agrees": agrees and row.withdrawn_at is None,
        "why_not": why_not_agree(request.user, row) if agrees and row.draft else "",
        "minutes": kind == PaperKind.MINUTES,
        "breadcrumbs": _crumbs(row),
    }
    return render(request, "papers/paper.html", context)


@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The words under one part, with the facts beside them."""
    row = _paper(request, pk)
    require(request.user, WRITES[PaperKind(row.kind)], row.area)
    today = timezone.localdate()
    about = next((one for one in parts_of(row, today) if one.asked.key == key), None)
    if about is None or not row.draft or row.withdrawn_at is not None:
        if about is None and row.draft:
            raise Http404("This paper has no such part.")
        messages.info(request, "This paper is agreed or was taken back, so it stays as it is.")
        return redirect("paper", pk)
    known = written_parts(row).get(key)
    form = opened(PartForm, request, row=known or PaperPart(paper=row, key=key, row_version=0))
    page = FormPage(
        heading=about.asked.heading,
        caption=str(row),
        lead=about.asked.prompt,
        back=reverse("paper", args=[pk]),
        done="The words are saved.",
        breadcrumbs=_crumbs(row, (about.asked.heading, "")),
        template="papers/part.html",
        context={
            "about": about,
            "long": long_sentences(known.words) if known and row.report_id else 0,
        },
    )
    write = partial(services.write_paper_part, paper=row, key=key, today=today)
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree a paper as it stands: nobody who wrote in it."""
    row = _paper(request, pk)
    kind = PaperKind(row.kind)
    require(request.user, AGREES[kind], row.area)
    if not row.draft or row.withdrawn_at is not None:
        messages.info(request, "This paper is agreed or was taken back, so it stays as it is.")
        return redirect("paper", pk)
    today = timezone.localdate()
    form = opened(AgreeForm, request, row=row, meetings=_later(row))
    page = FormPage(
        heading="Agree the minutes" if kind == PaperKind.MINUTES else "Approve the summary",
        caption=str(row),
        lead="From then on it stays as it is and bears its hash. Read it whole before.",
        back=reverse("paper", args=[pk]),
        done="It is agreed and kept as it stands.",
        why_not=why_not_agree(request.user, row),
        breadcrumbs=_crumbs(row, ("Agree", "")),
    )
    return ask(request, form, page, partial(services.agree_paper, paper=row, today=today))


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper back, with a reason."""
    row = _paper(request, pk)
    require(request.user, AGREES[PaperKind(row.kind)], row.area)
    page = FormPage(
        heading="Take it back",
        caption=str(row),
        lead="It stays in the record and is handed out no more. Another can be begun.",
        back=reverse("paper", args=[pk]),
        done="It is taken back.",
        breadcrumbs=_crumbs(row, ("Take it back", "")),
    )
    form = opened(WithdrawForm, request)
    return ask(request, form, page, partial(services.withdraw_paper, paper=row))


@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper as PDF; `?as=docx` for Word, `?part=actions` for its action list."""
    row = _paper(request, pk)
    word = request.GET.get("as") == FileFormat.DOCX
    only = ACTIONS if request.GET.get("part") == ACTIONS and row.meeting_id else ""
    try:
        made = services.take_written_paper(
            by=person(request), paper=row, today=timezone.localdate(), word=word, part=only
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("paper", pk)
    state = "draft" if row.draft else "agreed"
    day = row.meeting.held_on if row.meeting else row.report.as_of if row.report else ""
    name = slugify(f"{row.area} {only or row.get_kind_display()} {day} {state}")
    ending = FileFormat.DOCX if word else "pdf"
    return FileResponse(BytesIO(made.data), as_attachment=True, filename=f"{name}.{ending}")


def _paper(request: HttpRequest, pk: int) -> Paper:
    return row_in_scope(request, Paper.objects.select_related(*ROWS), pk=pk)


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    rows = Meeting.objects.select_related("body__area")
    return row_in_scope(request, rows, P.COMMITTEE_READ, pk=pk)


def _report(request: HttpRequest, pk: int) -> Report:
    report = report_in_scope(request, pk)
    require(request.user, P.COMMITTEE_READ, report.area_id)
    return report


def _later(row: Paper) -> list[Meeting] | None:
    """The meetings that can have agreed minutes, the first after them first; None of a summary."""
    met = row.meeting
    if met is None:
        return None
    rows = Meeting.objects.filter(body=met.body_id, held_on__gte=met.held_on).exclude(pk=met.pk)
    return list(rows.filter(held_on__lte=timezone.localdate()).order_by("held_on", "pk"))


def _crumbs(row: Paper, *rest: tuple[str, str]) -> Crumbs:
    own = reverse("paper", args=[row.pk]) if rest else ""
    return area_crumbs(row.area, (str(row), own), *rest)
