"""A file of a plan that was edited comes back: sent in, looked over, applied."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from committees.permissions import require
from exchange.forms.edited_files import EditedFileForm, EditsForm
from exchange.models import EditedFile
from exchange.queries.difference import difference_of
from exchange.queries.references import references_of
from exchange.services.edited_files import (
    apply_edited_file,
    discard_edited_file,
    send_edited_file,
)
from imports.queries.preview import left_out_lines
from plans.enums import OVER
from plans.views.scope import plan_crumbs, plan_in_scope, wording_notice
from web.form_page import Crumbs, FormPage, ask, opened, pressed

CLOSED = "This plan is closed. It is kept as it was."
HERE = "Bring in an edited file"


@require_http_methods(["GET", "POST"])
def edited_file_send(request: HttpRequest, slug: str) -> HttpResponse:
    """Send an edited file; what it says otherwise than the plan stands on the next page."""
    plan = plan_in_scope(request, slug, Permission.PLAN_EDIT)
    page = FormPage(
        heading=HERE,
        caption=plan.title,
        back=reverse("plan_files", args=[plan.slug]),
        done="",
        leave="Back to the plan’s files",
        lead="Nothing is written until you have looked over what differs and picked what is to be "
        "taken over.",
        why_not=CLOSED if plan.state in OVER else "",
        breadcrumbs=plan_crumbs(plan, _files(plan.slug), (HERE, "")),
    )
    write = partial(send_edited_file, plan=plan)
    return ask(request, opened(EditedFileForm, request), page, write, onward=_own)


@require_http_methods(["GET", "POST"])
def edited_file(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file says otherwise; once it is applied, what was taken over."""
    row = _in_scope(request, pk)
    plan, crumbs = row.plan, _crumbs(row)
    if row.applied_at:
        context = {"row": row, "plan": plan, "breadcrumbs": crumbs}
        return render(request, "exchange/taken_over.html", context)
    differs = difference_of(row)
    form = opened(EditsForm, request, differs=differs, references=references_of(plan))
    page = FormPage(
        heading="What differs",
        caption=plan.title,
        back=_own(row),
        done="What you picked is in the plan. What was written before stays in its history.",
        leave="",
        notice=partial(wording_notice, plan, request.path),
        breadcrumbs=crumbs,
        template="exchange/difference.html",
        context=lambda: {
            "row": row,
            "plan": plan,
            "differs": differs,
            "left_out": left_out_lines(differs.draft),
        },
    )
    return ask(request, form, page, partial(apply_edited_file, row=row))


@require_POST
def edited_file_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget the file; nothing of it is in the plan."""
    row = _in_scope(request, pk)
    slug = row.plan.slug
    write = partial(discard_edited_file, row=row)
    pressed(request, write, "The file is discarded. Nothing of it was written.")
    return redirect("plan_files", slug)


def _in_scope(request: HttpRequest, pk: int) -> EditedFile:
    rows = EditedFile.objects.visible_to(request.user).select_related(
        "plan__area", "plan__legend", "made_by", "applied_by"
    )
    row = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.PLAN_EDIT, row.plan.area_id)
    return row


def _own(row: EditedFile) -> str:
    return reverse("edited_file", args=[row.pk])


def _files(slug: str) -> tuple[str, str]:
    return "Files", reverse("plan_files", args=[slug])


def _crumbs(row: EditedFile) -> Crumbs:
    return plan_crumbs(row.plan, _files(row.plan.slug), (row.file_name, ""))
