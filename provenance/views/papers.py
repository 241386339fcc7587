"""Is this paper the one that was issued?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.roles import Permission
from committees.permissions import may_anywhere
from provenance.forms.papers import PaperForm
from provenance.queries.papers import Match, known_file, known_mark
from provenance.queries.written import WrittenMatch, known_written_file, known_written_mark
from web.form_page import FormPage, opened, saved

READERS: Final = (Permission.REPORT_READ, Permission.REPORT_READ_ISSUED)
HEADING: Final = "Is this paper the one that was issued?"
LEAD: Final = (
    "Compare a report, or a paper made from one, with what was issued. You are told whether it is "
    "the same, and whether it was replaced or withdrawn since."
)


@dataclass(frozen=True)
class Compared:
    """What a file and a mark were found to be; None where it was not asked of."""

    file: list[Match] | None
    mark: list[Match] | None
    written: list[WrittenMatch]  # minutes and summaries

    @property
    def differ(self) -> bool:
        """Whether the file and the mark belong to different reports."""
        if not self.file or not self.mark:
            return False
        return not {row.report.pk for row in self.file} & {row.report.pk for row in self.mark}


@require_http_methods(["GET", "POST"])
def paper_check(request: HttpRequest) -> HttpResponse:
    if not any(may_anywhere(request.user, one) for one in READERS):
        raise PermissionDenied("Your role reads no reports.")
    form = opened(PaperForm, request)
    page = FormPage(
        heading=HEADING,
        lead=LEAD,
        back=reverse("report_list"),
        done="",
        leave="Back to reports",
        breadcrumbs=[("Reports", reverse("report_list")), ("Compare a paper", "")],
    )
    done = saved(request, form, _compared)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "breadcrumbs": page.breadcrumbs,
        "compared": done.written if done else None,
    }
    return render(request, "provenance/paper_check.html", context)


def _compared(*, by: User, file: str, mark: str) -> Compared:
    return Compared(
        file=known_file(file, by) if file else None,
        mark=known_mark(mark, by) if mark else None,
        written=[
            *(known_written_file(file, by) if file else ()),
            *(known_written_mark(mark, by) if mark else ()),
        ],
    )
