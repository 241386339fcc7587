"""What an audience knows from everything it was ever told, and what the new edition would add.

Built from the earlier editions as they were said and the new publication with its true numbers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import pairwise

from disclosure import facts, hierarchies
from disclosure.enums import Kind, Tie
from disclosure.facts import Amount, Fact
from disclosure.printed import Interval, interval
from disclosure.publication import Cell, Publication, Relation, Rounding

RATIOS = {Kind.RATE, Kind.PERCENT}


@dataclass
class Knowledge:
    """`numbers` is the true world. `lasting` facts hold whatever is hidden now; `sayings` are what
    each figure of the new edition would add, by its id (`order 3` is the relation of that index).
    """

    publication: Publication
    history: Sequence[Publication]
    numbers: dict[str, int] = field(default_factory=dict)
    counts: set[str] = field(default_factory=set)
    lasting: dict[Fact, str] = field(default_factory=dict)
    sayings: dict[str, tuple[Fact, ...]] = field(default_factory=dict)
    # what earlier editions printed, and in which form; ids of what they hid
    printed_before: set[tuple[str, str | None, Rounding | None]] = field(default_factory=set)
    hidden_before: set[str] = field(default_factory=set)
    # ratios with what they are of, which not every edition may say
    ratios: dict[str, Cell] = field(default_factory=dict)

    @property
    def editions(self) -> tuple[Publication, ...]:
        return (*self.history, self.publication)

    def was_printed(self, cell: Cell) -> bool:
        """Whether an earlier edition said just this."""
        return (cell.id, cell.value, cell.rounding) in self.printed_before

    def contradictions(self) -> tuple[str, ...]:
        """What cannot be true of the numbers given, in words."""
        said = {one: f"{name} as printed" for name, many in self.sayings.items() for one in many}
        return tuple(
            f"{origin}: does not agree with "
            + ", ".join(f"{name} = {self.numbers[name]}" for name in one.names)
            for one, origin in {**said, **self.lasting}.items()
            if not one.holds(self.numbers)
        )


def order_name(index: int) -> str:
    """The name among sayings of an order, which is no cell."""
    return f"order {index}"


def knowledge(
    publication: Publication, history: Sequence[Publication], exact: Mapping[str, int]
) -> Knowledge:
    """Raises ValueError where a count has no true number, or a reference makes no sense."""
    known = Knowledge(publication, history)
    relations = [*_relations(known), *hierarchies.sums(known.editions)]
    differences = _differences(known, relations)
    _numbers(known, exact, differences)
    known.ratios |= {
        cell.id: cell
        for edition in known.editions
        for cell in edition.cells
        if cell.kind in RATIOS and cell.numerator is not None and cell.denominator is not None
    }
    for edition in history:
        _earlier(known, edition)
    _structure(known, relations, differences)
    for cell in publication.cells:
        if cell.value is not None and not known.was_printed(cell):
            known.sayings[cell.id] = tuple(_said(known, publication, cell))
    for index, relation in enumerate(publication.relations):
        if relation.tie is Tie.ORDER:
            known.sayings[order_name(index)] = tuple(_ordered(known, publication, relation))
    return known


def _relations(known: Knowledge) -> Iterator[Relation]:
    """Every relation but orders, each once."""
    seen: set[Relation] = set()
    for edition in known.editions:
        for relation in edition.relations:
            missing = [name for name in relation.ids if name not in edition.by_id]
            if missing:
                raise ValueError(f"{missing[0]}: a relation names it, and it is no cell")
            if relation.tie is not Tie.ORDER and relation not in seen:
                seen.add(relation)
                yield relation


# -- Unknowns and their true numbers ---------------------------------------------------------------


def _differences(known: Knowledge, relations: Sequence[Relation]) -> dict[str, tuple[str, str]]:
    """Differences of two counts, by id."""
    pairs = {r.equals: (r.parts[0], r.parts[1]) for r in relations if r.tie is Tie.DIFFERENCE}
    kinds = {cell.id: cell.kind for edition in known.editions for cell in edition.cells}
    for edition in known.editions:
        for cell in edition.cells:
            if cell.kind is Kind.DIFFERENCE and cell.of:
                pairs.setdefault(cell.id, cell.of)
    return {
        name: pair
        for name, pair in pairs.items()
        if name is not None
        and kinds[name] is Kind.DIFFERENCE
        and all(kinds.get(part) is Kind.COUNT for part in pair)
    }


def _numbers(
    known: Knowledge, exact: Mapping[str, int], differences: Mapping[str, tuple[str, str]]
) -> None:
    for cell in (cell for edition in reversed(known.editions) for cell in edition.cells):
        if cell.kind is Kind.COUNT:
            known.counts.add(cell.id)
            number = cell.exact if cell.exact is not None else exact.get(cell.id)
            if number is None and cell.value is not None and cell.rounding is None:
                number = int(decimal(cell))
            if number is not None:
                known.numbers.setdefault(cell.id, number)
    unknown = sorted(known.counts - known.numbers.keys())
    if unknown:
        raise ValueError(f"{unknown[0]}: the true number of this count is not given")
    for name in sorted(known.counts):
        if known.numbers[name] < 0:
            raise ValueError(f"{name}: a count is not less than nothing")
    for name, (later, earlier) in differences.items():
        known.numbers[name] = known.numbers[later] - known.numbers[earlier]


# -- What holds whatever is hidden now -------------------------------------------------------------


def _earlier(known: Knowledge, edition: Publication) -> None:
    """What an earlier edition printed is a fact for ever; its marks say "not nothing"."""
    for cell in edition.cells:
        if cell.value is not None:
            known.printed_before.add((cell.id, cell.value, cell.rounding))
            for one in _said(known, edition, cell):
                known.lasting[one] = f"{cell.id} as {edition.edition} printed it"
        elif cell.hidden:
            known.hidden_before.add(cell.id)
            if cell.kind is Kind.COUNT and edition.zero_shown:
                known.lasting[facts.fact({cell.id: 1}, 1)] = f"{cell.id}: hidden, so not nothing"
    for relation in edition.relations:
        if relation.tie is Tie.ORDER:
            for one in _ordered(known, edition, relation):
                known.lasting[one] = f"the order that {edition.edition} showed"


def _structure(
    known: Knowledge,
    relations: Sequence[Relation],
    differences: Mapping[str, tuple[str, str]],
) -> None:
    for name, pair in differences.items():
        for one in _difference(*pair, name):
            known.lasting[one] = f"{name}: difference of {pair[0]} and {pair[1]}"
    for relation in relations:
        for one in _tied(known, relation):
            known.lasting[one] = f"{relation.tie} of {', '.join(relation.ids)}"
    for edition in known.editions:
        for cell in edition.cells:
            for one in _bounds(known, cell):
                known.lasting[one] = f"{cell.id}: bounds of its chart"
            for one in _parts(known, cell):
                known.lasting[one] = f"{cell.id}: part and whole"


def _tied(known: Knowledge, relation: Relation) -> Iterable[Fact]:
    """The facts of a relation of whole numbers; means and equal ratios are facts when printed."""
    if relation.tie is Tie.MEAN or not all(name in known.numbers for name in relation.ids):
        if relation.tie not in {Tie.MEAN, Tie.SAME, Tie.DIFFERENCE}:
            strange = next(name for name in relation.ids if name not in known.numbers)
            raise ValueError(f"{strange}: a {relation.tie} holds between counts only")
        return ()
    parts, equals = relation.parts, relation.equals or ""
    match relation.tie:
        case Tie.SUM:
            return [facts.total(parts, equals)]
        case Tie.DIFFERENCE:
            return _difference(parts[0], parts[1], equals)
        case Tie.AT_MOST:
            return [facts.at_most(parts[0], parts[1])]
        case Tie.SAME:
            pairs = pairwise(parts)
            return [facts.fact([(one, 1), (other, -1)], 0, 0) for one, other in pairs]
        case _:
            return [facts.fact(relation.terms, relation.minimum, relation.maximum)]


def _difference(later: str, earlier: str, name: str) -> list[Fact]:
    return [facts.fact([(later, 1), (earlier, -1), (name, -1)], 0, 0)]


def _bounds(known: Knowledge, cell: Cell) -> Iterator[Fact]:
    """What a chart's axis says of a figure, printed or not."""
    for bound, sign in ((cell.lower, 1), (cell.upper, -1)):
        if bound is None:
            continue
        end = Fraction(bound)
        if cell.id in known.numbers:
            yield facts.not_below([(cell.id, Fraction(sign)), (1, -sign * end)])
        elif cell.numerator is not None and cell.denominator is not None:
            top = (cell.numerator, Fraction(sign * _per(cell)))
            yield facts.not_below([top, (cell.denominator, -sign * end)])


