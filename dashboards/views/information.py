"""All that was said about a subject between two days, for a request for information: counted
first, then taken as one file, with a record of who took it and why."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.models import Action
from audit.models import Event
from committees.models import Area, Post
from committees.rules.event_words import told
from committees.views.scope import area_crumbs, area_in_scope, area_page
from dashboards.forms.information import InformationForm
from dashboards.queries.information import Subject, gathered
from dashboards.services import take_information
from dashboards.services.information import TOOK
from documents.files.tables import Table, workbook
from plans.models import Plan
from timescales.date_format import long_day, long_moment
from web.downloads import download
from web.form_page import opened

NAME = "Requests for information"


@require_http_methods(["GET", "POST"])
def area_information(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked for; what there is of it, counted; then the press that takes it."""
    area = area_in_scope(request, slug, Permission.INFORMATION_TAKE)
    form = opened(InformationForm, request, area=area, **_offered(area))
    counts: dict[str, int] = {}
    if request.method == "POST" and form.is_valid():
        tables = gathered(form.subject, request.user)
        counts = {table.name: len(table.rows) for table in tables}
        if form.confirmed:
            try:
                event = take_information(
                    by=person(request),
                    subject=form.subject,
                    request=form.cleaned_data["request"],
                    counts=counts,
                )
                return redirect("information_taken", slug, event.pk)
            except ValidationError as refusal:
                form.refuse(refusal)
        form.ask_for_request()
    context = area_page(
        request,
        area,
        "area_information",
        form=form,
        counts=list(counts.items()),
        total=sum(counts.values()),
        taken=_taken(area)[:20],
        breadcrumbs=area_crumbs(area, (NAME, "")),
    )
    return render(request, "dashboards/information.html", context)


@require_safe
def information_taken(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What was taken, by whom and why; and the file, to whoever took it."""
    area = area_in_scope(request, slug, Permission.INFORMATION_TAKE)
    event = get_object_or_404(_taken(area), pk=pk)
    if "file" in request.GET:
        return _file(request, area, event)
    context = area_page(
        request,
        area,
        "area_information",
        event=event,
        facts=told(event.verb, event.changes),
        breadcrumbs=area_crumbs(area, (NAME, "area_information"), ("Taken", "")),
    )
    return render(request, "dashboards/information_taken.html", context)


def _offered(area: Area) -> dict[str, Any]:
    return {
        "plans": list(Plan.objects.filter(area=area)),
        "actions": list(Action.objects.filter(plan__area=area)),
        "posts": list(Post.objects.filter(area=area)),
    }


def _taken(area: Area) -> Any:
    return Event.objects.filter(area_id=area.pk, verb=TOOK)


def _file(request: HttpRequest, area: Area, event: Event) -> HttpResponse:
    """The workbook of what the record says was asked for."""
    said = event.changes
    subject = Subject(
        area=area,
        since=date.fromisoformat(said["since"]),
        until=date.fromisoformat(said["until"]),
        plan=Plan.objects.filter(area=area, pk=said["plan_key"]).first(),
        action=Action.objects.filter(plan__area=area, pk=said["action_key"]).first(),
        post=Post.objects.filter(area=area, pk=said["post_key"]).first(),
        words=said["words"],
    )
    tables = gathered(subject, request.user)
    about = [
        ("Area", str(area)),
        ("About", said["about"]),
        ("From", long_day(subject.since)),
        ("To", long_day(subject.until)),
        ("Request", said["request"]),
        ("Taken by", event.actor_label),
        ("Taken on", long_moment(timezone.localtime(event.at))),
        ("Before it is released", "Look it over: it is what people wrote, with their names."),
        *((table.name, len(table.rows)) for table in tables),
    ]
    sheets = [Table("About this file", (("What", 30), ("", 80)), about), *tables]
    title = f"Information {said['about']}"
    name = slugify(f"information {area} {subject.since} {subject.until}")
    return download(workbook(title, sheets), f"{name}.xlsx")
