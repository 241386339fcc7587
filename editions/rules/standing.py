"""What became of an edition that was issued. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, TypeVar


class Worth(Enum):
    """How far somebody may rely on an edition."""

    NOT_ISSUED = "not issued"
    COUNTS = "counts"
    REPLACED = "replaced"  # by a later edition for the same audience
    SUPERSEDED = "superseded"  # by a later version of its report, which has no such edition yet
    WITHDRAWN = "withdrawn"


class Issue(Protocol):
    """An edition as far as what became of it is concerned: `version` and `number` order those of
    one report, `on` is None before it was issued."""

    @property
    def pk(self) -> int: ...
    @property
    def version(self) -> int: ...
    @property
    def number(self) -> int: ...
    @property
    def on(self) -> date | None: ...
    @property
    def gone(self) -> bool: ...


I = TypeVar("I", bound=Issue)  # noqa: E741


@dataclass(frozen=True)
class Course:
    """`worth`, and the key of the edition that took its place; None where none did."""

    worth: Worth
    after: int | None = None


def course(one: Issue, kin: Iterable[I], *, report_replaced: bool) -> Course:
    """What became of an edition among those of its report (all versions) for its audience.

    What was withdrawn takes nothing's place.
    """
    if one.on is None:
        return Course(Worth.NOT_ISSUED)
    later = [
        row
        for row in kin
        if row.on is not None
        and not row.gone
        and (row.version, row.number) > (one.version, one.number)
    ]
    after = max(later, key=lambda row: (row.version, row.number)).pk if later else None
    if one.gone:
        return Course(Worth.WITHDRAWN, after)
    if after is not None:
        return Course(Worth.REPLACED, after)
    return Course(Worth.SUPERSEDED if report_replaced else Worth.COUNTS)
