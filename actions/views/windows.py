"""Update windows: the days in which leads are asked."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from actions.forms.windows import WindowForm, proposed
from actions.models import UpdateWindow
from actions.services import open_window
from actions.views.loading import person, plan_crumbs, plan_in_scope, saved, sent, today
from committees.models import Meeting
from committees.permissions import may, require
from plans.models import Plan

RECENT = timedelta(days=31)


@require_http_methods(["GET", "POST"])
def windows(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan's windows; the coordinator opens a new one below."""
    plan = plan_in_scope(request, slug)
    if request.method == "POST":
        require(person(request), Permission.WINDOW_MANAGE, plan.area_id)
    meetings, rows = _meetings(plan), _newest_first(plan)
    first = proposed(meetings, {row.meeting_id for row in rows}, today())
    form = WindowForm(**sent(request), meetings=meetings, initial=first)
    if form.is_valid() and saved(
        request, form, lambda: open_window(by=person(request), plan=plan, **form.values())
    ):
        messages.success(request, "The window is set. Leads see what is asked when it opens.")
        return redirect("plan_windows", plan.slug)
    context = {
        "plan": plan,
        "windows": rows,
        "today": today(),
        "form": form,
        "may_open": may(person(request), Permission.WINDOW_MANAGE, plan.area_id),
        "breadcrumbs": plan_crumbs(plan, "Update windows"),
    }
    return render(request, "actions/windows.html", context)


def _newest_first(plan: Plan) -> list[UpdateWindow]:
    rows = UpdateWindow.objects.filter(plan=plan).select_related("meeting__body")
    return list(rows.order_by("-opens_on"))


def _meetings(plan: Plan) -> list[Meeting]:
    """Meetings of the area from last month on, that of the plan's own committee first each day."""
    rows = Meeting.objects.filter(body__area=plan.area_id, held_on__gte=today() - RECENT)
    own = [row for row in rows.select_related("body") if row.body_id == plan.body_id]
    return own or list(rows.select_related("body"))
