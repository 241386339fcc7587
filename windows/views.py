"""Update windows: the days in which leads are asked."""

from datetime import timedelta
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from accounts.views import person
from committees.models import Meeting
from committees.permissions import may
from committees.queries.groups import offsets_of_bodies
from committees.views.scope import row_in_scope
from plans.models import Plan
from plans.views.scope import plan_crumbs, plan_in_scope
from timescales.date_format import long_day
from web.form_page import FormPage, ask, opened
from windows.forms import ReopenForm, WindowForm, proposed
from windows.models import UpdateWindow
from windows.queries import planned_windows
from windows.services import open_window, reopen_window

RECENT = timedelta(days=31)


@require_http_methods(["GET", "POST"])
def windows(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's windows; the coordinator opens a new one below."""
    manages = Permission.WINDOW_MANAGE if request.method == "POST" else None
    plan, today = plan_in_scope(request, slug, manages), timezone.localdate()
    rows, planned = _newest_first(plan), planned_windows([plan], today)[0]
    form = _window_form(request, plan, rows, by_itself=not planned.why_none)
    page = FormPage(
        heading="Update windows",
        caption=plan.title,
        back=reverse("plan_windows", args=[slug]),
        done="The window is set. Leads see what is asked when it opens.",
        breadcrumbs=plan_crumbs(plan, ("Update windows", "")),
        template="windows/windows.html",
        context={
            "plan": plan,
            "windows": rows,
            "today": today,
            "latest": next((row for row in rows if row.opens_on <= today), None),
            "planned": planned,
            "may_open": may(person(request), Permission.WINDOW_MANAGE, plan.area_id),
        },
    )
    return ask(request, form, page, partial(open_window, plan=plan, today=today))


@require_http_methods(["GET", "POST"])
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """More days for a window that has opened, with the reason."""
    rows = UpdateWindow.objects.select_related("plan__area", "meeting")
    window = row_in_scope(request, rows, Permission.WINDOW_MANAGE, pk=pk)
    plan, today = window.plan, timezone.localdate()
    closed = window.closes_on < today
    page = FormPage(
        heading="Open this window again" if closed else "Give this window more days",
        title=f"Open a window again – {plan.title}",
        caption=window.label,
        back=reverse("plan_windows", args=[plan.slug]),
        leave="Back to the update windows",
        done=lambda _: f"The window is open until {long_day(window.closes_on)}.",
        breadcrumbs=plan_crumbs(plan, ("Open a window again", "")),
        template="windows/reopen.html",
        context={"window": window, "today": today},
    )
    write = partial(reopen_window, window=window, on=today)
    return ask(request, opened(ReopenForm, request, row=window), page, write)


def _window_form(
    request: HttpRequest, plan: Plan, rows: list[UpdateWindow], *, by_itself: bool
) -> WindowForm:
    """The form of a new window; days are proposed only where none opens by itself."""
    meetings = _meetings(plan)
    offsets = offsets_of_bodies(row.body_id for row in meetings)
    taken = {row.meeting_id for row in rows}
    first = {} if by_itself else proposed(meetings, taken, offsets, timezone.localdate())
    return opened(WindowForm, request, meetings=meetings, initial=first)


def _newest_first(plan: Plan) -> list[UpdateWindow]:
    rows = UpdateWindow.objects.filter(plan=plan).select_related("meeting__body")
    return list(rows.prefetch_related("reopenings__reopened_by").order_by("-opens_on"))


def _meetings(plan: Plan) -> list[Meeting]:
    """Meetings of the area from last month on, that of the plan's own committee first each day."""
    rows = Meeting.objects.filter(
        body__area=plan.area_id, held_on__gte=timezone.localdate() - RECENT
    )
    own = [row for row in rows.select_related("body") if row.body_id == plan.body_id]
    return own or list(rows.select_related("body"))
