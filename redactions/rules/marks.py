"""What stands in the place of words that were taken out. It says when and why, never what."""

from __future__ import annotations

from datetime import date
from typing import Final

from timescales.date_format import short_day

SHORT: Final = "[removed]"


def mark(day: date) -> str:
    """ "[removed 28 Nov 2026: identified a person]"."""
    return f"[removed {short_day(day)}: identified a person]"


def fitted(text: str, short: str, room: int | None) -> str:
    """The text with the long mark, or that with the short one, or the short mark alone: what fits
    into a column of so many characters."""
    for one in (text, short, SHORT):
        if room is None or len(one) <= room:
            return one
    return SHORT[:room]
