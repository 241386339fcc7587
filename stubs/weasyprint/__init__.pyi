"""What documents use of WeasyPrint, which has no types of its own."""

from collections.abc import Sequence

from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

class CSS:
    def __init__(
        self, *, string: str, base_url: str, font_config: FontConfiguration, url_fetcher: URLFetcher
    ) -> None: ...

class HTML:
    def __init__(self, *, string: str, url_fetcher: URLFetcher) -> None: ...
    def render(
        self, *, stylesheets: Sequence[CSS], font_config: FontConfiguration, pdf_variant: str
    ) -> Document: ...
