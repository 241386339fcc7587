"""A measure's page with all its readings, and what is given or put right of them."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from accounts.views import person
from actions.permissions import gives_readings
from committees.permissions import may
from outcomes.models import Measure, Reading
from outcomes.queries import every_reading, measured
from outcomes.rules.readings import holding, line_of
from outcomes.services import add_reading
from plans.views.scope import plan_crumbs
from updates.forms.readings import CorrectionForm, ReadingForm
from web.form_page import FormPage, ask, opened

NOT_YOURS = "Only who leads an action that this measures, or the coordinator, gives its readings."


@require_safe
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """What a measure says, and every reading that was ever given of it."""
    row, today = _in_scope(request, pk), timezone.localdate()
    exact = gives_readings(request.user, row, today)
    given, facts = every_reading(row), row.facts()
    holds = {one.pk for one in holding(given)}
    lines = [(line_of(one, facts, given, exact=exact), one.pk in holds) for one in given]
    context = {
        "one": measured([row], today, exact=exact)[0],
        "lines": lines,
        "gives": exact and row.counted and not row.ended_on,
        "edits": may(request.user, Permission.PLAN_EDIT, row.plan.area_id) and not row.ended_on,
        "actions": row.actions.select_related("plan").order_by("kind", "position", "pk"),
        "outcomes": row.outcomes.all(),
        "breadcrumbs": plan_crumbs(row.plan, ("Measure", "")),
    }
    return render(request, "outcomes/measure.html", context)


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest reading of a measure."""
    row = _given_by(request, _in_scope(request, pk))
    form = opened(ReadingForm, request, unit=row.unit)
    page = _page(row, "Give a reading", "The reading is recorded.")
    return ask(request, form, page, partial(add_reading, measure=row, today=timezone.localdate()))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """A reading in place of one that was wrong; both stay in the record."""
    rows = Reading.objects.visible_to(request.user).select_related("measure__plan__area")
    reading = get_object_or_404(rows, pk=pk)
    row = _given_by(request, reading.measure)
    form = opened(CorrectionForm, request, unit=row.unit, row=reading)
    page = _page(row, "Correct a reading", "The correction is recorded; what was wrong stays.")
    write = partial(add_reading, measure=row, corrects=reading, today=timezone.localdate())
    return ask(request, form, page, write)


def _in_scope(request: HttpRequest, pk: int) -> Measure:
    rows = Measure.objects.visible_to(request.user).select_related("plan__area")
    return get_object_or_404(rows, pk=pk)


def _given_by(request: HttpRequest, row: Measure) -> Measure:
    if not gives_readings(person(request), row, timezone.localdate()):
        raise PermissionDenied(NOT_YOURS)
    return row


def _page(row: Measure, heading: str, done: str) -> FormPage:
    back = reverse("measure_detail", args=[row.pk])
    return FormPage(
        heading=heading,
        caption=row.plan.title,
        lead=row.text,
        back=back,
        done=done,
        why_not="" if row.counted and not row.ended_on else "This measure takes no readings.",
        breadcrumbs=plan_crumbs(row.plan, ("Measure", back), (heading, "")),
    )
