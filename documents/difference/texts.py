"""The difference of two texts, word by word: what was taken out and what was put in. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 1500  # words; two longer texts are shown one after the other
LIKE = 0.5  # share of words in common; texts that are less alike read better one after the other
SAME, OUT, IN = "same", "out", "in"


class Part(NamedTuple):
    """A run of words: kept ("same"), taken out ("out") or put in ("in")."""

    kind: str
    text: str


def parts(before: str, after: str) -> list[Part]:
    """Runs of words in reading order, spaces and line ends kept.

    What is not "in" joins up to `before`, what is not "out" to `after`.
    """
    old, new = _words(before), _words(after)
    if len(old) + len(new) > LONGEST:
        return list(_found((OUT, before), (IN, after)))
    then, now = ([word.strip() for word in words] for words in (old, new))
    matcher = SequenceMatcher(None, then, now, autojunk=False)
    if matcher.ratio() < LIKE:
        return list(_found((OUT, before), (IN, after)))
    return list(_parts(matcher, old, new))


def _parts(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Part]:
    for kind, a, b, c, d in matcher.get_opcodes():
        then, now = "".join(old[a:b]), "".join(new[c:d])
        if kind != "equal":
            yield from _found((OUT, then), (IN, now))
        elif then == now:
            yield Part(SAME, then)
        else:
            yield from _spaced(old[a:b], new[c:d])


def _spaced(old: list[str], new: list[str]) -> Iterator[Part]:
    """The same words with other spaces between or after them."""
    for then, now in zip(old, new, strict=True):
        if then == now:
            yield Part(SAME, then)
        else:
            word = then.strip()
            yield from _found((SAME, word), (OUT, then[len(word) :]), (IN, now[len(word) :]))


def _found(*parts: tuple[str, str]) -> Iterator[Part]:
    return (Part(kind, text) for kind, text in parts if text)


def _words(text: str) -> list[str]:
    """Words with the space that follows them, so that runs join up without gaps."""
    return re.findall(r"\s+|\S+\s*", text)
