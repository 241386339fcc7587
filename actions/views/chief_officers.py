"""New dates that go to the chief officers group: a second move, or one of over 90 days (rule 5).

Chief officers read no plans; these pages show them what they are asked to decide and no more.
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
from actions.forms.decisions import ChiefOfficersDateForm
from actions.permissions import OWN_REQUEST
from actions.queries.decisions_waiting import (
    for_chief_officers,
    recent_groups_meetings,
    waiting_for_chief_officers,
)
from actions.services import decide_new_date
from committees.permissions import may_anywhere
from web.form_page import FormPage, ask, opened

TITLE = "New dates for the chief officers group"


@require_safe
def waiting_dates(request: HttpRequest) -> HttpResponse:
    """All that waits for this person's areas."""
    if not may_anywhere(person(request), Permission.DATE_DECIDE_LATER):
        raise PermissionDenied("Your role here does not decide on second or long moves of a date.")
    context = {
        "title": TITLE,
        "waiting": waiting_for_chief_officers(person(request)),
        "breadcrumbs": [(TITLE, "")],
    }
    return render(request, "actions/dates_for_chief_officers.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline one; the note is printed in the next report."""
    revision = get_object_or_404(for_chief_officers(person(request)), pk=pk)
    if revision.state != RevisionState.REQUESTED or revision.action.withdrawn_on:
        messages.info(request, "This date waits no more. It may have been decided already.")
        return redirect("dates_for_chief_officers")
    action = revision.action
    met = recent_groups_meetings(action.plan.area, timezone.localdate())
    form = opened(ChiefOfficersDateForm, request, about=revision, meetings=met)
    page = FormPage(
        heading=f"Decide on a new date for action {action.reference}",
        title=f"Decide on a new date for {action.reference} – {action.plan.title}",
        caption=f"{action.plan.title}, {action.plan.area}",
        back=reverse("dates_for_chief_officers"),
        leave="",
        done="Your decision is recorded. The lead and the chair see it.",
        why_not=OWN_REQUEST if revision.requested_by_id == person(request).pk else "",
        breadcrumbs=[(TITLE, reverse("dates_for_chief_officers")), ("Decide", "")],
        template="actions/date_for_chief_officers.html",
        context={"revision": revision, "action": action},
    )
    write = partial(decide_new_date, revision=revision, on=timezone.localdate())
    return ask(request, form, page, write)
