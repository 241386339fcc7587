"""What shows that something changed on a priority, and what is said of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from impact.enums import Ground

NOT_RECORDED: Final = "The difference that it made is not recorded."
NOT_SHARED: Final = "A draft: nothing rests on it until it is shared."
NONE_YET: Final = "None yet: nobody has said what difference was made on this priority."
MISSING: Final[Mapping[Ground, str]] = {
    Ground.COMPLETED: "No action has been verified as complete.",
    Ground.MEASURE: "No measure has a number.",
    Ground.FIGURE: "No figure is joined to its actions.",
    Ground.ASSURANCE: "No inspection or audit is joined to its actions.",
    Ground.VOICE: "Nobody has been heard on it.",
}


class Evidence(NamedTuple):
    """A piece of evidence: of which kind, and the key of its row."""

    ground: Ground
    key: int

    @property
    def sent(self) -> str:
        """As a form sends it."""
        return f"{self.ground.value}-{self.key}"


@dataclass(frozen=True)
class Shown:
    """A piece of evidence in words: `title` what it is, `words` what it shows.

    `page` and `at` name the address that tells more of it; `shows` is False where it is there and
    shows nothing yet, so that no statement can rest on it.
    """

    evidence: Evidence
    title: str
    words: Sequence[str]
    page: str = ""
    at: int = 0
    shows: bool = True


@dataclass(frozen=True)
class Grounded:
    """One kind of evidence on a priority; `missing` is said where there is none."""

    ground: Ground
    rows: Sequence[Shown]

    @property
    def name(self) -> str:
        return self.ground.label

    @property
    def missing(self) -> str:
        return "" if self.rows else MISSING[self.ground]


@dataclass(frozen=True)
class Done:
    """An action that was verified as complete; `difference` "" where none was recorded."""

    key: int
    reference: str
    text: str
    difference: str
    completed_on: date
    verified_by: str


def grounded(rows: Iterable[Shown]) -> list[Grounded]:
    """Every kind of evidence in the order of `Ground`, those of which there is none too."""
    known = list(rows)
    return [
        Grounded(ground, [row for row in known if row.evidence.ground == ground])
        for ground in Ground
    ]


def chosen_of(rows: Iterable[Shown], chosen: Collection[Evidence]) -> list[Shown]:
    """What a statement rests on, as far as it is there to be seen."""
    return [row for row in rows if row.evidence in chosen]
