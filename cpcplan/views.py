"""Pages of the wiring itself: health and the page for a failed form check."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from web.kept_text import keep


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers; what the container's health check asks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was not taken and how to send it again; the reason goes to the log.

    Somebody who signed in again in another tab gets their own text back instead, unsaved.
    """
    if request.user.is_authenticated and keep(request):
        return redirect(request.path)
    return render(request, "403_csrf.html", {"reason": reason}, status=403)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement, open to everyone."""
    return render(request, "accessibility.html")
