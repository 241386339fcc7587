"""A copy of a text with one character for all that look alike: to be looked at, never kept.

Line breaks stay, so that a place in the copy can be told by its line.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

# What renders as nothing or as a blank, and which Unicode does not count among the spaces.
_FILLERS: Final = dict.fromkeys("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5", "")
_BREAKS: Final = dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029\n", "\n")
_SIGNS: Final = {
    **dict.fromkeys("\u2212\u02d7\u2043\u2796\u30fc\uff70\xac\u1428", "-"),
    **dict.fromkeys("\u2044\u2215\u2571\u29f8\u27cb\\\u2216\u29f5\uff3c", "/"),
    **dict.fromkeys("\xb7\u2022\u2024\u2027\u2219\u22c5\u3002\uff61\u30fb\u06d4\u0387", "."),
    **dict.fromkeys("\u201a\u060c\u3001", ","),
    **dict.fromkeys("\u2236\ua789\u0589\u05c3", ":"),
    **dict.fromkeys("\u2018\u2019\u02bc\u2032", "'"),
    "\x1e": "-",  # Word's unbroken hyphen on the clipboard
}
# Cyrillic, Greek and Armenian letters that are drawn as Latin ones, and Chinese figures.
_LETTERS: Final = {
    **dict(zip("АВЕЅІЈКМНОРСТУХԌԚԜ", "ABESIJKMHOPCTYXGQW", strict=True)),
    **dict(zip("аеіјорсухѕһԁԛԝҁ", "aeijopcyxshdqwc", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX", strict=True)),
    **dict(zip("οινρυχ", "oivpux", strict=True)),
    **dict(zip("ՕօԼՏ", "OoLS", strict=True)),
    **dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)),
    "ı": "i",
    "ɑ": "a",
    "ℓ": "l",
    "ǀ": "l",
}
_DROPPED: Final = frozenset({"Cf", "Mn", "Me", "Cs"})
_CELL: Final = "td|th|tr|br|p|li|ul|ol|div|h[1-6]|table|tbody|thead|hr|w:tab|w:br|w:p|text:p"
_CELL_TAG: Final = re.compile(rf"</?(?:{_CELL})\b[^<>]{{0,400}}>", re.I)
_INLINE_TAG: Final = re.compile(r"<!--.{0,1000}?-->|</?[a-zA-Z][^<>]{0,400}>", re.S)
_ENCODED: Final = re.compile(r"&#?\w{1,12};?|%[0-9A-Fa-f]{2}|<[!/a-zA-Z]")
# the digits 0 1 5 8 2 as they are misread or disguised
LOOKALIKES: Final = str.maketrans("OoQDlIi|SsBZz", "0000111155822")


class _Plain(dict[int, str]):
    """The table of `str.translate`, worked out for a character when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _character(chr(code))
        return plain


def _character(sign: str) -> str:
    if sign == "\t" or sign in _BREAKS:
        return _BREAKS.get(sign, sign)
    if sign in _FILLERS or unicodedata.category(sign) in _DROPPED:
        return ""
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    return "".join(_one(part) for part in unicodedata.normalize("NFKC", sign))


def _one(sign: str) -> str:
    known = _SIGNS.get(sign) or _LETTERS.get(sign)
    if known:
        return known
    category = unicodedata.category(sign)
    if category in _DROPPED:
        return ""
    if category == "Cc":
        return ""
    if category == "Nd":
        return str(unicodedata.digit(sign))
    return {"Zs": " ", "Pd": "-"}.get(category, sign)


_TABLE: Final = _Plain()


def plain(text: str) -> str:
    """The text with look-alikes of digits, letters, spaces, dashes, slashes and dots made one."""
    return text.replace("\r\n", "\n").translate(_TABLE)


def readings(text: str) -> Iterator[str]:
    """The text as it stands, and as a browser would show it where that is something else."""
    first = plain(text)
    yield first
    if _ENCODED.search(first):
        shown = plain(_shown(first))
        if shown != first:
            yield shown


def _shown(text: str) -> str:
    decoded = html.unescape(html.unescape(text))
    if "%" in decoded:
        decoded = unquote(decoded, errors="ignore")
    return _INLINE_TAG.sub("", _CELL_TAG.sub(" ", decoded))
