"""What a text may hold, and what is left of one that holds more. Pure, and linear in its length.

Two kinds of text are kept: some lines (a reason, a progress) and one line (a title, a name). Both
are in Unicode's composed form (NFC), hold nothing that no paper can print, and end where their
words end. Whatever is cleaned twice is as it was after the first time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from documents.shape import Json

# What ends a line or a page somewhere: Windows, the old Macintosh, Word's line and page breaks,
# the next line of old mainframes, Unicode's own separators.
_BREAKS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_WORD_HYPHEN: Final = "\x1e"  # how Word puts its hyphen that is not broken on the clipboard
# Control characters but tab and line feed, halves of surrogate pairs, and the code points that
# Unicode promises never to use: XML, and with it Word and spreadsheets, refuses most of them, and
# PostgreSQL the first.
_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# What nobody sees and what makes two texts that look alike differ: soft hyphens, spaces of no
# width, byte order marks, turns of the direction. The joiners of emoji and of Persian stay.
_INVISIBLE: Final = re.compile("[\xad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Cleaned:
    """A text as it is kept, and in `notes` what could not be kept, one sentence each."""

    text: str
    notes: tuple[str, ...] = ()


def lines(text: str, most: int | None = None) -> Cleaned:
    """Some lines of text, of at most `most` characters: breaks of any kind become line feeds."""
    return _cleaned(text, most, _as_lines)


def line(text: str, most: int | None = None) -> Cleaned:
    """A text on one line, of at most `most` characters: breaks and tabs become one space."""
    return _cleaned(text, most, _as_line)


def piece(text: str, most: int | None = None) -> Cleaned:
    """A piece of some lines, whose spaces at the ends belong to what stands beside it."""
    return _cleaned(text, most, str)


def printable(text: str) -> str:
    """The same text without what no paper can print.

    For what was kept before texts were cleaned: no word, space or line of it moves otherwise.
    """
    return _UNPRINTABLE.sub("", _broken(text))


def all_printable(value: Json) -> Json:
    """The same lists and mappings, each of their texts `printable`."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(key): all_printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(item) for item in value]
    return value


def _cleaned(text: str, most: int | None, shaped: Callable[[str], str]) -> Cleaned:
    broken = _broken(text)
    seen, unprintable = _UNPRINTABLE.subn("", broken)
    plain, invisible = _INVISIBLE.subn("", seen)
    whole = shaped(unicodedata.normalize("NFC", plain))
    kept = whole if most is None else shaped(whole[:most])
    notes = (
        _taken_out(
            unprintable, "character that cannot be printed", "characters that cannot be printed"
        ),
        _taken_out(invisible, "invisible character", "invisible characters"),
        _left_out(len(whole) - len(kept), most),
    )
    return Cleaned(kept, tuple(filter(None, notes)))


def _broken(text: str) -> str:
    return _BREAKS.sub("\n", text).replace(_WORD_HYPHEN, "-")


def _as_lines(text: str) -> str:
    return "\n".join(part.rstrip() for part in text.split("\n")).strip()


def _as_line(text: str) -> str:
    parts = (part.strip() for part in text.replace("\t", "\n").split("\n"))
    return " ".join(part for part in parts if part)


def _taken_out(number: int, one: str, several: str) -> str:
    if not number:
        return ""
    return f"1 {one} was taken out." if number == 1 else f"{number:,} {several} were taken out."


def _left_out(number: int, most: int | None) -> str:
    if not number:
        return ""
    end = "character was" if number == 1 else f"{number:,} characters were"
    return f"The last {end} left out: {most:,} is the most that is kept."
