"""Pages that say what is counted: add, change, stop and put in order; and links."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.roles import Permission
from committees.enums import Nation
from committees.models import Area
from committees.views.scope import area_in_scope, row_in_scope
from figures import services
from figures.enums import Chapter, Frequency, Good, Timing, Unit, YearType
from figures.forms.indicators import (
    AddIndicatorForm,
    EditIndicatorForm,
    LinkForm,
    StopForm,
)
from figures.models import Indicator, IndicatorLink
from figures.rules.periods import period_of
from figures.views.scope import figures_form, indicator_form, indicator_in_scope
from web.form_page import ask, opened, pressed

WHAT_IT_MEANS = (
    "A figure means nothing without what it counts, of whom and when. Whoever reads it sees these "
    "words beside it."
)
USUAL = {
    "unit": Unit.COUNT,
    "timing": Timing.DURING,
    "frequency": Frequency.QUARTER,
    "good": Good.NEITHER,
    "decimals": 0,
    "chapter": Chapter.INFORMATION,
}


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.FIGURE_EDIT)
    starts = period_of(timezone.localdate(), Frequency.QUARTER, YearType.AUGUST).start
    form = opened(AddIndicatorForm, request, area=area, initial={**_usual(area), "starts": starts})
    done = "The indicator was added. Say who gives it, and what it is held against."
    page = figures_form(area, "Add an indicator", done, lead=WHAT_IT_MEANS)
    return ask(request, form, page, partial(services.add_indicator, area=area), onward=_page_of)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    form = opened(EditIndicatorForm, request, area=row.area, row=row)
    page = indicator_form(
        row, "Change this indicator", "The indicator was changed. Its earlier words are kept."
    )
    return ask(request, form, page, partial(services.edit_indicator, indicator=row))


@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    form = opened(StopForm, request, row=row)
    page = indicator_form(row, "Stop this indicator", _stopped)
    return ask(request, form, page, partial(services.stop_indicator, indicator=row))


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down in the list."""
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    sent = request.POST.get("expected", "")
    write = partial(
        services.move_indicator,
        indicator=row,
        expected=int(sent) if sent.isdecimal() and len(sent) < 9 else 0,
        up=request.POST.get("to") == "up",
    )
    pressed(request, write, f"“{row}” was moved.")
    return redirect(f"{reverse('figure_list', args=[row.area.slug])}?order")


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, pk: int) -> HttpResponse:
    row = indicator_in_scope(request, pk, Permission.FIGURE_EDIT)
    form = opened(LinkForm, request, indicator=row)
    page = indicator_form(
        row,
        "How it belongs to another figure",
        "The link was saved. Small numbers are hidden with it in mind from now on.",
        lead="Whoever reads two figures that belong together can work out a third from them.",
    )
    return ask(request, form, page, partial(services.link_indicator, indicator=row))


@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    rows = IndicatorLink.objects.select_related("indicator__area", "to")
    row = row_in_scope(request, rows, Permission.FIGURE_EDIT, pk=pk)
    pressed(request, partial(services.unlink_indicator, link=row), "The link was taken away.")
    return redirect("indicator", row.indicator_id)


def _usual(area: Area) -> dict[str, object]:
    """What most indicators of an area are: in England and Wales years begin in April."""
    august = area.nation == Nation.SCOTLAND
    return {**USUAL, "year_type": YearType.AUGUST if august else YearType.APRIL}


def _stopped(row: Indicator) -> str:
    return "It is not asked for after that day." if row.ends else "It goes on."


def _page_of(row: Indicator) -> str:
    return reverse("indicator", args=[row.pk])
