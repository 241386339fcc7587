"""Where things stand among their neighbours. Pure."""

from collections.abc import Mapping, Sequence


def arranged(positions: Mapping[int, int], order: Sequence[int]) -> dict[int, int]:
    """The new positions, by key, that put the rows in `order`: only those that change.

    The rows share out the positions that they have already, so that nothing else of the plan is
    moved and what has no number keeps its place in the count ("no. 7") where it can.
    """
    free = sorted(positions[key] for key in order)
    for at in range(1, len(free)):
        free[at] = max(free[at], free[at - 1] + 1)
    return {key: place for key, place in zip(order, free, strict=True) if positions[key] != place}
