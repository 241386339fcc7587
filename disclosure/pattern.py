"""Which figures an audience is told and which are hidden; and the publication as it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from disclosure.enums import Reason
from disclosure.publication import Publication


@dataclass(frozen=True)
class Refusal:
    """A figure for which nothing that could be hidden now is enough, and why."""

    cell: str
    why: str


@dataclass(frozen=True)
class Limit:
    """A small number that cannot be each of 1 to the threshold, whatever is hidden."""

    cell: str
    possible: tuple[int, ...]


@dataclass(frozen=True)
class Pattern:
    """`reasons`, `limits` and `told` are for those who may know; readers see one mark."""

    printed: frozenset[str]
    reasons: Mapping[str, Reason]
    withheld: frozenset[int] = frozenset()
    refusals: tuple[Refusal, ...] = ()
    limits: tuple[Limit, ...] = ()
    told: frozenset[str] = frozenset()

    @property
    def hidden(self) -> frozenset[str]:
        return frozenset(self.reasons)


class Refused(ValueError):
    """The edition must not be issued as it is."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("; ".join(f"{one.cell}: {one.why}" for one in refusals))


def said(publication: Publication, pattern: Pattern) -> Publication:
    """What the audience sees, to be stored with the issued edition. Raises `Refused`."""
    if pattern.refusals:
        raise Refused(pattern.refusals)
    cells = tuple(
        replace(
            cell,
            exact=None,
            value=cell.value if cell.id in pattern.printed else None,
            hidden=cell.hidden or cell.value is not None,
        )
        for cell in publication.cells
    )
    relations = tuple(
        relation
        for index, relation in enumerate(publication.relations)
        if index not in pattern.withheld
    )
    return replace(publication, cells=cells, relations=relations)
