"""Numbers of ten digits that a person is known by: CHI, NHS, Health and Care.

A text is cut into chains of groups of digits with at most three signs between two. Adjacent groups
that make exactly ten digits are tried; a piece of a longer group never is, and in a longer chain
only what its separators set apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from guard.enums import Kind
from guard.rules.checks import is_chi, modulus_11
from guard.rules.plain import LOOKALIKES
from guard.rules.sightings import SIGNS_BETWEEN, Sighting, Sightings, refused, warned

BEFORE: Final = 40
AFTER: Final = 20
_GROUP: Final = re.compile(r"[0-9]+")
_PARTING: Final = re.compile(r"[%£$€]|\w(?<!_)")  # what lets two groups belong to two numbers
_CHI: Final = re.compile(
    r"(?<![a-z])c\.?h\.?i\.?(?:s|no|num|number)?(?![a-z])|community health index", re.I
)
_NHS: Final = re.compile(r"(?<![a-z])n\.?h\.?s\.?(?:no|num|number)?(?![a-z])", re.I)
_NHS_NUMBER: Final = re.compile(r"(?<![a-z])n\.?h\.?s\.? ?(?:no\b|num|id\b|#|n°|identifier)", re.I)
_HC: Final = re.compile(
    r"(?<![a-z])(?:h ?& ?c|hcn|hsc ?n(?:o|umber)?"
    r"|health (?:and|&) (?:social )?care n(?:o|umber))(?![a-z])",
    re.I,
)
_ELSE: Final = re.compile(  # ends with what makes the digits after it another number
    r"(?:ISBN(?:-1[03])?[: ]{0,3}|£ ?|(?:\+|\b00) ?44[ ().-]{0,4}(?:\(0\)[ ]?)?"
    r"|(?<![0-9])0\.)$",
    re.I,
)
_HEX: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{24,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"(?![0-9A-Za-z])",
    re.I,
)
_TOKEN: Final = re.compile(r"[0-9A-Za-z|]+")
_ALIKE: Final = re.compile(r"[0-9OoQDlIi|SsBZz]{1,12}")
_ALIKE_END: Final = re.compile(r"[A-Za-z]{1,12}?([0-9OoQDlIi|SsBZz]{10})")
_ALIKE_HEAD: Final = re.compile(r"([0-9OoQDlIi|SsBZz]{10})[A-Za-z]{1,12}")
_FEWEST_DIGITS: Final = 3
# of five groups and more these are ways to write one number; others are a row of figures
_FIGURES: Final = frozenset(
    {
        *((1, 1, 1, 1, 1, 1, 1, 1, 1, 1), (2, 2, 2, 2, 2), (2, 2, 2, 3, 1), (2, 2, 2, 1, 3)),
        *((2, 2, 2, 2, 1, 1), (2, 2, 2, 1, 1, 1, 1), (6, 1, 1, 1, 1), (1, 1, 1, 1, 1, 1, 4)),
    }
)
_PLAIN_SHAPES: Final = frozenset({(10,), (6, 4), (3, 3, 4), (5, 5), (1,) * 10})

Group = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Some adjacent groups of a text, looked at as one number. `outer` are the signs beside it in
    its chain, empty where the chain ends."""

    text: str
    groups: tuple[Group, ...]
    between: tuple[str, ...]
    outer: tuple[str, str]

    @property
    def start(self) -> int:
        return self.groups[0][0]

    @property
    def end(self) -> int:
        return self.groups[-1][1]

    @property
    def parts(self) -> list[str]:
        return [self.text[start:end] for start, end in self.groups]

    @property
    def digits(self) -> str:
        return "".join(self.parts)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(end - start for start, end in self.groups)

    def beside(self, words: re.Pattern[str]) -> bool:
        """Whether one of `words` stands shortly before the number or right after it."""
        before = self.text[max(0, self.start - BEFORE) : self.start]
        return bool(words.search(before) or words.search(self.text[self.end : self.end + AFTER]))

    def is_something_else(self) -> bool:
        """An ISBN, money, a number abroad, the places of a decimal."""
        if self.shape[1:] and set(self.between) == {","} and set(self.shape[1:]) == {3}:
            return True
        return bool(_ELSE.search(self.text[max(0, self.start - 14) : self.start]))

    def is_set_apart(self) -> bool:
        """Whether it is a whole chain, or other signs part it from the rest than join it."""
        if self.shape in ((10,), (6, 4), (9,)):
            return True
        return not {sign for sign in self.outer if sign} & set(self.between)


