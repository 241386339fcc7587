from collections.abc import Callable, Sequence

import pydyf
from weasyprint.formatting_structure.boxes import PageBox

class Page:
    _page_box: PageBox

class Document:
    pages: Sequence[Page]
    def write_pdf(
        self,
        *,
        finisher: Callable[[Document, pydyf.PDF], None],
        pdf_variant: str,
        pdf_identifier: bytes,
    ) -> bytes: ...
