"""Unknowns that hang together: what is said of one family tells nothing of another."""

from collections.abc import Iterable

from disclosure.enums import Kind
from disclosure.facts import Fact
from disclosure.publication import Cell
from disclosure.worlds import Atlas


def families(atlas: Atlas) -> list[list[str]]:
    """Families of unknowns that are not known for ever, in the order of the publication."""
    leader = {name: name for name in atlas.known.numbers if name not in atlas.fixed}

    def lead(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for one in _facts(atlas):
        names = [name for name in one.names if name in leader]
        for name in names[1:]:
            leader[lead(name)] = lead(names[0])
    grouped: dict[str, list[str]] = {}
    for name in leader:
        grouped.setdefault(lead(name), []).append(name)
    return list(grouped.values())


def _facts(atlas: Atlas) -> Iterable[Fact]:
    yield from atlas.known.lasting
    for many in atlas.known.sayings.values():
        yield from many


def touched(atlas: Atlas) -> set[str]:
    """Unknowns of which the new edition says something that no earlier one said."""
    known = atlas.known
    before = {cell.id for edition in known.history for cell in edition.cells}
    related = {relation for edition in known.history for relation in edition.relations}
    if known.history and any(known.publication.members != e.members for e in known.history[-1:]):
        return set(known.numbers)
    return {
        *(name for many in known.sayings.values() for one in many for name in one.names),
        *(name for r in known.publication.relations if r not in related for name in r.ids),
        *(
            cell.id
            for cell in known.publication.cells
            if cell.kind is Kind.COUNT and cell.id not in before
        ),
        *(name for cell in known.publication.cells for name in _bounded(cell)),
    }


def _bounded(cell: Cell) -> list[str]:
    """What the axis of a chart speaks of, which may be another than last time."""
    if cell.lower is None and cell.upper is None:
        return []
    amounts = (cell.id, cell.numerator, cell.denominator)
    return [amount for amount in amounts if isinstance(amount, str)]
