"""What is said in an evaluation, and what a framework's file holds, as plain values. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from assurance.enums import Grade


@dataclass(frozen=True)
class EvaluationFacts:
    """What a person says of an indicator; no `grade` where they judge nothing."""

    on: date
    grade: Grade | None
    known: str
    to_improve: str = ""


class PlannedColumns(TypedDict):
    """What versions keep of the month in which an indicator is evaluated."""

    on: str | None


class FrameworkColumns(TypedDict):
    """The same of a framework, which stays as it was brought in: on which day it came."""

    name: str
    edition: str
    dated: str


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
