"""Counts rounded to multiples that still add up: the other way to keep a small number in.

Each count goes to the multiple below or the one above, so 5 may stand for 1 to 9 and 0 for 0 to 4.
Which of the two is chosen by its id and by what must add up, not by its value: nearest would say
whether it is 1 or 2, or 3 or 4. A multiple stays as it is. What is rounded is given to `protect`
like any publication, which hides what would still be given away.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from disclosure import hierarchies
from disclosure.costs import lot
from disclosure.enums import Kind, Mode, Tie
from disclosure.program import Program, Solver
from disclosure.publication import Cell, Publication, Relation, Rounding
from disclosure.solver import Highs


def rounded(
    publication: Publication,
    *,
    step: int = 5,
    history: Sequence[Publication] = (),
    solver: Solver | None = None,
) -> Publication:
    """The publication with every exact count rounded. `history` (as for `protect`): what was
    rounded before is rounded alike. Differences of counts and ratios of printed counts are worked
    out anew from the rounded; other figures stay, and are hidden where they tell too much.
    """
    if step < 2:
        raise ValueError(f"step: {step} rounds nothing")
    counts = {
        cell.id: _exact(cell)
        for cell in publication.cells
        if cell.kind is Kind.COUNT and cell.value is not None and cell.rounding is None
    }
    multiples = _multiples(publication, counts, step, history, solver or Highs())
    rounding = Rounding(step=Decimal(step), mode=Mode.CONTROLLED)
    cells = tuple(
        replace(cell, exact=counts[cell.id], value=str(multiples[cell.id]), rounding=rounding)
        if cell.id in multiples
        else _derived(publication, cell, multiples, step)
        for cell in publication.cells
    )
    return replace(publication, cells=cells)


def _exact(cell: Cell) -> int:
    return cell.exact if cell.exact is not None else int(Decimal(cell.value or "0"))


def _multiples(
    publication: Publication,
    counts: dict[str, int],
    step: int,
    history: Sequence[Publication],
    solver: Solver,
) -> dict[str, int]:
    """The multiple for each count; where no choice adds up, each by its own lot."""
    below = {name: number // step * step for name, number in counts.items()}
    ups = {
        name: (below[name], below[name] + (step if counts[name] % step else 0)) for name in below
    }
    before = {
        cell.id: int(Decimal(cell.value))
        for edition in history
        for cell in edition.cells
        if cell.value is not None and cell.kind is Kind.COUNT
    }
    for name, ends in ups.items():
        if before.get(name) in ends:
            ups[name] = (before[name], before[name])
    relations = [*publication.relations, *hierarchies.sums([publication])]
    sums = [r for r in relations if r.tie is Tie.SUM and all(name in ups for name in r.ids)]
    chosen = _additive(ups, sums, step, solver)
    return chosen or {name: ends[lot(name) < 0.5] for name, ends in ups.items()}


def _additive(
    ups: dict[str, tuple[int, int]], sums: Sequence[Relation], step: int, solver: Solver
) -> dict[str, int]:
    program = Program()
    columns = {
        name: program.column(0.5 - lot(name), 0, (high - low) // step, whole=True)
        for name, (low, high) in ups.items()
    }
    for relation in sums:
        signs = [*((part, 1) for part in relation.parts), (relation.equals or "", -1)]
        rest = -sum(sign * ups[name][0] for name, sign in signs) // step
        program.row(rest, rest, [(columns[name], sign) for name, sign in signs])
    answer = solver.solve(program)
    if answer is None or len(answer) != len(columns):
        return {}
    chosen = {name: ups[name][0] + step * round(answer[at]) for name, at in columns.items()}
    adds_up = all(sum(chosen[part] for part in r.parts) == chosen[r.equals or ""] for r in sums)
    within = all(chosen[name] in ends for name, ends in ups.items())
    return chosen if adds_up and within else {}


def _derived(publication: Publication, cell: Cell, multiples: dict[str, int], step: int) -> Cell:
    if cell.value is None:
        return cell
    if cell.kind is Kind.DIFFERENCE and cell.of and all(name in multiples for name in cell.of):
        later, earlier = cell.of
        rounding = Rounding(step=Decimal(2 * step), mode=Mode.CONTROLLED)
        return replace(cell, value=str(multiples[later] - multiples[earlier]), rounding=rounding)
    if cell.kind in {Kind.RATE, Kind.PERCENT} and not cell.complement_sensitive:
        return _ratio(cell, multiples)
    return cell


def _ratio(cell: Cell, multiples: dict[str, int]) -> Cell:
    """Of rounded counts it tells no more than they: a plain number, hidden where there is none."""
    amounts = [
        multiples.get(amount) if isinstance(amount, str) else amount
        for amount in (cell.numerator, cell.denominator)
    ]
    top, bottom = amounts
    if top is None or bottom is None or cell.rounding is None:
        return cell
    plain = replace(cell, numerator=None, denominator=None, per=None)
    if not bottom:
        return replace(plain, value=None)
    ratio = Fraction(top * (cell.per or 100), bottom)
    steps = Decimal(ratio.numerator) / Decimal(ratio.denominator) / cell.rounding.step
    return replace(plain, value=str(steps.quantize(Decimal(1), ROUND_HALF_UP) * cell.rounding.step))
