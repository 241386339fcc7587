"""Room for calls that stand deep in each other: those of a layout, and those of a page.

Python takes the room of its calls in pieces of 16 kB and gives each back as soon as it is empty. A
layout goes down from page to table, row, cell and line a few thousand times over, a page from view
to template, query and statement. Where the end of a piece lies between two of these steps, each
step takes one from the system and gives it back: up to a tenth of the time, as deep as the caller
happened to be. A call that says that it needs much gets one large piece, and all the calls in it
stand there too. What is never used of it takes no memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")

ROOM: Final = 2**17  # places; as many again are left for the calls inside


def roomy(work: Callable[[], T]) -> T:
    """What ``work`` gives back."""
    return work()


roomy.__code__ = roomy.__code__.replace(co_stacksize=ROOM)
