"""What a room above says of the parts of a report in preparation, `settings.REPORT_PARTS`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class PartStanding(Protocol):
    """How a part stands: in a word, and in sentences."""

    @property
    def label(self) -> str: ...

    @property
    def sentences(self) -> Sequence[str]: ...


@dataclass(frozen=True)
class PartsTold:
    """The parts (rows, which no rule knows) in their order, by the key of each how it stands, and
    what is to be known before the report is frozen; of that `unsigned` are the parts whose words
    nobody signed."""

    parts: Sequence[Any] = ()
    standings: Mapping[int, PartStanding] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    unsigned: Sequence[str] = ()
