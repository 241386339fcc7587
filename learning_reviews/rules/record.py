"""How the record of one review is chained: each entry's hash follows the one before. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from audit.rules.chain import BEGINNING, moment, sha256_of


class Entered(Protocol):
    """An entry, as far as it is hashed."""

    @property
    def number(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def actor_label(self) -> str: ...
    @property
    def target_label(self) -> str: ...


def following(before: str, entry: Entered) -> str:
    """The hash of an entry after the one that has the hash `before`; "" for the first."""
    words = [entry.verb, entry.actor_id, entry.actor_label, entry.target_label]
    return sha256_of([before or BEGINNING, entry.number, moment(entry.at), *words])


def broken_at(entries: Iterable[tuple[Entered, str]]) -> int:
    """The number of the first entry that is not what it was, or before which one is gone; 0 where
    all holds together. Each comes with its hash, in their order."""
    before = ""
    for number, (entry, kept) in enumerate(entries, start=1):
        if entry.number != number or following(before, entry) != kept:
            return number
        before = kept
    return 0
