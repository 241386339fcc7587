"""New dates that go to the chief officers group: a second move, or one of over 90 days (rule 5).

Chief officers read no plans; these pages show them what they are asked to decide and no more.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import person
from accounts.roles import Permission
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
from web.form_page import saved, sent, today

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
    form = ChiefOfficersDateForm(
        **sent(request),
        about=revision,
        meetings=recent_groups_meetings(revision.action.plan.area, today()),
    )
    if form.is_valid() and saved(
        request,
        form,
        lambda: decide_new_date(by=person(request), revision=revision, on=today(), **form.values()),
    ):
        messages.success(request, "Your decision is recorded. The lead and the chair see it.")
        return redirect("dates_for_chief_officers")
    context = {
        "revision": revision,
        "action": revision.action,
        "form": form,
        "why_not": OWN_REQUEST if revision.requested_by_id == person(request).pk else "",
        "breadcrumbs": [(TITLE, reverse("dates_for_chief_officers")), ("Decide", "")],
    }
    return render(request, "actions/date_for_chief_officers.html", context)
