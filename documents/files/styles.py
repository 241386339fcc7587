"""The style sheets of papers: read once, used for every paper."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import weasyprint
from django.template.loader import get_template
from weasyprint.css.counters import CounterStyle
from weasyprint.html import UA
from weasyprint.urls import URLFetcher

from documents import statuses
from documents.files.rules import Rules, words_of
from documents.files.tree import tree

PAPER: Final = ("print", "short")
NOTES: Final = re.compile(r"^::(?:foot)?note-[^\n]*\n", re.MULTILINE)


class Markup(weasyprint.HTML):
    """A paper's HTML, in which only lines of a list have markers and nothing has footnotes.

    The library's own sheet gives every element six pseudo-elements for them. None is printed, yet
    each is worked out and kept: a fifth of the memory of a long paper.
    """

    def __init__(self, *, string: str, url_fetcher: URLFetcher) -> None:
        root = tree(string)
        super().__init__(string=string if root is None else "<html>", url_fetcher=url_fetcher)
        if root is not None:
            self.wrapper_element = self.wrapper_element.from_html_root(root, content_language=None)
            self.etree_element = root
        self.words = words_of(self.etree_element)

    def _ua_stylesheets(self, forms: bool = False) -> list[weasyprint.CSS]:
        return [_defaults().of(self.words)]


@lru_cache(maxsize=1)
def _defaults() -> Rules:
    sheet = NOTES.sub("", UA).replace("\n::marker", "\nli::marker")
    return Rules(weasyprint.CSS(string=sheet, counter_style=CounterStyle()), sheet)


@lru_cache(maxsize=2)
def shared(*also: str) -> Rules:
    """The print style and the sheets named, as one. Fonts are declared beside it, in each paper."""
    sheet = "\n".join(text(name) for name in (*PAPER, *also))
    return Rules(weasyprint.CSS(string=sheet), sheet)


def text(name: str) -> str:
    """A sheet's text, in the colours of the statuses."""
    shown = {"late": statuses.default_tag("off_track"), "mended": statuses.default_tag("at_risk")}
    shades = {name: tag.shades for name, tag in shown.items()}
    return get_template(f"documents/pdf/{name}.css").render(shades)
