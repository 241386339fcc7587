"""What a room above says of the parts of a report in preparation, `settings.REPORT_PARTS`. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PartsTold:
    """The parts in their order, by the key of each how it stands (a `label` and `sentences`), and
    what is to be known before the report is frozen; of that `unsigned` are the parts whose words
    nobody signed."""

    parts: Sequence[Any] = ()
    standings: Mapping[int, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    unsigned: Sequence[str] = ()
