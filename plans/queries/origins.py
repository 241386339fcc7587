"""Where actions come from: the registers that say so, each of a room of its own (ADR 319).

`settings.ORIGIN_REGISTERS` names them, since they stand in rooms above and below the one that
asks. That of learning reviews tells those alone who are named on one, so what is made of a
register is for one person and goes on no paper (ADR 352).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from committees.models import Area
from committees.querysets import Actor

NOT_ANSWERED: Final = "No action has come of it yet."


@dataclass(frozen=True)
class Provenance:
    """What the action of key `action` came of, as a reader is told: the name of the address that
    tells of it with its key, what it is called, and its own words.

    `through` is the reference of an earlier action, where the action took the place of one that
    came of it.
    """

    action: int
    page: str
    key: int | UUID
    name: str
    words: str
    through: str = ""


@dataclass(frozen=True)
class Outstanding:
    """What stands open in a register by itself, since a day, under the heading `group`.

    It is told of as long as none of `answered_by`, keys of actions, is open. `state` says in words
    how it stands, `due` until when, `lead` with whom it lies.
    """

    group: str
    page: str
    key: int | UUID
    name: str
    words: str
    since: date
    state: str = NOT_ANSWERED
    due: date | None = None
    lead: str = ""
    answered_by: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Register:
    """Two queries of a room, each for what a person may see: of what some actions came, the oldest
    first, and what stands open of an area by itself. One or two statements each, however many
    actions there are."""

    came_of: Callable[[Actor, Collection[int]], Iterable[Provenance]]
    outstanding: Callable[[Actor, Area], Iterable[Outstanding]]


def registers() -> list[Register]:
    """Every register, in the order in which it is told of."""
    return [import_string(name) for name in settings.ORIGIN_REGISTERS]