def numbers(text: str) -> Sightings:
    """What looks like a number of a person in a plain text, and in its reading with O as 0."""
    masked = _HEX.sub(lambda match: "x" * len(match[0]), text)
    yield from _numbers(masked, masked)
    alike = _TOKEN.sub(_with_digits, masked)
    if alike != masked:
        yield from _numbers(alike, masked)


def _numbers(text: str, typed: str) -> Sightings:
    second = text is not typed
    for window in _windows(text, (9, 10)):
        if second and not _disguised(typed[window.start : window.end]):
            continue
        if window.is_set_apart() and not window.is_something_else():
            sighting = _seen(window)
            if sighting:
                yield sighting


def _disguised(typed: str) -> bool:
    """Letters among digits: what the first reading could not see, and more than a word or two."""
    digits = sum(sign.isdigit() for sign in typed)
    return digits >= _FEWEST_DIGITS and any(sign.isalpha() or sign == "|" for sign in typed)


def _with_digits(token: re.Match[str]) -> str:
    word = token[0]
    if _ALIKE.fullmatch(word):
        return word.translate(LOOKALIKES)
    if tail := _ALIKE_END.fullmatch(word):
        return word[: tail.start(1)] + tail[1].translate(LOOKALIKES)
    if head := _ALIKE_HEAD.fullmatch(word):
        return head[1].translate(LOOKALIKES) + word[head.end(1) :]
    return word


def chains(text: str) -> Iterator[list[Group]]:
    """Groups of digits with at most three signs, and no letter, between two of them."""
    chain: list[Group] = []
    for match in _GROUP.finditer(text):
        group = match.span()
        if chain and not _joined(text[chain[-1][1] : min(group[0], chain[-1][1] + 4)]):
            yield chain
            chain = []
        chain.append(group)
    if chain:
        yield chain


def _joined(between: str) -> bool:
    return len(between) <= SIGNS_BETWEEN and not _PARTING.search(between)


def _windows(text: str, lengths: tuple[int, ...]) -> Iterator[Window]:
    """Every run of adjacent groups that has one of `lengths` digits in all."""
    for chain in chains(text):
        signs = [text[one[1] : other[0]] for one, other in pairwise(chain)]
        for first, last in _spans(chain, lengths):
            if last - first < 2 or _apart(signs, first, last):
                outer = _at(signs, first - 1), _at(signs, last)
                groups, between = tuple(chain[first : last + 1]), tuple(signs[first:last])
                yield Window(text, groups, between, outer)


