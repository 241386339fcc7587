"""Update windows: the days in which leads are asked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.permissions import person
from accounts.roles import Permission
from committees.models import Meeting
from committees.permissions import may, require
from committees.queries.groups import offsets_of_bodies
from plans.models import Plan
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import saved, sent, today
from windows.forms import ReopenForm, WindowForm, proposed
from windows.models import UpdateWindow
from windows.queries import planned_windows
from windows.services import open_window, reopen_window

RECENT = timedelta(days=31)


@require_http_methods(["GET", "POST"])
def windows(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's windows; the coordinator opens a new one below."""
    plan = plan_in_scope(request, slug)
    if request.method == "POST":
        require(person(request), Permission.WINDOW_MANAGE, plan.area_id)
    rows, planned = _newest_first(plan), planned_windows([plan], today())[0]
    form = _window_form(request, plan, rows, by_itself=not planned.why_none)
    if form.is_valid() and saved(
        request,
        form,
        lambda: open_window(by=person(request), plan=plan, today=today(), **form.values()),
    ):
        messages.success(request, "The window is set. Leads see what is asked when it opens.")
        return redirect("plan_windows", plan.slug)
    context = {
        "plan": plan,
        "windows": rows,
        "today": today(),
        "latest": next((row for row in rows if row.opens_on <= today()), None),
        "planned": planned,
        "form": form,
        "may_open": may(person(request), Permission.WINDOW_MANAGE, plan.area_id),
        "breadcrumbs": plan_crumbs(plan, "Update windows"),
    }
    return render(request, "windows/windows.html", context)


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """More days for a window that has opened, with the reason."""
    rows = UpdateWindow.objects.visible_to(request.user).select_related("plan__area", "meeting")
    window = get_object_or_404(rows, pk=pk)
    plan = window.plan
    require(person(request), Permission.WINDOW_MANAGE, plan.area_id)
    form = ReopenForm(**sent(request))
    if form.is_valid() and saved(
        request,
        form,
        lambda: reopen_window(by=person(request), window=window, on=today(), **form.values()),
    ):
        messages.success(request, f"The window is open until {window.closes_on:%-d %B %Y}.")
        return redirect("plan_windows", plan.slug)
    context = {
        "plan": plan,
        "window": window,
        "today": today(),
        "form": form,
        "breadcrumbs": plan_crumbs(plan, "Open a window again"),
    }
    return render(request, "windows/reopen.html", context)


def _window_form(
    request: HttpRequest, plan: Plan, rows: list[UpdateWindow], *, by_itself: bool
) -> WindowForm:
    """The form of a new window; days are proposed only where none opens by itself."""
    meetings = _meetings(plan)
    offsets = offsets_of_bodies(row.body_id for row in meetings)
    taken = {row.meeting_id for row in rows}
    first = {} if by_itself else proposed(meetings, taken, offsets, today())
    return WindowForm(**sent(request), meetings=meetings, initial=first)


def _newest_first(plan: Plan) -> list[UpdateWindow]:
    rows = UpdateWindow.objects.filter(plan=plan).select_related("meeting__body")
    return list(rows.prefetch_related("reopenings__reopened_by").order_by("-opens_on"))


def _meetings(plan: Plan) -> list[Meeting]:
    """Meetings of the area from last month on, that of the plan's own committee first each day."""
    rows = Meeting.objects.filter(body__area=plan.area_id, held_on__gte=today() - RECENT)
    own = [row for row in rows.select_related("body") if row.body_id == plan.body_id]
    return own or list(rows.select_related("body"))
