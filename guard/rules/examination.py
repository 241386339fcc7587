"""One text looked at by all the rules."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from guard.enums import Kind, Verdict
from guard.rules.addresses import addresses
from guard.rules.births import births
from guard.rules.counts import small_counts, worth_counting
from guard.rules.numbers import numbers
from guard.rules.persons import persons
from guard.rules.plain import plain, readings
from guard.rules.references import pupils, references
from guard.rules.sightings import Sighting

_STRICTNESS: Final = (Verdict.PASS, Verdict.WARN, Verdict.REFUSE)
# A text without any of these holds nothing that a rule looks for; most headings and names are such.
_WORTH_A_LOOK: Final = re.compile(r"[^\x00-\x7f]|[0-9@%&]|[(\[]at[)\]]|\baged?\b|[ -]old\b", re.I)


# no number is refused with fewer, however it is disguised
_DIGITS: Final = re.compile(r"(?:[0-9][^0-9]*){3}")


@dataclass(frozen=True)
class Tuning:
    """What an administrator adds to the rules: references of own systems, postcodes of offices;
    and where an audience reads the text, up to which number of children it is kept from it."""

    references: tuple[re.Pattern[str], ...] = ()
    offices: frozenset[str] = frozenset()
    counts: int = 0


UNTUNED: Final = Tuning()


@dataclass(frozen=True)
class Examination:
    """What was seen in one text, the strictest first."""

    sightings: tuple[Sighting, ...]

    @cached_property
    def verdict(self) -> Verdict:
        return self.sightings[0].verdict if self.sightings else Verdict.PASS

    @property
    def refused(self) -> tuple[Sighting, ...]:
        return tuple(one for one in self.sightings if one.verdict == Verdict.REFUSE)

    @property
    def kinds(self) -> list[Kind]:
        """Each kind once, the strictest first."""
        return list(dict.fromkeys(one.kind for one in self.sightings))


CLEAR: Final = Examination(())


def examine(text: str, label: str = "", tuning: Tuning = UNTUNED) -> Examination:
    """What `text` holds under the heading `label`: that it stands under "CHI" says what it is."""
    counts = tuning.counts if tuning.counts and worth_counting(text) else 0
    if not counts and not _WORTH_A_LOOK.search(text):
        return CLEAR
    head = f"{label}: " if label else ""
    seen: dict[tuple[Kind, int], Sighting] = {}
    for reading in readings(head + text):
        told = small_counts(reading, counts) if counts else ()
        typed = (one for one in told if one.at >= len(plain(head)))
        for sighting in (*_sightings(reading, tuning), *typed):
            line = reading.count("\n", 0, sighting.at) + 1
            known = seen.get((sighting.kind, line))
            if known is None or _rank(sighting) > _rank(known):
                seen[sighting.kind, line] = replace(sighting, line=line)
    return Examination(tuple(sorted(seen.values(), key=lambda one: (-_rank(one), one.line))))


def refusals(text: str, label: str = "") -> Examination:
    """Only what is refused: what every column of the database asks of every text that it gets."""
    if not _WORTH_A_LOOK.search(text):
        return CLEAR
    head = f"{label}: " if label else ""
    seen: dict[Kind, Sighting] = {}
    for reading in readings(head + text):
        if _DIGITS.search(reading):
            for sighting in (*numbers(reading), *pupils(reading)):
                if sighting.verdict == Verdict.REFUSE:
                    line = reading.count("\n", 0, sighting.at) + 1
                    seen.setdefault(sighting.kind, replace(sighting, line=line))
    return Examination(tuple(seen.values()))


def _sightings(text: str, tuning: Tuning) -> Iterator[Sighting]:
    yield from numbers(text)
    yield from pupils(text)
    yield from references(text, tuning.references)
    yield from births(text)
    yield from persons(text)
    yield from addresses(text, tuning.offices)


def _rank(sighting: Sighting) -> int:
    return _STRICTNESS.index(sighting.verdict)


def strictest(examinations: Sequence[Examination]) -> Verdict:
    return max((one.verdict for one in examinations), key=_STRICTNESS.index, default=Verdict.PASS)


def tells_count(text: str, most: int) -> bool:
    """Whether `text` tells a number of children from 1 to `most`."""
    return Kind.COUNT in examine(text, tuning=Tuning(counts=most)).kinds
