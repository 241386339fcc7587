"""Which action and which heading of the plan a file's row is. Pure.

A reference says it. Without one it is the number and the words, then, in a file that has no
references at all, the number with like words, then the words that are most alike. Nothing is
taken twice.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from exchange.rules.lines import ActionLine, HeadingLine, Lines

ALIKE = 0.55
NUMBERED_ALIKE = 0.3


@dataclass
class Pairs:
    """By the place of a row in the file: the key of the action, or heading, that it is."""

    actions: dict[int, int] = field(default_factory=dict)
    headings: dict[int, int] = field(default_factory=dict)


def pairs(file: Lines, plan: Lines) -> Pairs:
    """`plan` holds all that rows of the file may be."""
    made = Pairs()
    _by_reference(file, plan, made)
    own = any(one.key is not None for one in file.actions)
    _once(file, plan, made, lambda one: (one.number, _plain(one.text), one.ongoing))
    _once(file, plan, made, lambda one: _plain(one.text))
    if not own:
        _alike(file, plan, made)
    _headings(file, plan, made)
    return made


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _by_reference(file: Lines, plan: Lines, made: Pairs) -> None:
    known = plan.by_key()
    for at, one in enumerate(file.actions):
        if one.key in known and one.key not in made.actions.values():
            made.actions[at] = one.key


def _left(file: Lines, plan: Lines, made: Pairs) -> tuple[list[int], list[ActionLine]]:
    """Rows and actions that nothing is said of yet; a row with a reference is settled."""
    taken = set(made.actions.values())
    rows = [at for at, one in enumerate(file.actions) if at not in made.actions and one.key is None]
    return rows, [one for one in plan.actions if one.key not in taken]


def _once(file: Lines, plan: Lines, made: Pairs, key: Callable[[ActionLine], Hashable]) -> None:
    """By what stands once on both sides."""
    rows, actions = _left(file, plan, made)
    there = Counter(key(one) for one in actions)
    here = Counter(key(file.actions[at]) for at in rows)
    known = {key(one): one.key for one in actions}
    for at in rows:
        said = key(file.actions[at])
        if there[said] == here[said] == 1 and (likely := known[said]) is not None:
            made.actions[at] = likely


def _alike(file: Lines, plan: Lines, made: Pairs) -> None:
    """The likest first; a number that both have makes less likeness enough."""
    rows, actions = _left(file, plan, made)
    ranked = sorted(
        (
            (-alike - same_number, at, one.key)
            for at in rows
            for one in actions
            if one.key is not None
            for same_number in [bool(one.number) and one.number == file.actions[at].number]
            for alike in [likeness(file.actions[at].text, one.text)]
            if alike >= (NUMBERED_ALIKE if same_number else ALIKE)
        ),
    )
    taken: set[int] = set()
    for _, at, key in ranked:
        if at not in made.actions and key not in taken:
            made.actions[at] = key
            taken.add(key)


def likeness(one: str, other: str) -> float:
    """The share of words in common, from 0 to 1."""
    words = _plain(one).split(), _plain(other).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio()


def _headings(file: Lines, plan: Lines, made: Pairs) -> None:
    """By level, number and words under the same heading; else by the actions that stand below."""
    for exact in (True, False):
        for at, one in enumerate(file.headings):
            if at in made.headings:
                continue
            open_ones = [
                (place, held)
                for place, held in enumerate(plan.headings)
                if held.key not in made.headings.values() and _same_level(one, held)
            ]
            if exact:
                likely = [
                    held for _, held in open_ones
                    if (held.number, _plain(held.text)) == (one.number, _plain(one.text))
                    and _parents_agree(file, plan, made, one, held)
                ]  # fmt: skip
            else:
                likely = _most_shared(file, plan, made, at, open_ones)
            if likely and likely[0].key is not None:
                made.headings[at] = likely[0].key


def _same_level(one: HeadingLine, other: HeadingLine) -> bool:
    return one.level.casefold() == other.level.casefold()


def _parents_agree(
    file: Lines, plan: Lines, made: Pairs, one: HeadingLine, held: HeadingLine
) -> bool:
    above = None if held.parent is None else plan.headings[held.parent].key
    here = None if one.parent is None else made.headings.get(one.parent)
    return above == here or (one.parent is not None and here is None)


def _most_shared(
    file: Lines,
    plan: Lines,
    made: Pairs,
    at: int,
    open_ones: Iterable[tuple[int, HeadingLine]],
) -> list[HeadingLine]:
    """Headings that share actions with one, those with most first; else of the same number."""
    mine = {key for row, key in made.actions.items() if _stands_under(file, row, at)}
    scored: list[tuple[int, float, HeadingLine]] = []
    one = file.headings[at]
    for place, held in open_ones:
        theirs = {line.key for line in plan.actions if _under(plan, line.heading, place)}
        shared = len(mine & theirs)
        alike = likeness(one.text, held.text)
        numbered = bool(one.number) and one.number == held.number
        if shared or alike >= ALIKE or (numbered and alike >= NUMBERED_ALIKE):
            scored.append((shared, alike + numbered, held))
    return [held for _, _, held in sorted(scored, key=lambda row: (-row[0], -row[1]))]


def _stands_under(file: Lines, row: int, heading: int) -> bool:
    return _under(file, file.actions[row].heading, heading)


def _under(lines: Lines, place: int | None, heading: int) -> bool:
    while place is not None:
        if place == heading:
            return True
        place = lines.headings[place].parent
    return False
