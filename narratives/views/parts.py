"""Pages of a report's parts: one part, its words, who is asked, what a second reader says."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.models import Post
from committees.permissions import may
from committees.queries.interests import why_not_theirs
from committees.rules.interests import Matter
from narratives import services
from narratives.enums import PartState
from narratives.forms.parts import FORM_ID, AskForm, PartForm, ReviewForm
from narratives.permissions import OFFICE, in_office, may_write
from narratives.queries.interests import of_part, others_release
from narratives.queries.pages import asked_parts, beside, default_due, holders, part_page
from narratives.queries.parts import standing_of_part
from narratives.views.scope import (
    part_address,
    part_crumbs,
    part_form,
    part_in_scope,
    part_to_review,
    part_to_write,
    reads_report,
)
from reporting.enums import ReportState
from reporting.models import Section
from reporting.services.drafts import write_section
from reporting.views.drafts import FROZEN
from reporting.views.scope import report_address, report_form, report_in_scope
from web.form_page import ask, opened, pressed

TAKEN = (
    "What you typed was saved, with these sentences below it. Go on from there: put them into your "
    "own words where you like."
)
SIGNED_WORDS = "{} signed these words. Whoever changes one of them takes the signature away."
AGAIN = "The report is frozen: its parts do not change any more."


@require_safe
def page(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One part: how it stands, its words, and what was done about it."""
    part = part_in_scope(request, pk, key)
    draft = part.report.state == ReportState.DRAFT
    told = part_page(part, timezone.localdate())
    state = told.standing.state
    writes = draft and may_write(request.user, part)
    office = draft and in_office(request.user, part.report.area_id)
    asks = draft and may(request.user, Permission.REPORT_PREPARE, part.report.area_id)
    context = {
        "part": part,
        "report": part.report,
        "told": told,
        "draft": draft,
        "writes": writes,
        "asks": asks,
        "asks_signature": asks and told.standing.unsigned,
        "signs": draft and told.standing.may_be_signed_by(request.user.pk),
        "unsigned": told.unsigned if draft else "",
        "claims": writes and not _claimed(request, told.standing.claimed),
        "hands_in": writes and told.standing.written.stand and state not in _READ,
        "reviews": office and state == PartState.HANDED_IN,
        "why_own": _why_own(request, part) if office and state == PartState.HANDED_IN else "",
        "reads_report": reads_report(request, part),
        "breadcrumbs": part_crumbs(request, part),
    }
    return render(request, "narratives/part.html", context)


_READ = (PartState.HANDED_IN, PartState.AGREED, PartState.SIGNED)


