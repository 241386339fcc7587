"""Directions of chief officers: the list, one direction, and what is done with it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.roles import Permission
from accounts.views import person
from actions.models import Action
from committees.models import Post
from committees.permissions import may
from committees.queries.interests import why_not_theirs
from committees.rules.interests import Matter
from committees.views.scope import row_in_scope
from decisions.queries.officers import officers_seats, recent_groups_meetings
from plans.queries import plan_tree
from reporting import services
from reporting.enums import DirectionState, ReportState
from reporting.forms.directions import (
    AnswerForm,
    CloseDirectionForm,
    DirectionForm,
    Offered,
    RecordedClosingForm,
)
from reporting.models import Direction, DirectionAnswer
from reporting.queries.directions import RELATED, DirectionRow, answer_rows, body_of, plan_for, rows
from reporting.queries.interests import of_direction
from reporting.views.scope import report_form, report_in_scope
from web.form_page import Crumbs, FormPage, ask, opened

# whoever writes down what a meeting of the chief officers decided
RECORDERS = (Permission.DIRECTION_RECORD, Permission.MEETING_RECORD)
RECORDED = (
    "The direction is recorded. Every report prints it until it is closed; those who answer it see "
    "it on their first page."
)
RECORD_LEAD = "What chief officers told the committee to do on reading this report."
ANSWERED = "The answer is saved. Every report prints it until the direction is closed."
CLOSED = "The direction is closed. The next report says so, and later ones leave it out."
NOT_ISSUED = "Directions answer an issued report. This one was not issued, so none is recorded yet."


@require_safe
def direction_list(request: HttpRequest) -> HttpResponse:
    """Every direction of the person's areas, the open ones first."""
    given = rows(Direction.objects.visible_to(request.user), timezone.localdate())
    return render(request, "reporting/direction_list.html", {"rows": given})


@require_safe
def direction_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One direction with its answers, and how its actions stood when last reported."""
    direction, user = _in_scope(request, pk), person(request)
    answers = list(direction.answers.select_related("action__plan", "answered_by"))
    is_open = direction.state == DirectionState.OPEN
    closes = is_open and _may_close(user, direction)
    why_not = _why_not_close(user, direction) if closes else ""
    context = {
        "row": DirectionRow(direction, len(answers), timezone.localdate()),
        "direction": direction,
        "answers": answer_rows(answers, user),
        "answering": is_open and may(user, Permission.DIRECTION_ANSWER, direction.area_id),
        "closes": closes and not why_not,
        "is_officer": may(user, Permission.DIRECTION_CLOSE, direction.area_id),
        "why_not": why_not,
        "breadcrumbs": _crumbs((str(direction), "")),
    }
    return render(request, "reporting/direction_page.html", context)


@require_http_methods(["GET", "POST"])
def direction_record(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a direction against the issued report that it answers."""
    report = report_in_scope(request, pk, Permission.DIRECTION_RECORD)
    if report.state != ReportState.ISSUED:
        messages.error(request, NOT_ISSUED)
        return redirect("report_detail", pk)
    page = report_form(report, "Record a direction", RECORDED, lead=RECORD_LEAD)
    form = opened(DirectionForm, request, initial={"given_by": body_of(report)})
    write = partial(services.record_direction, report=report, on=timezone.localdate())
    return ask(request, form, page, write, onward=_address)


