"""A body with its members on a day and its meetings."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.form_pages import FormPage, ask, opened
from accounts.roles import Permission
from committees import services
from committees.forms import BodyForm, MeetingForm, OnDayForm
from committees.models import Body, Meeting
from committees.permissions import require
from committees.queries import meetings_of, members_on
from committees.views.scope import area_here, area_page, trail

FORM_FIELDS = ("name", "short_name", "kind", "parent", "reports_to", "cadence", "remit")


@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    here = _body(request, pk)
    form = OnDayForm(request.GET or None)
    on = form.day()
    context = area_page(
        request,
        here.area,
        "",
        body=here,
        on=on,
        on_form=form,
        members=members_on(here, on),
        meetings=here.meetings.order_by("-held_on")[:8],
        breadcrumbs=trail(here.area, (here.name, "")),
    )
    return render(request, "committees/body.html", context)


@require_http_methods(["GET", "POST"])
def body_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_here(request, slug, Permission.PEOPLE_MANAGE)
    page = FormPage(
        heading="Add a group",
        caption=area.name,
        back=reverse("area", args=[slug]),
        done="The group was added. Open it to add its members and meetings.",
        breadcrumbs=trail(area, ("Add a group", "")),
    )
    form = opened(BodyForm, request, area=area)
    return ask(request, form, page, partial(services.add_body, area=area))


@require_http_methods(["GET", "POST"])
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    here = _body(request, pk, Permission.PEOPLE_MANAGE)
    initial = {name: getattr(here, name) for name in FORM_FIELDS}
    form = opened(BodyForm, request, area=here.area, body=here, initial=initial)
    page = _page(here, "Change this group", "The group was changed.")
    return ask(request, form, page, partial(services.edit_body, body=here))


@require_safe
def meeting_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_here(request, slug)
    today = timezone.localdate()
    meetings = list(meetings_of(area))
    context = area_page(
        request,
        area,
        "meeting_list",
        ahead=[meeting for meeting in meetings if meeting.held_on >= today],
        held=[meeting for meeting in reversed(meetings) if meeting.held_on < today],
        breadcrumbs=trail(area, ("Meetings", "")),
    )
    return render(request, "committees/meeting_list.html", context)


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, pk: int) -> HttpResponse:
    here = _body(request, pk, Permission.PEOPLE_MANAGE)
    page = _page(here, "Add a meeting", "The meeting was added.")
    form = opened(MeetingForm, request)
    return ask(request, form, page, partial(services.add_meeting, body=here))


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Meeting.objects.visible_to(request.user).select_related("body__area")
    meeting = get_object_or_404(rows, pk=pk)
    require(request.user, Permission.PEOPLE_MANAGE, meeting.body.area_id)
    initial = {"held_on": meeting.held_on, "title": meeting.title}
    form = opened(MeetingForm, request, initial=initial)
    page = _page(meeting.body, "Change this meeting", "The meeting was changed.")
    return ask(request, form, page, partial(services.edit_meeting, meeting=meeting))


def _body(request: HttpRequest, pk: int, permission: Permission | None = None) -> Body:
    rows = Body.objects.visible_to(request.user).select_related("area", "parent", "reports_to")
    found = get_object_or_404(rows, pk=pk)
    if permission is not None:
        require(request.user, permission, found.area_id)
    return found


def _page(body: Body, heading: str, done: str) -> FormPage:
    back = reverse("body", args=[body.pk])
    return FormPage(
        heading=heading,
        caption=body.name,
        back=back,
        done=done,
        breadcrumbs=trail(body.area, (body.name, back), (heading, "")),
    )