def _spans(chain: list[Group], lengths: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for first in range(len(chain)):
        total = 0
        for last in range(first, len(chain)):
            total += chain[last][1] - chain[last][0]
            if total > max(lengths):
                break
            if total in lengths:
                yield first, last


def _apart(signs: list[str], first: int, last: int) -> bool:
    """Whether other signs stand beside the groups than within: asked first, for long rows."""
    return _at(signs, first - 1) != signs[first] and _at(signs, last) != signs[last - 1]


def _at(signs: list[str], place: int) -> str:
    return signs[place] if 0 <= place < len(signs) else ""


def _seen(window: Window) -> Sighting | None:
    if len(window.digits) == 9:
        return _without_zero(window)
    return _chi(window) or _nhs(window)


def _without_zero(window: Window) -> Sighting | None:
    """A CHI number whose first 0 a spreadsheet took for a number's."""
    if window.shape not in ((9,), (5, 4)) or not is_chi("0" + window.digits):
        return None
    verdict = refused if window.beside(_CHI) else warned
    return verdict(Kind.CHI, window.start)


def _chi(window: Window) -> Sighting | None:
    named = window.beside(_CHI)
    if is_chi(window.digits):
        if named:
            return refused(Kind.CHI, window.start)
        if _reads_as_moment(window):
            return warned(Kind.CHI, window.start)
        if _is_row(window) or _begins_with_long_date(window):
            return None
        return (refused if _is_usual(window) else warned)(Kind.CHI, window.start)
    if named and not (_is_row(window) or _begins_with_long_date(window) or _is_issued(window)):
        return warned(Kind.CHI, window.start)
    return None


def _nhs(window: Window) -> Sighting | None:
    if not modulus_11(window.digits):
        bad = window.beside(_NHS_NUMBER) and window.shape in _PLAIN_SHAPES
        return warned(Kind.NHS, window.start) if bad else None
    kind, issued = _issuer(window.digits)
    if window.beside(_NHS_NUMBER) or window.beside(_HC):
        return refused(kind, window.start)
    if not issued:
        return None
    if window.shape == (3, 3, 4) or window.beside(_NHS) or window.beside(_CHI):
        return refused(kind, window.start)
    usual = window.shape in _PLAIN_SHAPES and not _is_row(window)
    return warned(kind, window.start) if usual else None


def _issuer(digits: str) -> tuple[Kind, bool]:
    """Whose number it would be, and whether numbers of that range were given to anybody.

    900 to 999 never were, but stand for real ones in examples: only beside the word they count.
    """
    first = int(digits[:3])
    if 320 <= first <= 399:
        return Kind.HC, True
    return Kind.NHS, 400 <= first <= 499 or 600 <= first <= 799


def _is_issued(window: Window) -> bool:
    """An NHS number that stands beside the word CHI is told as what it is."""
    return modulus_11(window.digits) and _issuer(window.digits)[1]


def _is_usual(window: Window) -> bool:
    """Not as an old ISBN is printed (0 10 157302 2), and no row of many figures."""
    shape = window.shape
    return shape in _FIGURES or (len(shape) <= 4 and not (shape[0] == shape[-1] == 1))


def _is_row(window: Window) -> bool:
    """Figures in a list or a table, which nobody writes one number as; or two dates."""
    if window.shape in ((10,), (6, 4), (3, 3, 4)):
        return False
    signs = window.between
    if window.shape == (1,) * 10:
        return len(set(signs)) > 1
    listed = any(("," in sign and sign != ",") or ";" in sign or "\t" in sign for sign in signs)
    return listed or sum("\n" in sign for sign in signs) > 1 or _is_two_dates(window)


def _is_two_dates(window: Window) -> bool:
    signs = window.between
    return len(signs) == 5 and signs[0] == signs[1] == signs[3] == signs[4] != signs[2]


def _begins_with_long_date(window: Window) -> bool:
    """A date with its year in four figures, and more: 12/1/2025 900, 2012-10-25 14."""
    signs, parts = window.between, window.parts
    if len(parts) < 3 or signs[0] != signs[1] or signs[0] not in ("/", "-", "."):
        return False
    year, short = (parts[0], parts[1:3]) if len(parts[0]) == 4 else (parts[2], parts[:2])
    return len(year) == 4 and year[:2] in ("19", "20") and all(len(part) < 3 for part in short)


def _reads_as_moment(window: Window) -> bool:
    """dd/mm/yy and four digits that read as an hour or a year; or a range of years."""
    signs, parts = window.between, window.parts
    if len(parts) > 2 and len(parts[0]) == 4 and parts[0][:2] in ("19", "20"):
        return True
    if window.shape not in ((2, 2, 2, 4), (2, 2, 2, 2, 2)) or signs[0] != signs[1]:
        return False
    last = window.digits[6:]
    hour = last[:2] < "24" and last[2:] < "60"
    return signs[2] != signs[0] and (hour or last[:2] in ("19", "20"))
