"""A finished document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# the form in which documents are made today: written beside each file, whose bytes are kept
FORM: Final = "v3"


@dataclass(frozen=True)
class Made:
    """A finished document and its length in pages (sheets, for a workbook; 0 where not known)."""

    data: bytes
    pages: int
