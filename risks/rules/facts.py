"""What is said of a risk, and what a rating may be, as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict


@dataclass(frozen=True)
class RiskFacts:
    """Every value that a person gives; `post` is the key of the post that owns it."""

    number: str
    event: str
    cause: str = ""
    effect: str = ""
    mitigation: str = ""
    post: int | None = None


class RiskColumns(TypedDict):
    """What versions keep of it."""

    number: str
    event: str
    cause: str
    effect: str
    mitigation: str
    post_id: int | None


@dataclass(frozen=True, slots=True)
class Rating:
    """Likelihood × impact from 1 to 5, before and after what is done against the risk."""

    likelihood: int
    impact: int
    likelihood_after: int
    impact_after: int

    @property
    def before(self) -> int:
        return self.likelihood * self.impact

    @property
    def after(self) -> int:
        return self.likelihood_after * self.impact_after

    def faults(self) -> dict[str, str]:
        """What cannot be so, by the name of the field; empty where all is well."""
        said = {}
        if self.likelihood_after > self.likelihood:
            said["likelihood_after"] = "What is done against a risk does not make it more likely."
        if self.impact_after > self.impact:
            said["impact_after"] = "What is done against a risk does not make its impact greater."
        return said
