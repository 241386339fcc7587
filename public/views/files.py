"""Documents and tables of a released report, as files."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from committees.queries.logos import image
from committees.views.logos import picture
from editions.queries.standing import Standing
from editions.services.files import download_name
from jobs.services.made_files import checked
from public.queries.releases import files_of, record_of, shelf
from public.rules.open_data import csv_of, datasets, json_of
from public.views.answers import kept
from public.views.reports import standing_answer
from web.downloads import kind_of

ALL: Final = "report"  # the document that holds every table


@login_not_required
@require_safe
def public_file(request: HttpRequest, slug: str, pk: int, format: str) -> HttpResponseBase:
    """A document of an edition, the bytes that were made when it was issued."""

    def answer(request: HttpRequest, row: Standing) -> HttpResponseBase:
        file = files_of(row.edition).get(format)
        if file is None:
            raise Http404("There is no such document of this report.")
        try:
            data = checked(file)
        except ValidationError as error:
            raise Http404("This document cannot be given out.") from error
        return _file(request, data, download_name(file), file.sha256)

    return standing_answer(request, slug, pk, answer)


@login_not_required
@require_safe
def public_table(
    request: HttpRequest, slug: str, pk: int, name: str, ending: str
) -> HttpResponseBase:
    """A table of an edition as CSV, or all of them as JSON."""

    def answer(request: HttpRequest, row: Standing) -> HttpResponseBase:
        content = record_of(row.edition)
        tables = datasets(content)
        file = f"{row.edition.area.slug}-{row.edition.report.as_of.isoformat()}-{name}.{ending}"
        if (name, ending) == (ALL, "json"):
            data = json_of(content, tables, row.edition.sha256)
            return _file(request, data, file)
        wanted = [table for table in tables if (table.name, "csv") == (name, ending)]
        if not wanted:
            raise Http404("There is no such table of this report.")
        return _file(request, csv_of(wanted[0]), file)

    return standing_answer(request, slug, pk, answer)


@login_not_required
@require_safe
def public_logo(request: HttpRequest, slug: str, mark: str) -> HttpResponseBase:
    """The logo of a committee that released a report; it is drawn on the page of each."""
    held = shelf(slug)
    data = image(held.area.pk, mark) if held else b""
    if not data:
        raise Http404("There is no such logo here.")
    return kept(request, picture(data), mark)


def _file(request: HttpRequest, data: bytes, name: str, mark: str = "") -> HttpResponseBase:
    answer = HttpResponse(data, content_type=kind_of(name))
    way = "inline" if name.endswith(".pdf") else "attachment"
    answer["Content-Disposition"] = f'{way}; filename="{name}"'
    answer["Accept-Ranges"] = "none"  # a part of a document could not be checked by its hash
    return kept(request, answer, mark)
