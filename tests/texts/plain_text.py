"""What a person reads: the text of a page with the forms on it, of a document, of a letter.

Words only, one block a line, white space folded. What is drawn by lot at every run (signing tokens,
secret addresses, UUIDs), the program's version and the running number of an event in the record
stand as their kind in angle brackets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

import docx
import openpyxl
import pikepdf
from django.core.mail import EmailMessage
from django.http import HttpResponse

from tests.pages.crawl import Links
from tests.reporting.pdf_tree import read as read_pdf
from tests.texts.forms import Field, Form

BLOCK_NAMES: Final = (
    "address article aside blockquote br button caption dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html input label legend li main nav "
    "ol optgroup option p pre section select summary svg table tbody td text textarea tfoot th "
    "thead title tr ul"
)
BLOCKS: Final = frozenset(BLOCK_NAMES.split())
SILENT: Final = frozenset({"script", "style"})
SPOKEN: Final = ("aria-label", "alt", "title", "placeholder", "aria-current")
CONTROLS: Final = ("input", "select", "textarea", "button")
STATES: Final = ("checked", "selected", "required", "disabled", "readonly", "hidden", "open")
SECRETS: Final = {
    "uuid": re.compile(r"\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"),
    "secret": re.compile(r"(?<=/calendar/)[\w-]{40,}(?=\.ics)"),
    "version": re.compile(r"(?<=\bcpcplan )\d+(?:\.\d+)+"),
    "signed": re.compile(r"\b\d+:\w{6}:[\w-]{43}(?![\w-])"),
    "number": re.compile(r"(?<=\bDetails of event )\d+"),
    "key": re.compile(r"(?<=/account/password/reset/key/)[\w-]+"),
}
TOKEN: Final = "csrfmiddlewaretoken"


def masked(text: str) -> str:
    """`text` with everything that may differ between two runs replaced by its kind."""
    for name, pattern in SECRETS.items():
        text = pattern.sub(f"<{name}>", text)
    return text


# -- Pages ----------------------------------------------------------------------------------------


class Page(Links):
    """A page that was read: its `text`, its `links` and those that htmx follows, its `sheets`."""

    def __init__(self, page: str) -> None:
        self.lines: list[str] = []
        self.sheets: list[Form] = []
        self._words: list[str] = []
        self._targets: list[str] = []
        self._silent = 0
        self._form: Form | None = None
        self._typing: Field | None = None
        super().__init__(page)
        self._end_line()

    @property
    def text(self) -> str:
        return masked("\n".join(self.lines))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        given = {name: value or "" for name, value in attrs}
        self._silent += tag in SILENT
        if tag in BLOCKS:
            self._end_line()
        if given.get("type") != "hidden":
            self._words += _said_by(tag, given)
        if given.get("name") != TOKEN:
            self._note(tag, given)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag == "a" and self._targets:
            self._words.append(f" <{self._targets.pop()}>")
        if tag == "form":
            self._form = None
        if tag in CONTROLS:
            self._typing = None
        if tag in BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)
        if self._typing and self._typing.kind == "textarea":
            self._typing.value += data.removeprefix("\n")

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """Keep what can be followed, filled in or sent."""
        if "hx-get" in given:
            self.links.append(given["hx-get"])
        if tag == "a":
            self._targets.append(given.get("href", ""))
        if tag == "form":
            post = given.get("method", "get").lower() == "post"
            self._form = Form(given.get("action", ""), post)
            self.sheets.append(self._form)
        if tag in CONTROLS and self._form is not None:
            self._typing = _field(tag, given)
            self._form.fields.append(self._typing)
        if tag == "option" and self._typing:
            self._typing.options.append(given.get("value", ""))
            if "selected" in given:
                self._typing.value = given.get("value", "")

    def _end_line(self) -> None:
        if line := " ".join("".join(self._words).split()):
            self.lines.append(line)
        self._words.clear()


def read(response: HttpResponse) -> tuple[str, Page | None]:
    """What an answer says, and its page unless it is a file or leads on."""
    kind = response.get("Content-Type", "").partition(";")[0]
    data = response.getvalue()
    head = [str(response.status_code)]
    head += [response[name] for name in ("Location", "Content-Disposition") if name in response]
    if kind != "text/html":
        return "\n".join([*head, kind, document_text(data, kind)]), None
    page = Page(data.decode())
    return "\n".join([*head, page.text]), None if "Location" in response else page


def _field(tag: str, given: dict[str, str]) -> Field:
    kind = {"input": given.get("type", "text"), "button": "submit"}.get(tag, tag)
    return Field(given.get("name", ""), kind, given.get("value", ""), "checked" in given)


def _said_by(tag: str, given: dict[str, str]) -> Iterator[str]:
    """What a tag itself says: its words for those who do not see it, its state, its value."""
    for name in SPOKEN:
        if name in given:
            yield f"[{name}: {given[name]}] "
    yield from (f"[{given[name]}] " for name in given if name[:5] == "data-" and " " in given[name])
    yield from (f"[{name}] " for name in STATES if name in given)
    if tag == "form":
        yield f"[form {given.get('method', 'get').lower()} {given.get('action', '')}]"
    if tag in CONTROLS:
        yield f"[{tag} {given.get('type', '')} {given.get('name', '')} = {given.get('value', '')}] "
    if tag == "option":
        yield f"[{given.get('value', '')}] "


# -- Documents ------------------------------------------------------------------------------------


def pdf_text(data: bytes) -> str:
    """Every element of the structure with its own text, the words for its figures, then the pages
    as they are drawn, with head and foot."""
    reading = read_pdf(data)
    drawn = [f"page {at}: {said}" for at, said in enumerate(reading.pages, start=1)]
    told = [f"{node.tag}: {node.text}" for node in reading.root.walk() if node.text.strip()]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        about = [f"{name}: {value}" for name, value in sorted(pdf.docinfo.items())]
        figures = [f"alt: {thing.Alt}" for thing in pdf.objects if _is_figure(thing)]
    return "\n".join([*about, *told, *figures, *drawn])


def _is_figure(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing


def word_text(data: bytes) -> str:
    """Every paragraph and every cell in order, then heads and feet, and what the file says of
    itself."""
    document = docx.Document(io.BytesIO(data))
    edges = [edge for part in document.sections for edge in (part.header, part.footer)]
    about = document.core_properties
    lines = [line for place in (document, *edges) for line in _word_lines(place)]
    return "\n".join([f"{about.title} / {about.author} / {about.subject}", *lines])


def _word_lines(place: Any) -> Iterator[str]:
    for item in place.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                yield " | ".join(" / ".join(_word_lines(cell)) for cell in row.cells)
        elif item.text.strip():
            yield f"{item.style.name}: {item.text}"


def workbook_text(data: bytes) -> str:
    """Every cell that holds something, with its place, and its form where that is not plain."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return "\n".join(line for sheet in book for line in _sheet_lines(sheet))


