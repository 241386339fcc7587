"""Signs in what a report prints that no font of papers has, said before it is frozen. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

from charts.letters.glyphs import undrawn

NAMED = 3  # signs listed before the rest are left out


class _Written(Protocol):
    heading: str
    body: str


class _Standing(Protocol):
    @property
    def action(self) -> _Action: ...


class _Action(Protocol):
    @property
    def reference(self) -> str: ...


Row = TypeVar("Row", bound=_Standing)


def signs(
    written: Iterable[_Written], rows: Iterable[Row], said: Callable[[Row], str]
) -> Iterator[str]:
    """A sentence for each section and action whose words hold such signs; `said` gives those of an
    action."""
    for section in written:
        yield from _sentence(f"“{section.heading}”", section.body)
    for row in rows:
        yield from _sentence(f"What is said of action {row.action.reference}", said(row))


def _sentence(name: str, text: str) -> Iterator[str]:
    if told := undrawn(text):
        more = " and others" if len(told) > NAMED else ""
        listed = ", ".join(told[:NAMED])
        yield f"{name} holds signs that no font has: they will print as {listed}{more}."