def rest_name(cell: Cell) -> str:
    """The name of the unknown that is the rest of a whole."""
    return f"rest of {cell.numerator} in {cell.denominator}"


def _parts(known: Knowledge, cell: Cell) -> Iterator[Fact]:
    """A numerator is part of its denominator; the rest, where it is children, is an unknown."""
    top, bottom = cell.numerator, cell.denominator
    if top is None or bottom is None or cell.kind not in RATIOS:
        return
    rest = _amount(known, bottom) - _amount(known, top)
    if rest < 0:
        return
    if not cell.complement_sensitive:
        yield facts.not_below([(bottom, Fraction(1)), (top, Fraction(-1))])
        return
    name = rest_name(cell)
    known.counts.add(name)
    known.numbers[name] = rest
    yield from facts.weighed(
        [(top, Fraction(1)), (name, Fraction(1)), (bottom, Fraction(-1))],
        Interval(Fraction(0), Fraction(0)),
    )


# -- What a printed figure says --------------------------------------------------------------------


def _said(known: Knowledge, edition: Publication, cell: Cell) -> Iterator[Fact]:
    """The facts of one printed figure, for it and for all that are said to be the same."""
    here = interval(decimal(cell), cell.rounding)
    yield from _figure(known, edition, cell, here)
    for relation in edition.of_cell.get(cell.id, ()):
        if relation.tie is Tie.SAME:
            for other in relation.parts:
                if other != cell.id and other not in known.numbers:
                    yield from _figure(known, edition, edition.by_id[other], here)