def _claimed(request: HttpRequest, claimed: Any) -> bool:
    return claimed is not None and claimed.by_key == person(request).pk


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The words of a part, beside what the record says for it; sentences of it are put into the
    text by a button."""
    part = part_to_write(request, pk, key)
    if part.report.state != ReportState.DRAFT:
        return frozen(request, part)
    takes = "take" in request.POST
    form = opened(PartForm, request, section=part, row=part)
    page = part_form(
        request,
        part,
        part.heading,
        TAKEN if takes else f"“{part.heading}” was saved.",
        lead=partial(_before_writing, request, part),
        template="narratives/write.html",
        context=partial(what_stands_beside, part),
    )
    if takes:
        chosen = request.POST.getlist("facts")
        service = partial(services.take_facts, section=part, chosen=chosen)
        return ask(request, form, page, service, onward=lambda _: request.path)
    return ask(
        request,
        form,
        page,
        partial(write_section, section=part),
        onward=partial(_after_writing, request),
    )


def _after_writing(request: HttpRequest, part: Section) -> str:
    """Whoever has the whole report goes on there; others to the page of their part."""
    return report_address(part.report) if reads_report(request, part) else part_address(part)


def what_stands_beside(part: Section) -> dict[str, Any]:
    """What the record says for a part, for a page with a column at the side."""
    now = Section.objects.select_related("report").get(pk=part.pk)
    return {"beside": beside(now, services.facts_of(now)), "form_id": FORM_ID}


def _before_writing(request: HttpRequest, part: Section) -> str:
    """What changing the words takes away, and from whom."""
    now = standing_of_part(part, timezone.localdate())
    signed = now.verdict if now.state == PartState.SIGNED else None
    kept = SIGNED_WORDS.format(signed.signature) if signed else ""
    return " ".join(filter(None, (kept, _who_releases(request, part))))


def _who_releases(request: HttpRequest, part: Section) -> str:
    """Said to whoever releases reports, before they write in one."""
    if not may(request.user, Permission.REPORT_ISSUE, part.report.area_id):
        return ""
    others = others_release(request.user, part.report)
    return f"Whoever writes in a report does not release it. {others}"


@require_http_methods(["GET", "POST"])
def ask_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a post for some of a report's parts, by a day."""
    report = report_in_scope(request, pk, Permission.REPORT_PREPARE)
    if report.state != ReportState.DRAFT:
        messages.info(request, AGAIN)
        return redirect(report_address(report))
    today = timezone.localdate()
    form = opened(
        AskForm,
        request,
        parts=report.sections.order_by("position"),
        hints=asked_parts(report, today),
        posts=Post.objects.filter(area=report.area),
        holders=holders(report.area, today),
        today=today,
        initial={
            "due_on": default_due(report, today),
            "parts": report.sections.filter(key=request.GET.get("part", "")),
        },
    )
    said = "They are asked in the letter of the day, and reminded until the part is handed in."
    page = report_form(report, "Ask a post to write parts", said)
    return ask(request, form, page, partial(services.ask_for_parts, report=report))


@require_POST
def take_back(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    report_in_scope(request, pk, Permission.REPORT_PREPARE)
    part = part_in_scope(request, pk, key)
    write = partial(services.take_back_request, part=part)
    pressed(request, write, "Nobody is asked for this part any more.")
    return redirect(part_address(part))


@require_POST
def claim(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    part = part_to_write(request, pk, key)
    write = partial(services.claim_part, part=part)
    pressed(request, write, "The others see that you are writing it.")
    return redirect(part_address(part))


@require_POST
def hand_in(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    part = part_to_write(request, pk, key)
    write = partial(services.hand_in_part, part=part)
    pressed(
        request, write, "It is handed in. A second person reads it, and agrees it or sends it back."
    )
    return redirect(part_address(part))


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """The words that were handed in, to be agreed or sent back."""
    part = part_to_review(request, pk, key)
    if part.report.state != ReportState.DRAFT:
        return frozen(request, part)
    page = part_form(
        request,
        part,
        f"Read “{part.heading}”",
        "Your answer was saved.",
        why_not=partial(_why_not, request, part),
        template="narratives/review.html",
        context=lambda: {"part": part, **what_stands_beside(part)},
    )
    form = opened(ReviewForm, request, initial={"seen": part.row_version})
    return ask(request, form, page, partial(services.review_part, part=part))


def _why_not(request: HttpRequest, part: Section) -> str:
    state = standing_of_part(part, timezone.localdate()).state
    return _why_own(request, part) if state == PartState.HANDED_IN else services.NOT_IN


def _why_own(request: HttpRequest, part: Section) -> str:
    """Why somebody else has to agree the words, with who could; "" where the person may."""
    today = timezone.localdate()
    return why_not_theirs(
        Matter.NARRATIVE,
        request.user,
        of_part(part, standing_of_part(part, today)),
        area_id=part.report.area_id,
        permissions=OFFICE,
        today=today,
    )


def frozen(request: HttpRequest, part: Section) -> HttpResponse:
    """The page of the report, or of the part; who sent something is told that it was not taken."""
    if request.method == "POST":
        messages.error(request, FROZEN)
    to = report_address(part.report) if reads_report(request, part) else part_address(part)
    return redirect(to)
