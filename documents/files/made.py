"""A finished document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Made:
    """A finished document and its length in pages (sheets, for a workbook; 0 where not known)."""

    data: bytes
    pages: int
