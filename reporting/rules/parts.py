"""What a room above says of the parts of a report in preparation, `settings.REPORT_PARTS`. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class PartStanding(Protocol):
    """How one part stands: in a word, and in sentences."""

    @property
    def label(self) -> str: ...
    @property
    def sentences(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class PartsTold:
    """The parts in their order, by the key of each how it stands, and what is to be known before
    the report is frozen."""

    parts: Sequence[Any] = ()
    standings: Mapping[int, PartStanding] = field(default_factory=dict)
    warnings: Sequence[str] = ()
