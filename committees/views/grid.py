"""One grid for posts, holders, agencies and addresses: pasted, looked at, corrected, saved."""

from collections.abc import Sequence
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.roles import Permission
from committees import services
from committees.forms.grid import (
    DO,
    LABELS,
    SPARE_ROWS,
    GridForm,
    PasteForm,
    grid_form,
    typed_rows,
)
from committees.models import Area
from committees.queries.grid import vacant_rows
from committees.rules.grid.paste import GridRow
from committees.services.grid import Filled
from committees.views.scope import area_crumbs, area_in_scope, area_page
from timescales.date_format import long_day
from web.form_page import opened, saved
from web.kept_text import kept

HEADING = "Posts and people in one table"


@require_http_methods(["GET", "POST"])
def people_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """The paste, then the table of what each row would do. `?vacant=1` begins with the posts that
    nobody holds, `?rows=…` with so many empty rows."""
    area = area_in_scope(request, slug, Permission.PEOPLE_MANAGE)
    if request.method == "POST" and "paste" not in request.POST:
        return _sent(request, area)
    typed = kept(request).get("count", [request.GET.get("rows", "")])[-1]
    if request.method == "GET" and typed:
        return _shown(request, area, _form(request, area, typed))
    if request.method == "GET" and "vacant" in request.GET:
        return _laid_out(request, area, vacant_rows(area))
    form = opened(PasteForm, request)
    if request.method == "GET" or not form.is_valid():
        return _drawn(request, area, "committees/grid_paste.html", form)
    for words in form.pasted.left_out:
        messages.warning(request, f"The column “{words}” is left out.")
    return _laid_out(request, area, form.pasted.rows)


def _sent(request: HttpRequest, area: Area) -> HttpResponse:
    """The table came back: to be looked at again, or to be saved."""
    form = _form(request, area, request.POST.get("count", ""))
    if DO not in request.POST:
        form.is_valid()
    elif done := saved(request, form, partial(services.fill_grid, area=area)):
        messages.success(request, _told(done.written))
        return redirect("area_start", area.slug)
    return _shown(request, area, form)


def _form(request: HttpRequest, area: Area, size: str) -> GridForm:
    return opened(grid_form(int(size) if size.isdecimal() else SPARE_ROWS), request, area=area)


def _laid_out(request: HttpRequest, area: Area, rows: Sequence[GridRow]) -> HttpResponse:
    """The table of these rows as if it had been sent: each says what it would do."""
    filled = [*rows, *[GridRow()] * SPARE_ROWS]
    data = QueryDict(mutable=True)
    data.update(typed_rows(filled))
    data.update({"starts": long_day(timezone.localdate())})
    form = grid_form(len(filled))(data, area=area, user=request.user)
    form.is_valid()
    return _shown(request, area, form)


def _shown(request: HttpRequest, area: Area, form: GridForm) -> HttpResponse:
    form.show()
    return _drawn(request, area, "committees/grid.html", form, columns=list(LABELS.items()))


def _drawn(
    request: HttpRequest, area: Area, template: str, form: PasteForm | GridForm, **more: object
) -> HttpResponse:
    crumbs = area_crumbs(area, (HEADING, ""))
    context = area_page(request, area, "people_grid", form=form, breadcrumbs=crumbs, **more)
    return render(request, template, {**context, "page_heading": HEADING})


def _told(done: Filled) -> str:
    if not done.lines:
        return "Everything stands as the table says already."
    people = {0: "nobody", 1: "one person"}.get(done.people, f"{done.people} people")
    rows = "One row was" if done.lines == 1 else f"{done.lines} rows were"
    roles = " A second person confirms their roles." if done.people else ""
    return f"{rows} saved, with {people} new here.{roles}"
