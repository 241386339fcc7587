"""What is said of the report that a paper belongs to: whether it still counts. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from timescales.date_format import long_day


class Worth(Enum):
    """How far somebody may rely on a paper: in a word, and how grave a notice it is."""

    COUNTS = ("It counts.", "success")
    NOT_ISSUED = ("Never issued.", "warning")
    REPLACED = ("Replaced.", "warning")
    WITHDRAWN = ("Withdrawn.", "error")

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def level(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class Version:
    """A version of a report as it stands today; `erratum` says what was wrong in the one before."""

    number: int
    state: str  # as it is printed
    issued_by: str = ""
    issued_on: date | None = None
    withdrawn_on: date | None = None
    erratum: str = ""


NEVER: Final = "It was never issued. Nobody may rely on it."


def worth_of(version: Version, after: Version | None) -> Worth:
    """`after` is the latest issued version that came later, if any."""
    if version.withdrawn_on:
        return Worth.WITHDRAWN
    if not version.issued_on:
        return Worth.NOT_ISSUED
    return Worth.REPLACED if after else Worth.COUNTS


def standing(version: Version, after: Version | None) -> list[str]:
    """Whether a version was issued, and what became of it, in sentences."""
    worth = worth_of(version, after)
    if worth == Worth.NOT_ISSUED:
        return [f"Version {version.number}: {version.state.lower()}. {NEVER}"]
    assert version.issued_on
    by = f" by {version.issued_by}" if version.issued_by else ""
    told = [f"Version {version.number} was issued{by} on {long_day(version.issued_on)}."]
    if version.withdrawn_on:
        gone = long_day(version.withdrawn_on)
        told.append(f"It was withdrawn on {gone}. Please destroy every copy of it.")
    if after and after.issued_on:
        told.append(f"Version {after.number}, issued on {long_day(after.issued_on)}, replaced it.")
        told += [f"What was wrong: {after.erratum}"] if after.erratum else []
    if worth == Worth.COUNTS:
        told.append("It is the version that counts.")
    return told
