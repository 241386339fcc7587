"""The parts of papers that people write: what is asked under each. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from handouts.written import WrittenPart, WrittenTable


@dataclass(frozen=True)
class Asked:
    """A part to be written: its heading, what is asked, and whether the paper needs it."""

    key: str
    heading: str
    prompt: str
    needed: bool = True


@dataclass(frozen=True)
class Part:
    """A part with what the program holds of it. What is `beside` is shown to whoever writes, and
    not printed."""

    asked: Asked
    facts: list[str] = field(default_factory=list)
    tables: list[WrittenTable] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


SUMMARY: Final = (
    Asked("aims", "What we set out to do",
          "Say in plain words what the plan is for. What would a young person notice?"),
    Asked("better", "What got better", "Say what is different now, and how you know."),
    Asked("not_yet", "What has not got better yet",
          "Be honest: what is late or still hard, and what happens next?"),
    Asked("told", "What you told us, and what we did",
          "Say what children and young people said, what was done because of it, and what was not "
          "done and why."),
    Asked("talk", "Who you can talk to",
          "Name services and numbers that a young person can reach, not a person’s own phone."),
    Asked("with_whom", "Who wrote this with us",
          "Which group of young people, and how you worked together. Never a name."),
)  # fmt: skip
MINUTES_WORDS: Final = (
    "What the minute-taker adds. Facts stand above already; nothing has to be written here."
)


def written(part: Part, words: str, by: str) -> WrittenPart:
    """A part as it is printed."""
    return {
        "key": part.asked.key,
        "heading": part.asked.heading,
        "facts": part.facts,
        "tables": part.tables,
        "words": words,
        "by": f"Written by {by}:" if words and by else "",
    }
