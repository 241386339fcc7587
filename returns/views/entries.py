"""Pages of what a return tells one by one, and of what is asked of a course later."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from returns import services
from returns.enums import ReturnKind
from returns.forms.entries import ADDING, EDITING
from returns.forms.returns import CourseAnswerForm
from returns.rules.facts import ONE
from returns.views.scope import (
    entry_in_scope,
    question_in_scope,
    return_address,
    return_form,
    return_in_scope,
)
from timescales.date_format import long_day
from web.form_page import ask, opened, pressed


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    row = return_in_scope(request, pk)
    kind = ReturnKind(row.duty.kind)
    page = return_form(
        row,
        f"Add a {ONE[kind]}",
        "It was added to the draft.",
        why_not="" if row.is_draft else services.SENT,
    )
    form = opened(ADDING[kind], request, sending=row)
    return ask(request, form, page, partial(services.add_entry, sending=row))


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = entry_in_scope(request, pk)
    kind = ReturnKind(row.sending.duty.kind)
    page = return_form(
        row.sending,
        f"Change this {ONE[kind]}",
        "The draft was saved.",
        lead=str(row),
        why_not="" if row.sending.is_draft else services.SENT,
    )
    form = opened(EDITING[kind], request, sending=row.sending, row=row)
    return ask(request, form, page, partial(services.edit_entry, entry=row))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = entry_in_scope(request, pk)
    pressed(request, partial(services.remove_entry, entry=row), "It was taken out of the draft.")
    return redirect(return_address(row.sending))


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed in practice three months after a course."""
    row = question_in_scope(request, pk)
    course = row.entry
    held = f" of {long_day(course.starts)}" if course.starts else ""
    page = return_form(
        course.sending,
        "What has changed since the course?",
        "Your answer was saved.",
        lead=f"{course.title}{held}. Wanted by {long_day(row.due_on)}.",
    )
    last = row.answers.last()
    first = {"changed": last.changed, "known_by": last.known_by} if last else {}
    form = opened(CourseAnswerForm, request, initial=first)
    return ask(request, form, page, partial(services.answer_course, question=row))
