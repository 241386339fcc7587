"""How a plan would read after a move: both places of the line, and every number that changes."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from outline.queries.places import parted, present
from outline.queries.tree import Outline
from outline.rules.lines import Line, line_of, moved, walk
from outline.rules.numbers import Renumbered, changed, moving, twice


@dataclass(frozen=True)
class Preview:
    """`lines` is the tree with both places in it; `changes` the numbers that change; `twice` those
    that would stand more than once."""

    lines: Sequence[Line]
    changes: Sequence[Renumbered]
    twice: Sequence[str]
    stays: bool


def preview(outline: Outline, line: Line, chosen: str, *, renumber: bool) -> Preview:
    """What `outline.services.move_line` would make of it. No query."""
    new = moved(outline.lines, line.key, *parted(chosen))
    given = moving(outline.lines, new) if renumber else {}
    changes = changed(new, given)
    stays = chosen == present(outline, line)
    shown = deepcopy(list(outline.lines)) if stays else _both(outline, new, line)
    for one in changes:
        for told, _ in walk(shown):
            if told.key == one.line.key and not told.state:
                told.note = f"becomes {one.new}" if one.new else "loses its number"
    if not stays:
        _say(shown, line, given.get(line.key, line.number))
    return Preview(shown, changes, twice(new, given), stays)


def _both(outline: Outline, new: Sequence[Line], line: Line) -> list[Line]:
    """The tree as it would be, with the line still shown in its old place."""
    shown = deepcopy(list(new))
    comes = line_of(shown, line.key)
    if comes is None:
        return shown
    for one, _ in walk([comes]):
        one.state = "comes"
    leaves = deepcopy(line)
    for one, _ in walk([leaves]):
        one.state = "leaves"
    over = next((up for one, up in outline.pairs if one.key == line.key), None)
    old = over.children if over else list(outline.lines)
    before = [one.key for one in old][: [one.key for one in old].index(line.key)]
    target = line_of(shown, over.key) if over else None
    rows = target.children if target else shown
    keys = [one.key if one.state != "comes" else "" for one in rows]
    known = [keys.index(key) for key in before if key in keys]
    rows.insert(max(known) + 1 if known else 0, leaves)
    return shown


def _say(shown: Sequence[Line], line: Line, number: str) -> None:
    for one, _ in walk(shown):
        if one.key == line.key and one.state == "leaves":
            one.note = f"moves to {number}" if number != line.number else "moves"
        elif one.key == line.key:
            one.note = f"was {line.number}" if number != line.number else "moved here"
            one.number = number
