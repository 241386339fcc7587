"""The risk register of an area with its map, and a risk's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from committees.permissions import may
from committees.views.register_files import register_download
from committees.views.scope import area_crumbs, area_in_scope, area_page
from dashboards.forms.risks import RiskFilters
from dashboards.queries.risks import (
    compared,
    maps,
    register_file,
    risk_page,
    seen_register,
    summary,
)
from risks.permissions import may_review
from risks.views.scope import risk_crumbs, risk_in_scope

P = Permission


@require_safe
def risk_list(request: HttpRequest, slug: str) -> HttpResponse:
    area = area_in_scope(request, slug, P.PLAN_READ)
    today = timezone.localdate()
    filters = RiskFilters(request.GET, area=area)
    since = compared(area, today, filters.asked.get("since"))
    whole = seen_register(request.user, area, today, since)
    rows = [row for row in whole.rows if filters.fits(row)]
    context = area_page(
        request,
        area,
        "risk_list",
        register=whole,
        rows=rows,
        since=since,
        filters=filters,
        maps=maps(rows, whole),
        summary=summary(whole.rows),
        edits=may(request.user, P.RISK_EDIT, area),
        breadcrumbs=area_crumbs(area, ("Risks", "")),
    )
    return render(request, "dashboards/risk_list.html", context)


@require_safe
def risk_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The register as it stands now, moved since the last report: as a PDF, or as a workbook."""
    area = area_in_scope(request, slug, P.PLAN_READ)
    now = timezone.localtime()
    whole = seen_register(request.user, area, now.date(), compared(area, now.date(), None))
    return register_download(register_file(request.user, whole, area, now), form)


@require_safe
def risk(request: HttpRequest, pk: int) -> HttpResponse:
    row = risk_in_scope(request, pk)
    today = timezone.localdate()
    since = compared(row.area, today, None)
    context = {
        "risk": row,
        "area": row.area,
        "page": risk_page(request.user, row, today, since),
        "since": since,
        "may": {
            "edit": may(request.user, P.RISK_EDIT, row.area_id),
            "review": may_review(request.user, row),
            "escalate": may(request.user, P.RISK_ESCALATE, row.area_id),
        },
        "breadcrumbs": risk_crumbs(row.area, (str(row), "")),
    }
    return render(request, "dashboards/risk.html", context)
