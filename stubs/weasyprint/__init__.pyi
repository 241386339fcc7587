"""What documents use of WeasyPrint, which has no types of its own."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from cssselect2 import Matcher
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

class CSS:
    matcher: Matcher
    def __init__(
        self,
        *,
        string: str,
        base_url: str | None = None,
        font_config: FontConfiguration | None = None,
        counter_style: CounterStyle | None = None,
        url_fetcher: URLFetcher | None = None,
        matcher: Matcher | None = None,
    ) -> None: ...

class Wrapper:
    """An element as rules of style see it."""

    @classmethod
    def from_html_root(cls, root: Element, content_language: str | None) -> Wrapper: ...

class HTML:
    wrapper_element: Wrapper
    etree_element: Element
    def __init__(self, *, string: str, url_fetcher: URLFetcher) -> None: ...
    def render(
        self, *, stylesheets: Sequence[CSS], font_config: FontConfiguration, pdf_variant: str
    ) -> Document: ...
