"""What a letter is put together of: sections with the things that are wanted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timescales.date_format import weekday


@dataclass(frozen=True)
class Item:
    """One thing that is wanted: its reference, its first words, the page where it is dealt with."""

    reference: str
    words: str
    url: str
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """One thing that is wanted, with the items it is about; `groups` have a name each."""

    heading: str
    intro: str
    groups: Sequence[tuple[str, Sequence[Item]]]
    more: tuple[str, str] | None = None


def asked_by(day: date | None) -> str:
    """ "Friday 28 August 2026", or that it is wanted soon where no day is set."""
    return weekday(day) if day else "as soon as you can"
