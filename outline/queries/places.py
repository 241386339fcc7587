"""Where a line of a plan can stand, as choices of a form."""

from collections.abc import Iterator

from outline.queries.tree import Outline
from outline.rules.lines import LOOSE, ONGOING, Line, above, neighbours, walk

Group = tuple[str, list[tuple[str, str]]]


def place(under: str, after: str) -> str:
    return f"{under}.{after}"


def parted(chosen: str) -> tuple[str, str]:
    under, _, after = chosen.partition(".")
    return under, after


def present(outline: Outline, line: Line) -> str:
    """Where a line stands now."""
    near = neighbours(outline.lines, line.key)
    at = near.index(line.key)
    return place(above(outline.lines, line.key), near[at - 1] if at else "")


def places(outline: Outline, line: Line) -> list[Group]:
    """Every place that a line can have, by what it would stand under, its own among them.

    An action may stand under any heading or none, ongoing work only among its own; a heading of a
    level under those of higher levels, and never under itself.
    """
    return [
        (over.title if over else "At the top", list(_under(outline, line, over)))
        for over in _over(outline, line)
    ]


def _over(outline: Outline, line: Line) -> Iterator[Line | None]:
    own = {below.key for below, _ in walk([line])}
    held = above(outline.lines, line.key)
    if not line.is_action:
        yield None
    for one in outline:
        if held == ONGOING:
            fits = one.key == ONGOING
        elif line.is_action:
            fits = not one.is_action and one.key != ONGOING
        else:
            fits = one.is_row and not one.is_action and one.series < line.series
        if fits and one.key not in own:
            yield one
    if line.is_action and held not in (LOOSE, ONGOING) and not _loose(outline):
        yield Line(LOOSE, "", 0, "", "Under no heading")


def _loose(outline: Outline) -> bool:
    return any(line.key == LOOSE for line in outline.lines)


def _under(outline: Outline, line: Line, over: Line | None) -> Iterator[tuple[str, str]]:
    key = over.key if over else ""
    rows = over.children if over else outline.lines
    near = [one for one in rows if one.is_row and one.key[0] == line.key[0] and one != line]
    yield place(key, ""), f"First: {over.title}" if over else "First of all"
    for one in near:
        yield place(key, one.key), f"After {one.title}"
