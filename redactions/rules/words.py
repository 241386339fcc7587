"""Words that point at a person, as they stand in texts: in every spelling, and each place of them.

A copy of the text is looked at in which every sign has one sign in its place, so that a place in
the copy is the same place in the text. Pure, and linear in the length of the text.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from guard.refusals import Refusal
from guard.rules.plain import plain

LEAST: Final = 4
MOST: Final = 200
TOO_SHORT: Final = (
    f"Give at least {LEAST} letters or digits: fewer stand in words that point at nobody."
)
TOO_LONG: Final = f"Give at most {MOST} characters: the words that point at the person, no more."
Span = tuple[int, int]
# what nobody sees stands in the copy as this, which is neither letter, digit nor space
_UNSEEN: Final = "\x00"
_BETWEEN: Final = r"[\W_]{0,3}"
_HEX: Final = re.compile(r"[0-9a-f]{24,}")


class _Folded(dict[int, str]):
    """The table of `str.translate`: one sign for one, worked out when it first comes."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _sign(chr(code))
        return folded


def _sign(sign: str) -> str:
    shown = plain(unicodedata.normalize("NFKD", plain(sign)))
    if not shown:
        return _UNSEEN
    lower = shown.lower()
    return lower if len(lower) == 1 else sign


_TABLE: Final = _Folded()


def folded(text: str) -> str:
    """A copy of the same length with one sign for all that look alike, without capitals."""
    return text.lower() if text.isascii() else text.translate(_TABLE)


@dataclass(frozen=True)
class Sought:
    """What is looked for. It is never printed: its own words say nothing of it."""

    _pattern: re.Pattern[str]

    def __repr__(self) -> str:
        return "Sought(…)"

    def spans(self, text: str) -> list[Span]:
        """Where it stands in `text`, in order."""
        copy = folded(text)
        return [
            match.span()
            for match in self._pattern.finditer(copy)
            if not _inside_a_hash(copy, *match.span())
        ]

    def whole(self, text: str) -> bool:
        """Whether `text` is nothing else."""
        rest = "".join(sign for sign in self.without(text, "") if sign.isalnum())
        return not rest and bool(self.spans(text))

    def without(self, text: str, mark: str) -> str:
        """`text` with `mark` in the place of each."""
        kept, at = [], 0
        for start, end in self.spans(text):
            kept += [text[at:start], mark]
            at = end
        return "".join([*kept, text[at:]])


def sought(words: str) -> Sought:
    """What finds `words` in whatever spelling. Raises Refusal where they are too few or too many.

    Digits are seen with any separators between them; a letter stands beside a letter as it was
    given, and a name in another name is none.
    """
    if len(words) > MOST:
        raise Refusal(TOO_LONG)
    copy = folded(words)
    signs = [(at, sign) for at, sign in enumerate(copy) if sign.isalnum()]
    if len(signs) < LEAST:
        raise Refusal(TOO_SHORT)
    parts = [_beside(signs[0][1], "<!")]
    for place, (at, sign) in enumerate(signs):
        if place:
            before, last = signs[place - 1]
            apart = at - before > 1 or not (last.isalpha() and sign.isalpha())
            parts.append(_BETWEEN if apart else f"{_UNSEEN}{{0,3}}")
        parts.append(re.escape(sign))
    parts.append(_beside(signs[-1][1], "!"))
    return Sought(re.compile("".join(parts)))


def _beside(sign: str, look: str) -> str:
    """No digit goes on with a digit, no letter with a letter: else it is another word."""
    return rf"(?{look}[0-9])" if sign.isdigit() else rf"(?{look}[^\W\d_])"


def _inside_a_hash(copy: str, start: int, end: int) -> bool:
    """Whether it is a piece of a fingerprint, which points at nobody."""
    near = copy[max(0, start - 64) : end + 64]
    first = start - max(0, start - 64)
    return any(
        one.start() <= first and first + end - start <= one.end() for one in _HEX.finditer(near)
    )


def letters(words: str) -> str:
    """Letters and digits alone: the same for every spelling of the words."""
    return "".join(sign for sign in folded(words) if sign.isalnum())