def _sheet_lines(sheet: Any) -> Iterator[str]:
    yield f"sheet {sheet.title}"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield f"{cell.coordinate}: {cell.value}{_beside(cell)}"


def _beside(cell: Any) -> str:
    form = "" if cell.number_format == "General" else f" [{cell.number_format}]"
    link = cell.hyperlink
    return f"{form} <{link.location or link.target}>" if link else form


READERS: Final[dict[str, Callable[[bytes], str]]] = {
    "application/pdf": pdf_text,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": word_text,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": workbook_text,
}
BY_ENDING: Final = dict(zip(("pdf", "docx", "xlsx"), READERS, strict=True))


@lru_cache(maxsize=100)
def document_text(data: bytes, kind: str) -> str:
    """The text of a file of any kind of which there are some."""
    return READERS.get(kind, lambda raw: raw.decode("utf-8", "replace"))(data)


def letter_text(letter: EmailMessage) -> str:
    """Subject, words, the words of the page in it, and the names of what goes with it."""
    pages = [Page(str(part.content)).text for part in getattr(letter, "alternatives", [])]
    files = [f"attached: {part[0]} ({part[2]})" for part in letter.attachments]
    head = f"To: {', '.join(letter.to)}\nSubject: {letter.subject}\n"
    return masked("\n\n".join([head + str(letter.body), *pages, *files]))
