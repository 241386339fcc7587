"""Many indicators at once: a default catalogue to begin with, and published sets as files."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.roles import Permission
from catalogue import services
from catalogue.forms import CatalogueForm, IndicatorSetForm
from catalogue.rules.nations import CATALOGUES
from catalogue.rules.set_files import empty_frame
from committees.views.scope import area_in_scope
from figures.enums import Frequency, YearType
from figures.models import IndicatorSet
from figures.rules.periods import period_of
from figures.views.scope import figures_form
from web.downloads import download
from web.form_page import ask, opened, saved, show

LEAD = (
    "A set that somebody publishes comes in as a file with its source, edition and date, and never "
    "out of our heads. A new edition says what it changes; numbers that stand stay."
)


@require_http_methods(["GET", "POST"])
def catalogue(request: HttpRequest, slug: str) -> HttpResponse:
    """The default catalogue of a nation, to begin with."""
    area = area_in_scope(request, slug, Permission.FIGURE_EDIT)
    starts = period_of(timezone.localdate(), Frequency.QUARTER, YearType.AUGUST).start
    has_own = area.nation in CATALOGUES
    initial = {"nation": area.nation if has_own else "", "starts": starts}
    form = opened(CatalogueForm, request, initial=initial)
    page = figures_form(
        area,
        "Begin with the default catalogue",
        lambda made: f"{made.words} Change, stop and renumber them as your committee counts.",
        lead="It is ours, not a published set. What is here already under its name is not added "
        "again, even where you have renamed it.",
        template="catalogue/catalogue.html",
        context={
            "area": area,
            "has_own": has_own,
            "no_catalogue": f"There is no catalogue for {area.get_nation_display()} here",
        },
    )
    return ask(request, form, page, partial(services.install_catalogue, area=area))


@require_http_methods(["GET", "POST"])
def sets(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, Permission.FIGURE_EDIT)
    starts = period_of(timezone.localdate(), Frequency.QUARTER, YearType.AUGUST).start
    form = opened(IndicatorSetForm, request, initial={"starts": starts})
    page = figures_form(
        area,
        "Published sets of indicators",
        "",
        lead=LEAD,
        leave="Back to the figures",
        template="catalogue/sets.html",
        context=lambda: {
            "area": area,
            "sets": IndicatorSet.objects.filter(area=area).order_by("name", "-dated", "-pk"),
        },
    )
    write = partial(services.take_in_set, area=area)
    if done := saved(request, form, write):
        for words in done.written.sentences:
            messages.success(request, words)
        return redirect("indicator_sets", slug)
    return show(request, form, page)


@require_safe
def frame(request: HttpRequest, slug: str) -> HttpResponse:
    """The empty frame of a set, to be filled in."""
    area_in_scope(request, slug, Permission.FIGURE_EDIT)
    return download(empty_frame(), "indicator-set.xlsx")
