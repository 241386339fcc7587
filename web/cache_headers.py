"""Pages of people who signed in are kept by nobody: on a shared computer the Back button shows
nothing after signing out."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

Answer = Callable[[HttpRequest], HttpResponseBase]


def never_kept(get_response: Answer) -> Answer:
    """Middleware: `Cache-Control: no-store, private` on whatever is answered to a person."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    return answer
