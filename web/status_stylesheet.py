"""The stylesheet that gives the statuses of a page the colours of their own legends, which
`documents.statuses` knows.

A status is drawn with a class named after its colour (`colour_class`). While a page is drawn, its
colours are collected, and the page links the stylesheet that has these colours in its address. So
a list of several plans shows each in its own colours, an old report in those of its day, and the
stylesheet, which knows of nothing but colours, may be kept by the browser for a year.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from hashlib import sha256

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from documents.contrast import shades

MOST = 40  # colours in one address
COLOURS = rf"[0-9a-f]{{6}}(?:-[0-9a-f]{{6}}){{0,{MOST - 1}}}"
YEAR = 365 * 24 * 60 * 60

_page: ContextVar[set[str] | None] = ContextVar("colours_of_the_page", default=None)


def colour_class(colour: str) -> str:
    """The class of what has this colour ("#rrggbb"); the page being drawn will link its rule."""
    name = colour[1:].lower()
    colours = _page.get()
    if colours is not None:
        colours.add(name)
    return f"cpc-colour-{name}"


@contextmanager
def collected() -> Iterator[set[str]]:
    """The colours that `colour_class` is asked for while a page is drawn, "rrggbb" each."""
    colours: set[str] = set()
    token = _page.set(colours)
    try:
        yield colours
    finally:
        _page.reset(token)


def addresses(colours: Iterable[str]) -> list[str]:
    """Where the rules of these colours stand: one stylesheet, unless there are very many."""
    names = sorted(colours)
    parts = ["-".join(names[at : at + MOST]) for at in range(0, len(names), MOST)]
    return [f"{reverse('status_colours', args=[part])}?v={_version(part)}" for part in parts]


@login_not_required
@require_safe
@cache_control(public=True, max_age=YEAR, immutable=True)
def status_colours(request: HttpRequest, colours: str) -> HttpResponse:
    """The rules of some colours. Nothing else is known of whose they are."""
    return HttpResponse(stylesheet(colours), content_type="text/css; charset=utf-8")


def stylesheet(colours: str) -> str:
    """A rule for each of "rrggbb-rrggbb": what static/css draws statuses with."""
    return "".join(_rule(name) for name in colours.split("-"))


def _rule(name: str) -> str:
    ink, tint, solid = shades(f"#{name}")
    return f".cpc-colour-{name}{{--status:{ink};--status-tint:{tint};--status-solid:{solid}}}\n"


@lru_cache(maxsize=256)
def _version(colours: str) -> str:
    """Changes when a release gives the same colours other rules."""
    return sha256(stylesheet(colours).encode()).hexdigest()[:8]
