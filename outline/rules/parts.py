"""What an action is split into, and what several are merged into. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from outline.rules.numbers import letters
from plans.rules.numbers import joined


class Part(NamedTuple):
    """One of the actions that an action is split into."""

    number: str
    text: str


def part_numbers(number: str, most: int) -> list[str]:
    """The numbers that parts most likely have: 3a, 3b; none where the action has none."""
    return [f"{number}{letters(at)}" if number else "" for at in range(1, most + 1)]


def named(parts: Sequence[Part]) -> str:
    """The parts by their numbers, or how many they are."""
    numbers = [part.number for part in parts if part.number]
    return joined(numbers) if len(numbers) == len(parts) else f"{len(parts)} actions"


def together(texts: Iterable[str]) -> str:
    """Several texts as one, each once, in their order."""
    return "\n".join(dict.fromkeys(text.strip() for text in texts if text.strip()))
