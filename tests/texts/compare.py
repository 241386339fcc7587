"""What differs between two directories of kept texts: `python -m tests.texts.compare OLD NEW`.

Differences that are alike but for numbers and hashes are of one kind; where nothing else differs,
the words round them belong to the kind. Each is printed once, the most frequent first: how often,
in how many texts, and the first of them with its place. Ends with 1 where anything differs.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

ALIKE: Final = re.compile(r"\b[0-9a-f]{16,}\b|\d+")
ROUND: Final = 4  # words printed on either side of a change within a line
Change = tuple[str, str]


def compare(old: Path, new: Path) -> Iterator[str]:
    """Line by line: the texts that one side has, then every kind of difference in the others."""
    before, after = _texts(old), _texts(new)
    yield from (f"only in {old}: {name}" for name in sorted(before - after))
    yield from (f"only in {new}: {name}" for name in sorted(after - before))
    kinds: defaultdict[Change, list[tuple[str, Change]]] = defaultdict(list)
    for name in sorted(before & after):
        for kind, example in _changes(_lines(old / name), _lines(new / name)):
            kinds[kind].append((name, example))
    for alike in sorted(kinds.values(), key=len, reverse=True):
        places = {name for name, _ in alike}
        name, (went, came) = alike[0]
        yield f"\n{len(alike)} times in {len(places)} texts, first in {name}"
        yield from (f"- {line}" for line in went.splitlines())
        yield from (f"+ {line}" for line in came.splitlines())


def _texts(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.txt")}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _changes(was: list[str], now: list[str]) -> Iterator[tuple[Change, Change]]:
    """Each change, as its kind and as it reads. Of lines that stand in each other's place the words
    are compared."""
    for went, came in _parts(was, now):
        if len(went) != len(came):
            yield _change(went, came, "\n")
            continue
        for line, other in zip(went, came, strict=True):
            yield from _words(line.split(" "), other.split(" "))


def _parts(was: list[str], now: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    if was != now:
        for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            if tag != "equal":
                yield was[a:b], now[c:d]


def _words(was: list[str], now: list[str]) -> Iterator[tuple[Change, Change]]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            kind, _ = _change(was[a:b], now[c:d], " ")
            around = _change(
                was[max(a - ROUND, 0) : b + ROUND], now[max(c - ROUND, 0) : d + ROUND], " "
            )
            yield around[0] if kind[0] == kind[1] else kind, around[1]


def _change(went: list[str], came: list[str], between: str) -> tuple[Change, Change]:
    said = (between.join(went), between.join(came))
    return (ALIKE.sub("#", said[0]), ALIKE.sub("#", said[1])), said


if __name__ == "__main__":
    if len(sys.argv) != 3 or not all(Path(place).is_dir() for place in sys.argv[1:]):
        sys.exit("python -m tests.texts.compare OLD NEW: two directories of kept texts")
    differs = False
    for line in compare(*map(Path, sys.argv[1:])):
        differs = True
        print(line)  # noqa: T201
    sys.exit(differs)
