"""New dates that go to the chief officers group, by the committee's rule (rule 5).

Chief officers read no plans; these pages show them what they are asked to decide and no more. They
decide on one date or on a whole list in one decision; the chair or the coordinator records what
they decided at a meeting, or by correspondence.
"""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.enums import RevisionState
from actions.queries.interests import of_dates
from committees.models import Area
from committees.permissions import may, may_anywhere
from committees.rules.interests import Matter
from decisions.forms.officers import OfficersForm, RecordedOfficersForm
from decisions.queries.decision_queue import (
    asked_by,
    for_chief_officers,
    waiting,
    waiting_for_chief_officers,
)
from decisions.queries.officers import officers_seats, recent_groups_meetings
from decisions.services import decide_as_officer, record_officers_decision
from plans.views.scope import plan_crumbs, plan_in_scope
from web.form_page import FormPage, ask, opened

TITLE = "New dates for the chief officers group"
NONE_WAITS = "No new date of this plan waits for the chief officers."
DONE = "Your decision is recorded. The lead and the chair see it."


@require_safe
def waiting_dates(request: HttpRequest) -> HttpResponse:
    """All that waits for this person's areas."""
    if not may_anywhere(person(request), Permission.DATE_DECIDE_LATER):
        raise PermissionDenied("Your role here does not decide on second or long moves of a date.")
    context = {
        "title": TITLE,
        "lists": waiting_for_chief_officers(person(request), timezone.localdate()),
        "breadcrumbs": [(TITLE, "")],
    }
    return render(request, "actions/dates_for_chief_officers.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline one; the note is printed in the next report."""
    user, today = person(request), timezone.localdate()
    revision = get_object_or_404(for_chief_officers(user), pk=pk)
    if revision.state != RevisionState.REQUESTED or revision.action.withdrawn_on:
        messages.info(request, "This date waits no more. It may have been decided already.")
        return redirect("dates_for_chief_officers")
    action = revision.action
    met = recent_groups_meetings(action.plan.area, today)
    form = opened(OfficersForm, request, revisions=[revision], meetings=met)
    asks = asked_by(user, action.plan.area_id, today)
    page = FormPage(
        heading=f"Decide on a new date for action {action.reference}",
        title=f"Decide on a new date for {action.reference} – {action.plan.title}",
        caption=f"{action.plan.title}, {action.plan.area}",
        back=reverse("dates_for_chief_officers"),
        leave="",
        done=DONE,
        why_not=asks.why_not(Matter.OFFICERS_DATE, of_dates([revision], today)[revision.pk]),
        breadcrumbs=[(TITLE, reverse("dates_for_chief_officers")), ("Decide", "")],
        template="actions/date_for_chief_officers.html",
        context={"revision": revision, "action": action},
    )
    write = partial(decide_as_officer, area=action.plan.area, on=today)
    return ask(request, form, page, write)


@require_http_methods(["GET", "POST"])
def decide_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All that waits in one area, in one decision; some may be left for later."""
    user, today = person(request), timezone.localdate()
    areas = Area.objects.with_permission(user, Permission.DATE_DECIDE_LATER)
    area = get_object_or_404(areas, slug=slug)
    lists = waiting_for_chief_officers(user, today)
    rows = next((one.open for one in lists if one.area == area), [])
    if not rows:
        messages.info(request, "No new date waits for your decision here.")
        return redirect("dates_for_chief_officers")
    met = recent_groups_meetings(area, today)
    form = opened(OfficersForm, request, revisions=rows, meetings=met)
    page = FormPage(
        heading="Decide on the new dates together",
        title=f"Decide on the new dates together – {area}",
        caption=str(area),
        back=reverse("dates_for_chief_officers"),
        leave="",
        done=DONE,
        breadcrumbs=[(TITLE, reverse("dates_for_chief_officers")), ("Decide together", "")],
    )
    return ask(request, form, page, partial(decide_as_officer, area=area, on=today))


@require_http_methods(["GET", "POST"])
def recorded(request: HttpRequest, slug: str) -> HttpResponse:
    """What the group decided about a plan's dates, written down by the chair or the coordinator."""
    user, today = person(request), timezone.localdate()
    plan = plan_in_scope(request, slug)
    deciders = (Permission.DATE_DECIDE, Permission.DIRECTION_RECORD)
    if not any(may(user, one, plan.area_id) for one in deciders):
        raise PermissionDenied("Your role here does not record what chief officers decided.")
    rows = [row for row in waiting(plan, user, today).dates if row.revision.to_chief_officers]
    open_ = [row.revision for row in rows if not row.why_not]
    back = reverse("plan_decisions", args=[slug])
    page = FormPage(
        heading="Record what the chief officers decided",
        title=f"Record what the chief officers decided – {plan.title}",
        caption=plan.title,
        back=back,
        leave="",
        done="The chief officers’ decision is recorded, with their meeting and who decided.",
        why_not="" if open_ else rows[0].why_not if rows else NONE_WAITS,
        breadcrumbs=plan_crumbs(plan, ("Decisions", back), ("Chief officers", "")),
        template="actions/officers_recorded.html",
        context={"left": len(rows) - len(open_)},
    )
    form = opened(
        RecordedOfficersForm,
        request,
        revisions=open_,
        meetings=recent_groups_meetings(plan.area, today),
        seats=officers_seats(plan.area, today),
    )
    return ask(request, form, page, partial(record_officers_decision, area=plan.area, on=today))
