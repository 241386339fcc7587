"""An action that comes of a direction, before it is one."""

from __future__ import annotations

from dataclasses import dataclass

from committees.models import Post
from plans.models import Heading, Plan


@dataclass(frozen=True)
class NewAction:
    """The action that a direction is turned into."""

    plan: Plan
    text: str
    heading: Heading | None = None
    timescale_words: str = ""
    accountable: Post | None = None
