"""What is said in an evaluation, and what a framework's file holds, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assurance.enums import Grade


@dataclass(frozen=True)
class EvaluationFacts:
    """What a person says of an indicator; no `grade` where they judge nothing."""

    on: date
    grade: Grade | None
    known: str
    to_improve: str = ""


@dataclass(frozen=True)
class DomainFile:
    """A domain with its indicators: number and text of each."""

    name: str
    indicators: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FrameworkFile:
    name: str
    source: str
    edition: str
    dated: date
    domains: Sequence[DomainFile]
