"""The map of five by five: which risks stand where, and what each place means. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from risks.enums import Level
from risks.rules.course import Scale
from risks.rules.facts import Rating

R = TypeVar("R")
LIKELIHOODS: Final = {
    1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain",
}  # fmt: skip
IMPACTS: Final = {1: "Negligible", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Severe"}


@dataclass(frozen=True)
class Cell(Generic[R]):
    """One place of the map: its score, what that means, and who stands there."""

    score: int
    level: Level
    risks: Sequence[R]


@dataclass(frozen=True)
class Line(Generic[R]):
    """One likelihood with its places, from the least impact to the greatest."""

    likelihood: int
    word: str
    cells: Sequence[Cell[R]]


def heat_map(risks: Iterable[tuple[R, Rating]], scale: Scale, *, after: bool) -> list[Line[R]]:
    """Every place, the most likely first, with those of `risks` that stand there before or `after`
    mitigation."""
    placed: defaultdict[tuple[int, int], list[R]] = defaultdict(list)
    for risk, rating in risks:
        where = (
            (rating.likelihood_after, rating.impact_after)
            if after
            else (rating.likelihood, rating.impact)
        )
        placed[where].append(risk)
    return [
        Line(
            likelihood,
            LIKELIHOODS[likelihood],
            [
                Cell(
                    likelihood * impact,
                    scale.level(likelihood * impact),
                    placed[likelihood, impact],
                )
                for impact in IMPACTS
            ],
        )
        for likelihood in reversed(LIKELIHOODS)
    ]