@require_http_methods(["GET", "POST"])
def direction_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a direction: in words, by a new action, or by one that is in the plan."""
    direction = _in_scope(request, pk, Permission.DIRECTION_ANSWER)
    if direction.state != DirectionState.OPEN:
        return _closed_already(request, direction)
    form = opened(AnswerForm, request, **_offered(request, direction))
    page = _about(direction, "Answer", ANSWERED)
    write = partial(services.answer_direction, direction=direction, on=timezone.localdate())
    return ask(request, form, page, write, onward=_address_of_answer)


@require_http_methods(["GET", "POST"])
def direction_close(request: HttpRequest, pk: int) -> HttpResponse:
    """A chief officer closes a direction with a note: never whoever answered it."""
    direction = _in_scope(request, pk, Permission.DIRECTION_CLOSE)
    if direction.state != DirectionState.OPEN and request.method == "GET":
        return _closed_already(request, direction)
    form = opened(CloseDirectionForm, request, row=direction)
    why_not = _why_not_close(person(request), direction)
    page = _about(direction, "Close", CLOSED, why_not=why_not)
    write = partial(services.close_direction, direction=direction, on=timezone.localdate())
    return ask(request, form, page, write, onward=_address)


@require_http_methods(["GET", "POST"])
def direction_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that the chief officers closed a direction: at which meeting, and who decided."""
    direction, user = _in_scope(request, pk), person(request)
    if not any(may(user, one, direction.area_id) for one in RECORDERS):
        raise PermissionDenied("Your role here does not record what chief officers decided.")
    if direction.state != DirectionState.OPEN and request.method == "GET":
        return _closed_already(request, direction)
    today = timezone.localdate()
    form = opened(
        RecordedClosingForm,
        request,
        row=direction,
        meetings=recent_groups_meetings(direction.area, today),
        seats=officers_seats(direction.area, today),
    )
    page = _about(
        direction, "Record the closing of", CLOSED, why_not=_why_not_close(user, direction)
    )
    write = partial(services.record_closing, direction=direction, on=today)
    return ask(request, form, page, write, onward=_address)


def _may_close(user: User, direction: Direction) -> bool:
    closing = (Permission.DIRECTION_CLOSE, *RECORDERS)
    return any(may(user, one, direction.area_id) for one in closing)


def _why_not_close(user: User, direction: Direction) -> str:
    today = timezone.localdate()
    return why_not_theirs(
        Matter.DIRECTION,
        user,
        of_direction(direction, today),
        area_id=direction.area_id,
        permissions=(Permission.DIRECTION_CLOSE, *RECORDERS),
        today=today,
    )


def _in_scope(request: HttpRequest, pk: int, permission: Permission | None = None) -> Direction:
    return row_in_scope(request, Direction.objects.select_related(*RELATED), permission, pk=pk)


def _crumbs(*rest: tuple[str, str]) -> Crumbs:
    return [("Directions", reverse("direction_list")), *rest]


def _offered(request: HttpRequest, direction: Direction) -> Offered:
    plan = plan_for(direction)
    if plan is None or not may(person(request), Permission.PLAN_READ, direction.area_id):
        return {"plan": None}
    adds = may(person(request), Permission.PLAN_EDIT, direction.area_id)
    return {
        "plan": plan,
        "adds": adds,
        "branches": plan_tree(plan) if adds else (),
        "posts": list(Post.objects.filter(area=plan.area_id)) if adds else (),
        "actions": list(Action.objects.filter(plan=plan, withdrawn_on=None)),
    }


def _about(direction: Direction, verb: str, done: str, why_not: str = "") -> FormPage:
    back = _address(direction)
    return FormPage(
        heading=f"{verb} direction {direction.number}",
        caption=f"{direction.area}: {direction.report.title}",
        back=back,
        done=done,
        why_not=why_not,
        lead=f"“{direction.text}”",
        breadcrumbs=_crumbs((str(direction), back), (verb, "")),
    )


def _closed_already(request: HttpRequest, direction: Direction) -> HttpResponse:
    """The direction's page; who sent something for it is told that it was not taken."""
    if request.method == "POST":
        messages.error(request, f"{direction} was closed in the meantime. Nothing was saved.")
    return redirect("direction_detail", direction.pk)


def _address(direction: Direction) -> str:
    return reverse("direction_detail", args=[direction.pk])


def _address_of_answer(answer: DirectionAnswer) -> str:
    return reverse("direction_detail", args=[answer.direction_id])
