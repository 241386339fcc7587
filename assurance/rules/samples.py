"""What may be told of how many of a sample were graded good or better. Pure."""

from __future__ import annotations

from typing import Final

SMALL: Final = range(1, 5)
NOT_TOLD: Final = "Not shown: the numbers are small enough to point at children."


def graded(sample: int | None, good_or_better: int | None, *, exact: bool) -> str:
    """A sentence, "" where nothing was counted. Unless `exact`, none where those graded good or
    better, the others, or all of them together are from 1 to 4 (domain.md, section 5)."""
    if sample is None:
        return ""
    good = good_or_better
    parts = (sample,) if good is None else (sample, good, sample - good)
    if not exact and any(number in SMALL for number in parts):
        return NOT_TOLD
    if good is None:
        return f"{sample} looked at."
    share = f" ({good * 100 / sample:.0f}%)" if sample else ""
    return f"{good} of {sample} graded good or better{share}."
