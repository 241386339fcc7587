"""What is said of another plan, as plain values. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict


@dataclass(frozen=True)
class OtherPlanFacts:
    name: str
    owner: str = ""
    starts: date | None = None
    ends: date | None = None
    address: str = ""
    edition: str = ""


class OtherPlanColumns(TypedDict):
    """What versions keep of it."""

    name: str
    owner: str
    edition: str


def fault_of(facts: OtherPlanFacts) -> dict[str, str]:
    """What cannot be so, by the name of the field; empty where all is well."""
    if facts.starts and facts.ends and facts.ends < facts.starts:
        return {"ends": "This is before its first day."}
    return {}
