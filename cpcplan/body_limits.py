"""How much a request may bring, looked at before anything of it is read.

gunicorn hands over a body as it comes, Django reads forms and files as the page asks for them; a
body that nobody reads is thrown away with its connection.
"""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

MEGABYTE: Final = 1024 * 1024
# pages that take files, with the words beside them
WITH_FILES: Final = {
    "plan_import": 11 * MEGABYTE,
    "action_update": 60 * MEGABYTE,
    "action_draft": 60 * MEGABYTE,
}
Answer = Callable[[HttpRequest], HttpResponse]


def bounded_bodies(get_response: Answer) -> Answer:
    """Middleware, above whatever reads a form. 413 for too much, 411 for who does not say how
    much."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
            return render(request, "413.html", {"unknown": True}, status=411)
        if _length(request) > (most := most_of(request.path_info)):
            return render(request, "413.html", {"most": most // MEGABYTE}, status=413)
        return get_response(request)

    return answer


def most_of(path: str) -> int:
    """Bytes that the page at `path` takes."""
    try:
        name = resolve(path).view_name
    except Resolver404:
        name = ""
    return WITH_FILES.get(name, settings.MOST_BODY)


def _length(request: HttpRequest) -> int:
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(said) if said.isascii() and said.isdigit() else 0