def _figure(known: Knowledge, edition: Publication, cell: Cell, here: Interval) -> Iterator[Fact]:
    cell = known.ratios.get(cell.id, cell)
    if cell.id in known.numbers:
        yield facts.number(cell.id, here)
    elif cell.kind in RATIOS and cell.numerator is not None and cell.denominator is not None:
        _amount(known, cell.numerator), _amount(known, cell.denominator)
        yield from facts.ratio(cell.numerator, cell.denominator, _per(cell), here)
    elif cell.kind is Kind.MEAN:
        for relation in edition.of_cell.get(cell.id, ()):
            if relation.tie is Tie.MEAN and relation.equals == cell.id:
                yield from facts.mean(relation.parts, here)
    elif cell.kind is Kind.DIFFERENCE:
        for later, earlier in _compared(edition, cell):
            pair = (edition.by_id[later], edition.by_id[earlier])
            yield from _points(known, edition, cell, pair, here)


def _compared(edition: Publication, cell: Cell) -> list[tuple[str, ...]]:
    """Later and earlier, as the difference itself or a relation says, if any does."""
    related = [
        relation.parts
        for relation in edition.of_cell.get(cell.id, ())
        if relation.tie is Tie.DIFFERENCE and relation.equals == cell.id
    ]
    return [cell.of] if cell.of else related[:1]


def _points(
    known: Knowledge, edition: Publication, cell: Cell, pair: tuple[Cell, Cell], here: Interval
) -> Iterator[Fact]:
    """A difference of two ratios tells as much as both of them, though one were hidden.

    Besides, it tells of the ratios themselves: that is linear for denominators as they are, so
    worlds with other denominators are not called safe beside it.
    """
    values = [None if one.value is None else decimal(one) for one in pair]
    if values[0] is None and values[1] is not None:
        values[0] = values[1] + decimal(cell)
    elif values[1] is None and values[0] is not None:
        values[1] = values[0] - decimal(cell)
    for one, value in zip(pair, values, strict=True):
        if value is not None:
            yield from _figure(known, edition, one, interval(value, one.rounding))
    terms: list[tuple[Amount, Fraction]] = []
    for one, sign in zip(pair, (1, -1), strict=True):
        one = known.ratios.get(one.id, one)
        if one.numerator is None or one.denominator is None:
            return
        bottom = _amount(known, one.denominator)
        if not bottom:
            return
        terms.append((one.numerator, Fraction(sign * _per(one), bottom)))
    if not here.holds(sum((_amount(known, top) * k for top, k in terms), Fraction(0))):
        here = _widened(here, pair)  # worked out from the printed ratios
    yield from facts.weighed(terms, here)
    yield from _pinned(known, (known.ratios[one.id].denominator for one in pair))


def _widened(here: Interval, pair: tuple[Cell, Cell]) -> Interval:
    slack = sum((Fraction(one.rounding.step) / 2 for one in pair if one.rounding), Fraction(0))
    return Interval(here.low - slack, here.high + slack)


def _ordered(known: Knowledge, edition: Publication, relation: Relation) -> Iterator[Fact]:
    """Each is at least the next; ratios for denominators as they are."""
    sizes = [_size(known, edition.by_id[name]) for name in relation.parts]
    for (more, pin), (less, other) in pairwise(sizes):
        yield facts.not_below([more, (less[0], -less[1])])
        yield from _pinned(known, (pin, other))


def _size(known: Knowledge, cell: Cell) -> tuple[tuple[Amount, Fraction], Amount | None]:
    if cell.id in known.numbers:
        return (cell.id, Fraction(1)), None
    if cell.numerator is None or cell.denominator is None or not _amount(known, cell.denominator):
        raise ValueError(f"{cell.id}: an order holds between counts or ratios only")
    factor = Fraction(_per(cell), _amount(known, cell.denominator))
    return (cell.numerator, factor), cell.denominator


def _pinned(known: Knowledge, amounts: Iterable[Amount | None]) -> Iterator[Fact]:
    """Worlds in which these are as they are. Two bounds and not one number: nobody was told it."""
    for amount in amounts:
        if isinstance(amount, str):
            yield facts.fact({amount: 1}, low=known.numbers[amount])
            yield facts.fact({amount: 1}, high=known.numbers[amount])


def _amount(known: Knowledge, amount: Amount) -> int:
    if isinstance(amount, int):
        return amount
    if amount not in known.numbers:
        raise ValueError(f"{amount}: a numerator or denominator is a count")
    return known.numbers[amount]


def decimal(cell: Cell) -> Decimal:
    """What is printed, as a number."""
    try:
        return Decimal(cell.value or "")
    except InvalidOperation:
        raise ValueError(f"{cell.id}: {cell.value!r} is not a number") from None


def _per(cell: Cell) -> int:
    if cell.per is None and cell.kind is Kind.RATE:
        raise ValueError(f"{cell.id}: a rate says per how many")
    return cell.per or 100
