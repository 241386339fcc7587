"""What a measurement gives, and how it is printed."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One measured number. `goal` is the most it should be, None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    def line(self) -> str:
        goal = "" if self.goal is None else f"{self.goal:g} {self.unit}"
        verdict = "" if self.goal is None else ("yes" if self.value <= self.goal else "no")
        return f"| {self.name} | {self.value:.3g} {self.unit} | {goal} | {verdict} |"


HEAD = "| what | measured | goal | met |\n|---|---|---|---|"


def seconds(work: Callable[[], object], *, times: int = 5) -> float:
    """Median wall seconds of `work`, after one run that does not count."""
    work()
    return median(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
