"""The sums that a publication's `members` make by themselves, found by the cells' dimensions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from disclosure.enums import Kind
from disclosure.publication import Cell, Publication, Relation

Members = Mapping[str, Mapping[str, tuple[str, ...]]]
Place = frozenset[tuple[str, str]]


def sums(editions: Sequence[Publication]) -> tuple[Relation, ...]:
    """Each edition's own sums, and those that only all together make: a year here, a quarter there.

    Across editions a place that was revised is left out: which of the two belongs to the sum is
    what each edition says for itself. Raises ValueError where one edition has two counts of the
    same dimensions.
    """
    made: dict[Relation, None] = {}
    for edition in editions:
        places = _places(edition.cells)
        twice = [cells for cells in places.values() if len(cells) > 1 and edition.members]
        if twice:
            names = " and ".join(cell.id for cell in twice[0])
            raise ValueError(f"{names}: two counts of the same dimensions")
        made |= dict.fromkeys(_sums(places, edition.members))
    if len(editions) > 1:
        together = _places(cell for edition in editions for cell in edition.cells)
        once = {place: cells for place, cells in together.items() if len(cells) == 1}
        for edition in editions:
            made |= dict.fromkeys(_sums(once, edition.members))
    return tuple(made)


def _places(cells: Iterable[Cell]) -> dict[Place, list[Cell]]:
    """Counts by their dimensions, each id once."""
    places: dict[Place, dict[str, Cell]] = defaultdict(dict)
    for cell in cells:
        if cell.kind is Kind.COUNT and cell.dims:
            places[frozenset(cell.dims.items())][cell.id] = cell
    return {place: list(here.values()) for place, here in places.items()}


def _sums(places: Mapping[Place, Sequence[Cell]], members: Members) -> Iterator[Relation]:
    for place, (whole, *_) in places.items():
        for dimension, category in sorted(place):
            parts = members.get(dimension, {}).get(category, ())
            rest = place - {(dimension, category)}
            cells = [
                places[here][0]
                for here in (rest | {(dimension, part)} for part in parts)
                if here in places
            ]
            if cells:
                overlap = any(dimension in cell.overlapping for cell in (whole, *cells))
                yield from _tied(cells, whole, overlap=overlap, all_there=len(cells) == len(parts))


def _tied(
    cells: Sequence[Cell], whole: Cell, *, overlap: bool, all_there: bool
) -> Iterator[Relation]:
    names = [cell.id for cell in cells]
    if overlap:
        made = Relation.overlap(names, whole.id)
        yield from made if all_there else made[:-1]
    elif all_there:
        yield Relation.sum(names, whole.id)
    else:
        yield Relation.linear({**dict.fromkeys(names, 1), whole.id: -1}, maximum=0)
