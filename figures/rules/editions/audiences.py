"""What each audience may see, in order, and which change shows one more. Pure.

Who reads for the public reads for members too, and so on upward: an audience is never told less
than one whose readers it holds. Source: domain.md, section 5; ADR 230.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from figures.enums import DEFAULT_THRESHOLD, Audience, Method

# from those who see least; each sees what the ones before it see as well
WIDENING = (Audience.PUBLIC, Audience.MEMBERS, Audience.CHIEF_OFFICERS)


class Rule(NamedTuple):
    """Numbers from 1 to `threshold` are hidden; a true nought is unless it is shown."""

    method: Method = Method.HIDE
    threshold: int = DEFAULT_THRESHOLD
    zero_shown: bool = True

    @property
    def is_exact(self) -> bool:
        return self.method == Method.EXACT

    @property
    def words(self) -> str:
        if self.is_exact:
            return "Nothing is hidden."
        hidden = f"1 to {self.threshold}" if self.threshold > 1 else "1"
        noughts = "a true zero is shown" if self.zero_shown else "zeros are hidden too"
        how = "Every number is rounded to 5, and " if self.method == Method.ROUND else ""
        return f"{how}{'n' if how else 'N'}umbers of {hidden} children are hidden; {noughts}."


def shows_more(before: Rule, after: Rule) -> bool:
    """Whether a change shows an audience anything that it was not shown: two people agree on it."""
    if before.is_exact:
        return False
    if after.is_exact or (before.method == Method.ROUND and after.method == Method.HIDE):
        return True
    return after.threshold < before.threshold or (after.zero_shown and not before.zero_shown)


def why_not(audience: Audience, rule: Rule, rules: Mapping[Audience, Rule]) -> str:
    """Why a rule cannot stand beside those of the other audiences, as a sentence; "" where it
    can."""
    if rule.is_exact:
        only = audience == Audience.CHIEF_OFFICERS
        return "" if only else "Only chief officers are shown exact numbers."
    at = WIDENING.index(audience)
    for narrow, wide in [
        *((WIDENING[other], audience) for other in range(at)),
        *((audience, WIDENING[other]) for other in range(at + 1, len(WIDENING))),
    ]:
        both = {**rules, audience: rule}
        if _shows_more_than(both[narrow], both[wide]):
            return (
                f"{narrow.label} would be shown what {_inner(wide)} are not, and "
                f"{_inner(wide)} read what {_inner(narrow)} read. Change that rule first."
            )
    return ""


def _shows_more_than(narrow: Rule, wide: Rule) -> bool:
    if wide.is_exact:
        return False
    return (
        narrow.is_exact
        or narrow.threshold < wide.threshold
        or (narrow.zero_shown and not wide.zero_shown)
    )


def _inner(audience: Audience) -> str:
    return audience.label[0].lower() + audience.label[1:]
