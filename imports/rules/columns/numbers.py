"""The number that a committee prints before its words: "1.1: …", "Outcome 3 – …", "2. …"."""

import re
from dataclasses import dataclass

from imports.rules.columns.synonyms import LEVEL_WORD

LONGEST_NUMBER = 20  # that the database keeps
_DOTTED = r"\d{1,3}(?:\.\d{1,3}){1,3}[a-h]?|\d{1,2}[a-h]|[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*"
_PLAIN = r"\d{1,3}"
_ADJECTIVE = r"(?:strategic|key|high level|national|local|joint)"
_LABEL = rf"(?:{_ADJECTIVE}\s+)?{LEVEL_WORD}(?:\s+(?:of|for)\s+[a-z]+)?|action|task"
_PATTERNS = (
    re.compile(
        rf"\s*(?:{_LABEL})\s*(?:no\.?\s*|number\s*)?({_DOTTED}|{_PLAIN}|[A-H](?=\s*[:.)–—-]))(?![\d.]*\d|[A-Za-z%])"
        r"\s*(?:[:.)–—-]+\s*|\s+(?!(?-i:[a-z]))|$)",
        re.IGNORECASE,
    ),
    re.compile(rf"\s*\(?({_DOTTED})(?![\d%]|\.\d)(?:\s*[:.)–—]+\s*|\s+-\s+|\s+|$)"),
    re.compile(r"\s*\(([a-z]{1,2}|[ivx]{1,4})\)(?:\s+)(?=\S)"),
    re.compile(rf"\s*\(?({_PLAIN})(?:\s*[:)](?!\d)\s*|\.(?!\d)\s*|\s+[–—-]\s+|\s*$)"),
)


_LETTERED = re.compile(r"(?:^|\n)\s*\([a-z]{1,4}\)\s")
_LAST = re.compile(r"(.*?)(\d+)")
_STARTS = re.compile(rf"\n\s*\(?({_DOTTED}|{_PLAIN})(?!\d)\s*[:.)\s–-]")


@dataclass(frozen=True)
class Numbered:
    """Printed words taken apart: `prefix + text` is what was printed."""

    number: str
    prefix: str
    text: str


def take_number(words: str) -> Numbered:
    """Part the printed number from the words. A list ("1. … 2. …") and "7 minute …" keep theirs."""
    for pattern in _PATTERNS:
        match = pattern.match(words)
        if match and not _lists_on(words, match[1]):
            return Numbered(match[1], words[: match.end()], words[match.end() :])
    return Numbered("", "", words)


def is_bare_number(words: str) -> bool:
    return bool(re.fullmatch(rf"\s*(?:{_DOTTED}|{_PLAIN})[.:)]?\s*", words))


def _lists_on(words: str, number: str) -> bool:
    """The same cell has the next number at the start of a later line: it is a list."""
    if number.isalpha() and len(_LETTERED.findall(words)) > 1:
        return True
    parts = _LAST.fullmatch(number)
    if parts is None or "\n" not in words:
        return False
    return f"{parts[1]}{int(parts[2]) + 1}" in _STARTS.findall(words)


def numbers_listed(words: str) -> list[str]:
    """ "1.1, 1.2", "2.2 – 2.4", "Action 3 and 4": the numbers; none when other words are there."""
    listed: list[str] = []
    for part in re.split(r"\s*(?:[,;/&\n]|\band\b)\s*", words.strip()):
        ends = [
            re.sub(r"^(?:actions?|tasks?)\s*(?:nos?\.?\s*)?", "", one, flags=re.IGNORECASE)
            for one in re.split(r"\s*(?:–|—|\bto\b|\s-\s)\s*", part)
        ]
        if not all(map(is_bare_number, ends)) or len(ends) > 2:
            return []
        listed += _run(*(one.strip().rstrip(".:)") for one in ends))
    return listed


def _run(first: str, last: str = "") -> list[str]:
    start, end = _LAST.fullmatch(first), _LAST.fullmatch(last)
    if not (start and end and start[1] == end[1] and 0 < int(end[2]) - int(start[2]) < 100):
        return [one for one in (first, last) if one]
    return [f"{start[1]}{number}" for number in range(int(start[2]), int(end[2]) + 1)]
