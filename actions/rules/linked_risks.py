"""The risks that an action belongs to: whether one of them was high on a day (domain.md, 3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from risks.rules.course import Scale, Step, standing_on


@dataclass(frozen=True, slots=True)
class LinkedRisk:
    """A risk with all that happened to it, and from when until when the action belonged to it.

    `shared_on` is the day on which it was put in the register: before it nobody is told of it.
    """

    number: str
    starts: date
    ends: date | None
    shared_on: date
    steps: Sequence[Step] = ()
    scales: Sequence[Scale] = ()

    def high_on(self, day: date) -> bool:
        """Whether it was joined, in the register, open, and high after mitigation."""
        began = max(self.starts, self.shared_on)
        joined = began <= day and (self.ends is None or day < self.ends)
        return joined and standing_on(self.steps, self.scales, day).high


def high_risks(risks: Iterable[LinkedRisk], day: date) -> list[str]:
    """The numbers of those that were high on `day`."""
    return [risk.number for risk in risks if risk.high_on(day)]


def high_words(numbers: Sequence[str]) -> str:
    """ "its risk 3 is high", "its risks 3 and 5 are high"; of at least one."""
    *others, last = numbers
    if not others:
        return f"its risk {last} is high"
    return f"its risks {', '.join(others)} and {last} are high"
