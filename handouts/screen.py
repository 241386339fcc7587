"""A report to be read in a browser: the templates of the PDF, without the paper round them."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString

from documents.files import pdf
from documents.files.layout import as_set
from documents.schema.content import SnapshotContent

COLUMN = re.compile(r'<col style="[^"]*">')  # widths in millimetres are of paper
TABLE = re.compile(r"<table[^>]*>")


def page(content: SnapshotContent, sha256: str, logo_at: str = "") -> SafeString:
    """The report as HTML for a page of the site: cover, text and appendices, marked at both ends.

    `logo_at` is the address of its logo. A table that is wider than the screen is moved by itself,
    with the keyboard too.
    """
    told = pdf.html(content, sha256, frame="documents/page.html", logo_at=logo_at)
    markup = COLUMN.sub("<col>", as_set(told))
    numbers = iter(range(1, len(TABLE.findall(markup)) + 1))
    opened = TABLE.sub(lambda table: f"{_window(next(numbers))}{table.group()}", markup)
    # the templates escaped every word of it
    return SafeString(opened.replace("</table>", "</table></div>"))


def _window(number: int) -> str:
    return f'<div class="cpc-scroll" role="group" aria-label="Table {number}" tabindex="0">'
