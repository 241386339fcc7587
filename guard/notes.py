"""What the guard saw while something was asked of the program, until it is written in the log.

What refuses a text runs inside a transaction that its refusal takes back; so what was seen waits
here, and whoever let the request or the command in writes it down when all is over.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from guard.enums import Kind, Outcome

MOST: Final = 200


@dataclass(frozen=True)
class Noted:
    """`place` is the field or the cell, in words; never what stood in it."""

    place: str
    kind: Kind
    outcome: Outcome
    reason: str = ""


_noted: ContextVar[list[Noted] | None] = ContextVar("guard_noted", default=None)


def note(noted: Noted) -> None:
    """Once for each place and kind. Where nobody asked for a log (a test, a shell) it is lost."""
    kept = _noted.get()
    if kept is not None and noted not in kept and len(kept) < MOST:
        kept.append(noted)


@contextmanager
def gathered() -> Iterator[list[Noted]]:
    """The list that `note` fills in the meantime."""
    kept: list[Noted] = []
    token = _noted.set(kept)
    try:
        yield kept
    finally:
        _noted.reset(token)
