"""What is missing: the lead officer's list."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.roles import Permission
from committees.permissions import may
from committees.views.scope import area_in_scope
from documents.enums import Silence
from figures.queries.gaps import missing_figures
from figures.views.scope import figure_crumbs

P = Permission
HEADING = "Figures that are missing"
GROUPS = (
    (Silence.UNANSWERED, "Asked, and silent", "The day by which they were wanted is past."),
    (Silence.AWAITED, "Asked, still open", "Whoever gives them has until the day that is named."),
    (
        Silence.NOBODY,
        "Nobody to ask",
        "No post gives these, or the post is vacant, or its holder has no role here. Name a post, "
        "say who holds it, or give the figures yourself.",
    ),
    (
        Silence.NOT_ASKED,
        "Not asked yet",
        "A post is asked a week after a period ends; what ended more than four months ago is not "
        "asked for by itself.",
    ),
)


@require_safe
def figures_missing(request: HttpRequest, slug: str) -> HttpResponse:
    """Every figure that is not there, by what is known of the asking."""
    area = area_in_scope(request, slug)
    gives_any = may(request.user, P.FIGURE_GIVE_ANY, area)
    if not (gives_any or may(request.user, P.FIGURE_READ, area)):
        raise PermissionDenied("What is missing of the figures is not open to your role here.")
    rows = missing_figures(area, timezone.localdate())
    groups = [
        (title, meaning, [row for row in rows if row.silence == silence])
        for silence, title, meaning in GROUPS
    ]
    context = {
        "area": area,
        "groups": [one for one in groups if one[2]],
        "total": len(rows),
        "gives_any": gives_any,
        "heading": HEADING,
        "give_url": reverse("figures_give", args=[area.slug]),
        "breadcrumbs": figure_crumbs(area, (HEADING, "")),
    }
    return render(request, "figures/missing.html", context)
