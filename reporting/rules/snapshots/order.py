"""What a person decides about a report before it is frozen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from documents.schema.content import BaselineRecord, LogoFields, SectionRecord
from timescales import quarters


@dataclass(frozen=True)
class Order:
    """A report as it is ordered."""

    kind: str
    as_of: date
    period: quarters.Period
    frozen_at: datetime
    prepared_by: str
    marking: str
    version: int = 1
    considered_by: str = ""
    considered_on: date | None = None
    decisions: Sequence[str] = ()
    sections: Sequence[SectionRecord] = field(default_factory=tuple)
    contents: Sequence[str] = ()  # the parts that the committee chose, in its order
    erratum: str = ""  # what was wrong in the issued version that this one replaces
    corrects: int | None = None
    corrects_issued_on: date | None = None
    open_window_reason: str = ""  # why it is frozen while leads are still being asked
    # where the record ends ("" before there was a chain); None where that is still to be asked
    record_head: str | None = None
    logo: LogoFields | None = None  # of the area; None where that is still to be asked
    figures: bool = False  # whether the area has indicators
    # the names of the registers in which the area has anything; None where that is to be asked
    registers: Sequence[str] | None = None
    baseline: BaselineRecord | None = None  # what the report before is called
