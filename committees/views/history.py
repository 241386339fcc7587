"""The audit record of an area, for those whose role reads it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from accounts.views import person
from committees.forms.groups import HistoryForm
from committees.permissions import may
from committees.queries.groups import events_of
from committees.rules.event_words import told
from committees.views.scope import area_crumbs, area_in_scope, area_page

PAGE = 50


@require_safe
def area_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, newest first. Whoever may not read plans is shown none of their words."""
    area = area_in_scope(request, slug, Permission.HISTORY_READ)
    reads_plans = may(person(request), Permission.PLAN_READ, area)
    form = HistoryForm(request.GET)
    recorded = events_of(
        area,
        reads_plans=reads_plans,
        reads_drafts=may(person(request), Permission.PLAN_READ_DRAFT, area),
        **form.chosen(),
    )
    page = Paginator(recorded, PAGE).get_page(request.GET.get("page"))
    context = area_page(
        request,
        area,
        "area_history",
        page=page,
        events=[(event, told(event.verb, event.changes)) for event in page],
        filters=form,
        active=sum(1 for value in form.chosen().values() if value),
        reads_plans=reads_plans,
        breadcrumbs=area_crumbs(area, ("History", "")),
    )
    return render(request, "committees/history.html", context)
