"""Writes in the log what the guard saw in a request, after all that the request did."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit.services.guard_log import NOBODY, log_seen
from guard.notes import gathered


def guard_log(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Stands below the middleware that says who is signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with gathered() as seen:
            response = get_response(request)
        if seen:
            match = request.resolver_match
            by = request.user if request.user.is_authenticated else None
            log_seen(by=by, page=match.view_name if match else "", seen=seen, label=NOBODY)
        return response

    return middleware
