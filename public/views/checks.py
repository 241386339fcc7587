"""Is a page in somebody's hand one that was released, and does it still count?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from provenance.rules.marks import mark_of
from public.queries.releases import marked
from public.views.answers import told
from public.views.areas import AREAS

HERE = "Is this page one that was released?"


@login_not_required
@require_safe
def public_check(request: HttpRequest) -> HttpResponseBase:
    """The mark at a page's foot, compared with every public edition that was issued."""
    typed = request.GET.get("mark", "")[:100]
    context: dict[str, Any] = {
        "typed": typed,
        "breadcrumbs": [(AREAS, reverse("public_areas")), (HERE, "")],
    }
    try:
        mark = mark_of(typed)
    except ValueError as error:
        context["error"] = str(error)
    else:
        context["releases"] = marked(mark) if mark else None
    return told(request, "public/check.html", context)
