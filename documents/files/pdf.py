"""Documents from frozen snapshots: HTML by our templates, tagged PDF by WeasyPrint.

The bytes depend on the snapshot, the template version and the pinned library, and on nothing else:
no clock, no database, no network.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pydyf
import weasyprint
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.files import pdf_objects, pdf_tables, styles
from documents.files.layout import as_set
from documents.files.made import Made
from documents.files.printable import printable
from documents.files.stack import roomy
from documents.papers import annual, quarterly
from documents.papers.annual import AnnualPaper
from documents.papers.quarterly import QuarterlyPaper
from documents.schema.content import SnapshotContent

FONTS = ("SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold", "SourceSans3-Bold")
PAPERS: Mapping[str, Callable[[SnapshotContent, str], QuarterlyPaper | AnnualPaper]] = {
    "quarterly": quarterly.paper,
    "annual": annual.paper,
}


class FontsOnly(URLFetcher):
    """Fetches fonts and the logo of the record, and refuses all else: it reaches out to nothing."""

    def __init__(self, logo: bytes) -> None:
        super().__init__()
        self.logo = logo

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if self.logo and url == f"logo:{hashlib.sha256(self.logo).hexdigest()}":
            return URLFetcherResponse(url, self.logo)
        name = url.rsplit("/", 1)[-1]
        if url != _font_address(name):
            raise FatalURLFetchingError(f"A document may not fetch {url}")
        return URLFetcherResponse(url, (_font_folder() / name).read_bytes())


def html(content: SnapshotContent, sha256: str, **beside: str) -> str:
    """The document as HTML, by the one set of templates there is.

    ``sha256`` is the snapshot's fingerprint, printed at every foot. ``beside`` is for the
    templates: ``proof`` is the mark across every page of what is not frozen, ``frame`` what stands
    round the text instead of a document of its own, ``logo_at`` from where a browser has the logo.
    """
    kind = content["kind"]
    paper = PAPERS[kind](printable(content), sha256)
    said = {**vars(paper.alike), **vars(paper), **beside}
    return render_to_string(f"documents/pdf/{kind}.html", said)


def pdf(content: SnapshotContent, sha256: str, logo: bytes = b"") -> Made:
    """The document as tagged PDF (PDF/UA-1): the same bytes from the same snapshot, every time.

    ``logo`` is the image that the snapshot names, where it names one.
    """
    return pdf_of(html(content, sha256), identifier=sha256, logo=logo)


def proof(content: SnapshotContent, sha256: str, mark: str, logo: bytes = b"") -> Made:
    """The same document of what is not frozen yet, with ``mark`` across every page."""
    return pdf_of(html(content, sha256, proof=mark), identifier=sha256, logo=logo)


def pdf_of(markup: str, *, identifier: str, also: tuple[str, ...] = (), logo: bytes = b"") -> Made:
    """Any HTML in the print style, and the styles named ``also``, as tagged PDF; ``identifier``
    becomes the file's own."""
    if absent := missing_fonts():
        raise FileNotFoundError(f"Fonts are missing from {_font_folder()}: {', '.join(absent)}")
    with _collector_off():
        return roomy(lambda: typeset(markup, identifier, *also, logo=logo))


def fitted(markups: Iterable[str], *, pages: int, identifier: str) -> Made:
    """The first of several tellings of a paper that has no more than so many pages, else the last.

    Only that one is written: the others are laid out, which is the lesser part of the work.
    """
    with _collector_off():
        return roomy(lambda: _fitted(markups, pages, identifier))


def _fitted(markups: Iterable[str], pages: int, identifier: str) -> Made:
    for markup in markups:
        document = laid_out(markup)
        if len(document.pages) <= pages:
            break
    return _written(document, identifier)


def typeset(markup: str, identifier: str, *also: str, logo: bytes = b"") -> Made:
    """One paper, whatever the collector does meanwhile."""
    return _written(laid_out(markup, *also, logo=logo), identifier)


def laid_out(markup: str, *also: str, logo: bytes = b"") -> Document:
    """The pages of a paper, of which no file is made yet."""
    fonts, fetcher = FontConfiguration(), FontsOnly(logo)
    faces = weasyprint.CSS(
        string=styles.text("faces"),
        base_url=_font_address(""),
        font_config=fonts,
        url_fetcher=fetcher,
    )
    paper = styles.Markup(string=as_set(markup), url_fetcher=fetcher)
    sheets = [faces, styles.shared(*also).of(paper.words)]
    return paper.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")


def _written(document: Document, identifier: str) -> Made:
    data = document.write_pdf(
        finisher=_finish, pdf_variant="pdf/ua-1", pdf_identifier=identifier.encode()
    )
    return Made(data, len(document.pages))


def _finish(document: Document, file: pydyf.PDF) -> None:
    pdf_tables.finish(document, file)
    pdf_objects.set_down(file)


def missing_fonts() -> list[str]:
    """The font files that are not there: WeasyPrint would fall back silently, or crash."""
    return [name for name in FONTS if not (_font_folder() / f"{name}.ttf").is_file()]


def font_file(name: str) -> Path:
    """Where a font of the papers lies."""
    return _font_folder() / f"{name}.ttf"


def _font_folder() -> Path:
    """Where the built assets lie, as the server of pages finds them."""
    place = finders.find("fonts")
    return Path(str(place or "fonts")).resolve()


def _font_address(name: str) -> str:
    return f"{_font_folder().as_uri()}/{name}"


@contextmanager
def _collector_off() -> Iterator[None]:
    """Layout makes millions of objects that live to the end: collecting them costs a quarter.

    Afterwards the youngest generation is collected, since the boxes point at each other: without it
    a worker keeps two documents. All that was made meanwhile is in it; to go through the older ones
    too costs as much as to set a short paper.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(0)
