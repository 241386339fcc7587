"""A plan comes in from a spreadsheet: send it, look it over, confirm."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may_anywhere, require
from imports.forms.choices import ChoicesForm
from imports.forms.plans import LeadsForm, UploadForm
from imports.models import ImportDraft
from imports.queries.came_back import came_back
from imports.queries.preview import (
    MOST_ROWS,
    Waiting,
    doubt_lines,
    lead_lines,
    left_out_lines,
    ongoing_lines,
    plan_lines,
    read_again,
    refused_lines,
    timescale_lines,
)
from imports.rules.leads.joins import Target
from imports.rules.plan.summary import summary
from imports.rules.template import template
from imports.services.drafts import choose, choose_leads, discard_import, start_import
from imports.services.plan import confirm_import
from plans.rules.legends import PRESETS
from web.downloads import download
from web.form_page import FormPage, ask, opened, pressed

MOST_WAITING = 10
CRUMBS = [("Plans", "/plans/")]
APPLIED_FIRST = (
    "The plan is not in yet: you had chosen something that was not applied. It holds in the "
    "preview below now. Look it over, then bring the plan in."
)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Send a spreadsheet; what is wrong with it stands beside the field."""
    _require_anywhere(request)
    waiting = ImportDraft.objects.visible_to(request.user).filter(plan=None)
    page = FormPage(
        heading="Bring a plan in",
        back=reverse("plan_list"),
        leave="",
        done="",
        breadcrumbs=[*CRUMBS, ("Bring a plan in", "")],
        template="imports/start.html",
        context=lambda: {
            "waiting": waiting.select_related("area", "made_by").defer("content")[:MOST_WAITING],
            "came_back": came_back(request.user, MOST_WAITING),
            "areas": Area.objects.with_permission(request.user, Permission.PLAN_IMPORT),
        },
    )
    return ask(request, opened(UploadForm, request), page, start_import, onward=_preview)


@require_safe
def blank(request: HttpRequest) -> HttpResponse:
    """The template workbook."""
    _require_anywhere(request)
    return download(template(), "plan-template.xlsx")


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood; a person may correct the match of columns and look again."""
    row = _waiting(request, pk)
    if row.plan is not None:
        return redirect("plan_dashboard", row.plan.slug)
    read = read_again(row)
    form, page = _choices(request, row, read), _preview_page(row, read)
    return ask(request, form, page, partial(choose, draft=row))


@require_http_methods(["GET", "POST"])
def leads(request: HttpRequest, pk: int) -> HttpResponse:
    """What each lead is joined to; what is chosen is kept as another name of the post."""
    row = _waiting(request, pk)
    if row.plan is not None:
        return redirect("plan_dashboard", row.plan.slug)
    read = read_again(row)
    form = opened(LeadsForm, request, row=row, joins=read.joins, names=read.names)
    page = FormPage(
        heading="Who leads",
        caption=row.title,
        back=_preview(row),
        done="The leads are joined so when the plan is brought in.",
        lead="Names that stand already are joined by themselves. Join the others where they mean a "
        "post or group that you have: the plan's words become another name of it, and the next "
        "plan finds it alone.",
        breadcrumbs=[*CRUMBS, ("Preview", _preview(row)), ("Who leads", "")],
    )
    return ask(request, form, page, partial(choose_leads, draft=row))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the plan, all or nothing. What was chosen on the page and not applied yet is applied to
    the preview first: nobody brings in what they have not seen."""
    row = _waiting(request, pk)
    read = read_again(row)
    if row.plan is None and "expected" in request.POST:
        form = _choices(request, row, read)
        if not form.is_valid() or form.changes:
            page = replace(_preview_page(row, read), done=APPLIED_FIRST)
            return ask(request, form, page, partial(choose, draft=row))
    counts = f"{len(read.draft.rated)} actions and {len(read.draft.ongoing)} ongoing items"
    new = sum(join.target == Target.NEW for join in read.joins.values())
    done = f"The plan is in as a draft, with {counts}. Read it through below."
    if new:
        done += f" {new} of its leads are new posts, which nobody holds yet: see First steps."
    write = partial(confirm_import, import_draft=row, draft=read.draft, stated_on=read.stated_on)
    if made := pressed(request, write, done):
        return redirect("plan_dashboard", made.written.slug)
    return redirect("plan_import_preview", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the spreadsheet; nothing of it was in a plan."""
    write = partial(discard_import, draft=_waiting(request, pk))
    pressed(request, write, "The spreadsheet is discarded. Nothing was written.")
    return redirect("plan_import")


def _choices(request: HttpRequest, row: ImportDraft, read: Waiting) -> ChoicesForm:
    return opened(
        ChoicesForm,
        request,
        row=row,
        sheets=read.sheets,
        matched=read.draft.match,
        questions=read.questions,
        legend=read.draft.key or PRESETS[read.draft.legend],
        names=read.names,
        mapping=row.mapping,
    )


def _preview_page(row: ImportDraft, read: Waiting) -> FormPage:
    return FormPage(
        heading=f"Look over “{row.title}”",
        back=_preview(row),
        done="Your choices hold in the preview below. Nothing is written into a plan yet.",
        breadcrumbs=[*CRUMBS, ("Bring a plan in", reverse("plan_import")), ("Preview", "")],
        template="imports/preview.html",
        context=partial(_context, row, read),
    )


def _require_anywhere(request: HttpRequest) -> None:
    if not may_anywhere(request.user, Permission.PLAN_IMPORT):
        raise PermissionDenied("Bringing a plan in is not part of your role.")


def _waiting(request: HttpRequest, pk: int) -> ImportDraft:
    rows = ImportDraft.objects.visible_to(request.user).select_related("area", "plan")
    row = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.PLAN_IMPORT, row.area_id)
    return row


def _preview(row: ImportDraft) -> str:
    return reverse("plan_import_preview", args=[row.pk])


def _context(row: ImportDraft, read: Waiting) -> dict[str, Any]:
    draft = read.draft
    lines = plan_lines(read)
    return {
        "draft": row,
        "plan": draft,
        "counts": summary(draft),
        "legend": draft.key or PRESETS[draft.legend],
        "left_out": left_out_lines(draft),
        "doubts": doubt_lines(read),
        "open": sum(not question.decided for question in read.questions),
        "refused": refused_lines(read.sheets, draft),
        "timescales": timescale_lines(draft),
        "leads": lead_lines(read),
        "lines": lines[:MOST_ROWS],
        "ongoing": ongoing_lines(read)[:MOST_ROWS],
        "more_lines": max(len(lines) - MOST_ROWS, 0),
    }
