"""How public pages are answered: kept by browsers and proxies, and asked for again each time.

What is kept is never shown without asking whether it still stands, so nothing that was withdrawn
comes out of a cache (ADR 357).
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

KEPT = "public, no-cache"  # kept, and asked for again before it is shown
GONE = "no-store"


def told(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponseBase:
    """A page that anybody may keep; 304 to whoever has it already."""
    return kept(request, render(request, template, dict(context)))


def kept(request: HttpRequest, answer: HttpResponse, mark: str = "") -> HttpResponseBase:
    """`mark` is the hash of what is answered, where it is known."""
    etag = quote_etag(mark or sha256(answer.content).hexdigest())
    answer["ETag"] = etag
    answer["Cache-Control"] = KEPT
    conditional = get_conditional_response(request, etag=etag, response=answer)
    return conditional if conditional is not None else answer


def gone(request: HttpRequest, context: Mapping[str, Any]) -> HttpResponse:
    """410 at the address of what was withdrawn; kept by nobody."""
    answer = render(request, "public/withdrawn.html", dict(context), status=410)
    answer["Cache-Control"] = GONE
    return answer
