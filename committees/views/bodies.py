"""A body with its members on a day, its meetings and its quarter."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from committees import services
from committees.enums import MeetingKind
from committees.forms.groups import (
    BodiesForm,
    BodyForm,
    DateRuleForm,
    EditBodyForm,
    EditMeetingForm,
    MeetingForm,
    MeetingsForm,
    OnDayForm,
    QuarterForm,
)
from committees.models import Body, Meeting
from committees.permissions import may
from committees.queries.groups import (
    date_rule_of,
    meetings_of,
    members_on,
    offsets_of,
    quarters_of,
    serving_of,
)
from committees.rules.quarter import Step, all_steps
from committees.views.scope import (
    area_crumbs,
    area_form,
    area_in_scope,
    area_page,
    body_form,
    body_in_scope,
    row_in_scope,
)
from web.form_page import ask, opened

MEETING_MOVED = "The meeting was changed. Its update window moves with it if it has not opened."
DAYS_SET = "The days are set. Windows that have not opened yet move to them by themselves."


RULE_SET = "The rule is set. Dates that wait already are decided as they were asked."


@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    here = body_in_scope(request, pk)
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
        serving=serving_of(here),
        meetings=here.meetings.order_by("-held_on")[:8],
        minutes=may(request.user, Permission.COMMITTEE_READ, here.area),
        quarter=_next_quarter(here),
        breadcrumbs=area_crumbs(here.area, (here.name, "")),
    )
    return render(request, "committees/body.html", context)


@require_http_methods(["GET", "POST"])
def body_add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    page = area_form(
        area, "Add a group", "The group was added. Open it to add its members and meetings."
    )
    form = opened(BodyForm, request, area=area)
    return ask(request, form, page, partial(services.add_body, area=area))


@require_http_methods(["GET", "POST"])
def bodies_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Several groups in one go."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    page = area_form(
        area,
        "Add several groups",
        "The groups were added. Open one to add its members.",
        lead="Sub-committees and other groups that do the committee's work.",
    )
    form = opened(BodiesForm, request, area=area)
    return ask(request, form, page, partial(services.add_bodies, area=area))


@require_http_methods(["GET", "POST"])
def body_edit(request: HttpRequest, pk: int) -> HttpResponse:
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    form = opened(EditBodyForm, request, area=here.area, body=here, row=here)
    page = body_form(here, "Change this group", "The group was changed.")
    return ask(request, form, page, partial(services.edit_body, body=here))


@require_safe
def meeting_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug)
    today = timezone.localdate()
    meetings = list(meetings_of(area))
    ahead = [meeting for meeting in meetings if meeting.held_on >= today]
    quarters = quarters_of(ahead)
    context = area_page(
        request,
        area,
        "meeting_list",
        ahead=ahead,
        coming=[(meeting, quarters.get(meeting.pk)) for meeting in ahead],
        held=[meeting for meeting in reversed(meetings) if meeting.held_on < today],
        breadcrumbs=area_crumbs(area, ("Meetings", "")),
    )
    return render(request, "committees/meeting_list.html", context)


@require_http_methods(["GET", "POST"])
def meeting_add(request: HttpRequest, pk: int) -> HttpResponse:
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    page = body_form(here, "Add a meeting", "The meeting was added.")
    form = opened(MeetingForm, request)
    return ask(request, form, page, partial(services.add_meeting, body=here))


@require_http_methods(["GET", "POST"])
def meetings_add(request: HttpRequest, pk: int) -> HttpResponse:
    """A year's meetings in one go."""
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    page = body_form(
        here,
        "Add several meetings",
        "The meetings were added. Update windows follow them by themselves.",
    )
    form = opened(MeetingsForm, request)
    return ask(request, form, page, partial(services.add_meetings, body=here))


@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Meeting.objects.select_related("body__area")
    meeting = row_in_scope(request, rows, Permission.PEOPLE_MANAGE, pk=pk)
    form = opened(EditMeetingForm, request, row=meeting)
    page = body_form(meeting.body, "Change this meeting", MEETING_MOVED)
    return ask(request, form, page, partial(services.edit_meeting, meeting=meeting))


@require_http_methods(["GET", "POST"])
def quarter(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee's days before and after its meetings, each in plain words."""
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    offsets, meeting = offsets_of(here), _next_meeting(here)
    steps = all_steps(meeting.held_on, offsets) if meeting else []
    page = body_form(
        here,
        "The quarter in days",
        DAYS_SET,
        template="committees/quarter_page.html",
        context={"meeting": meeting, "steps": steps},
    )
    form = opened(QuarterForm, request, row=offsets)
    return ask(request, form, page, partial(services.set_offsets, body=here))


@require_http_methods(["GET", "POST"])
def date_rule(request: HttpRequest, pk: int) -> HttpResponse:
    """When a new date of the committee's plans goes to the chief officers group."""
    here = body_in_scope(request, pk, Permission.PEOPLE_MANAGE)
    page = body_form(here, "New dates and the chief officers", RULE_SET)
    form = opened(DateRuleForm, request, row=date_rule_of(here))
    return ask(request, form, page, partial(services.set_date_rule, body=here))


def _next_meeting(body: Body) -> Meeting | None:
    ahead = body.meetings.filter(kind=MeetingKind.ORDINARY, held_on__gte=timezone.localdate())
    return ahead.select_related("body").order_by("held_on").first()


def _next_quarter(body: Body) -> Sequence[Step]:
    """The days round the next meeting; none where the body has no quarter, or no meeting ahead."""
    meeting = _next_meeting(body)
    if meeting is None or meeting.pk not in (days := quarters_of([meeting])):
        return []
    return list(days[meeting.pk].steps())
