"""The record in words, for those whose role reads it: of an area, and of one person in it."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from audit.models import Event
from committees.forms.history import HistoryForm
from committees.models import Area
from committees.permissions import may
from committees.queries.history import events_seen, narrowed, people_of
from committees.rules.event_sentences import sentence
from committees.rules.event_words import told
from committees.views.scope import area_crumbs, area_in_scope, area_page
from documents.files.tables import Table, comma_separated, workbook
from timescales.date_format import long_moment
from web.downloads import download

PAGE = 50
MOST_TAKEN = 20_000  # a file is for people, who narrow what is longer
HEADS = (("When", 26), ("Who", 26), ("What was done", 80), ("Details", 80))


@require_safe
def area_history(request: HttpRequest, slug: str) -> HttpResponse:
    """Who did what, newest first. Whoever may not read plans is shown none of their words."""
    area = area_in_scope(request, slug, Permission.HISTORY_READ)
    here = area_page(request, area, "area_history", breadcrumbs=area_crumbs(area, ("History", "")))
    shown = {**here, "title": "History", "of": f"in {area}", "reads": _reads(request, area)}
    events = events_seen(request.user, area)
    return history_page(request, area, events, "committees/history.html", shown)


@require_safe
def person_history(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What one person did in an area; 404 for somebody of whom nothing may be read there."""
    area = area_in_scope(request, slug, Permission.HISTORY_READ)
    events = events_seen(request.user, area).filter(actor_id=pk)
    last = events.first()
    if last is None:
        raise Http404("Nothing is recorded of this person here.")
    name = last.actor_label
    whole = reverse("area_history", args=[area.slug])
    crumbs = area_crumbs(area, ("History", whole), (name, ""))
    here = area_page(request, area, "area_history", breadcrumbs=crumbs)
    shown = {**here, "title": name, "of": f"by {name}", "reads": _reads(request, area)}
    shown["lead"] = f"What {name} did in this area, newest first."
    return history_page(request, area, events, "committees/history.html", shown, whole=False)


def history_page(
    request: HttpRequest,
    area: Area,
    events: QuerySet[Event],
    template: str,
    shown: Mapping[str, Any],
    *,
    whole: bool = True,
) -> HttpResponse:
    """Events as sentences, narrowed as the address asks, in pages or as a file. Without `whole`
    they are of one person."""
    form = HistoryForm(request.GET, people=people_of(events) if whole else (), whole=whole)
    chosen = form.chosen()
    recorded = narrowed(events, **chosen)
    if (kind := request.GET.get("as")) in ("csv", "xlsx"):
        return _taken(kind, f"History {shown['of']}", recorded)
    page = Paginator(recorded, PAGE).get_page(request.GET.get("page"))
    context = {
        **shown,
        "area": area,
        "page": page,
        "events": [(event, sentence(event), told(event.verb, event.changes)) for event in page],
        "filters": form,
        "active": sum(1 for value in chosen.values() if value),
    }
    return render(request, template, context)


def _reads(request: HttpRequest, area: Area) -> bool:
    return may(request.user, Permission.PLAN_READ, area)


def _taken(kind: str, title: str, events: QuerySet[Event]) -> HttpResponse:
    """The same events as a file."""
    table = Table("History", HEADS, [_row(event) for event in events[:MOST_TAKEN]])
    data = comma_separated(table) if kind == "csv" else workbook(title, [table])
    return download(data, f"{slugify(title)}.{kind}")


def _row(event: Event) -> tuple[str, str, str, str]:
    details = "\n".join(f"{label}: {text}" for label, text in told(event.verb, event.changes))
    when = long_moment(timezone.localtime(event.at))
    return when, event.actor_label, sentence(event), details
