"""Neighbouring categories, or periods, put together until every number is large enough to say.

For the public a few pooled bands say more than a table of hidden cells. A proposal for people:
which bands are pooled is chosen from the numbers, so it is decided once for all periods together.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """Neighbours put together; `values` one for each row."""

    labels: tuple[str, ...]
    values: tuple[int, ...]


def pooled(
    labels: Sequence[str], rows: Sequence[Sequence[int]], threshold: int = 4
) -> tuple[Band, ...]:
    """The most bands, in order, that are nothing or above the threshold in every row.

    `rows` hold one number for each label: categories by period, or the other way round. Nothing
    where even all together are too small. Raises ValueError where a row has another length.
    """
    if any(len(row) != len(labels) for row in rows):
        raise ValueError("rows: one number is needed for each label")
    count = len(labels)
    # the best cut of the first labels: how many bands, and where the last of them begins
    best: list[tuple[int, int] | None] = [(0, 0), *([None] * count)]
    for end in range(1, count + 1):
        for start in range(end):
            before = best[start]
            if before is not None and _can_be_said(rows, start, end, threshold):
                bands = (before[0] + 1, start)
                best[end] = max(best[end] or bands, bands)
    return _bands(labels, rows, best)


def _can_be_said(rows: Sequence[Sequence[int]], start: int, end: int, threshold: int) -> bool:
    totals = (sum(row[start:end]) for row in rows)
    return all(total == 0 or total > threshold for total in totals)


def _bands(
    labels: Sequence[str],
    rows: Sequence[Sequence[int]],
    best: Sequence[tuple[int, int] | None],
) -> tuple[Band, ...]:
    bands: list[Band] = []
    end = len(labels)
    while end and (cut := best[end]) is not None:
        start = cut[1]
        bands.append(Band(tuple(labels[start:end]), tuple(sum(row[start:end]) for row in rows)))
        end = start
    return tuple(reversed(bands))
