"""Random areas: publications with all that a committee prints, from a seed."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

from disclosure import Cell, Kind, Publication, Relation, Role, Rounding

AGES = ("unborn", "0-4", "5-10", "11-15", "16+")


def small_number(chance: random.Random, mean: float = 5) -> int:
    """As in a small area: many nothings and ones, some dozens."""
    return int(chance.expovariate(1 / mean)) if chance.random() > 0.1 else 0


def printed(number: Fraction, step: str) -> str:
    """Half up, in Decimal's sense: away from nothing."""
    unit = Decimal(step)
    quotient = Decimal(number.numerator) / Decimal(number.denominator) / unit
    return str(quotient.quantize(Decimal(1), ROUND_HALF_UP) * unit)


def count(name: str, number: int, **given) -> Cell:
    return Cell(id=name, exact=number, value=str(number), **given)


def percent(name: str, top: str, bottom: str, numbers: dict[str, int], **given) -> Cell:
    step = given.pop("step", "0.1")
    return Cell(
        id=name,
        kind=Kind.PERCENT,
        value=printed(Fraction(100 * numbers[top], numbers[bottom]), step),
        rounding=Rounding(step=Decimal(step)),
        numerator=top,
        denominator=bottom,
        **given,
    )


def rate(name: str, top: str, population: int, numbers: dict[str, int]) -> Cell:
    return Cell(
        id=name,
        kind=Kind.RATE,
        value=printed(Fraction(10000 * numbers[top], population), "0.1"),
        rounding=Rounding(step=Decimal("0.1")),
        numerator=top,
        denominator=population,
        per=10000,
    )


def difference(name: str, later: str, earlier: str, numbers: dict[str, int]) -> Cell:
    return Cell(
        id=name,
        kind=Kind.DIFFERENCE,
        value=str(numbers[later] - numbers[earlier]),
        of=(later, earlier),
    )


def table(chance: random.Random, rows: int, columns: int, tag: str = "t") -> Publication:
    """A table with totals of both ways, its sums made by `members`."""
    row_names = [f"r{i}" for i in range(rows)]
    column_names = [f"c{j}" for j in range(columns)]
    numbers = {(r, c): small_number(chance) for r in row_names for c in column_names}
    for r in row_names:
        numbers[r, "all"] = sum(numbers[r, c] for c in column_names)
    for c in (*column_names, "all"):
        numbers["all", c] = sum(numbers[r, c] for r in row_names)
    cells = tuple(
        count(f"{tag}|{r}|{c}", number, dims={"table": tag, "row": r, "column": c})
        for (r, c), number in numbers.items()
    )
    members = {"row": {"all": tuple(row_names)}, "column": {"all": tuple(column_names)}}
    return Publication(edition="e1", cells=cells, members=members)


def series(chance: random.Random, quarters: int, tag: str = "s") -> Publication:
    """An indicator by quarter and age, with year totals, rates, shares, changes and an order."""
    numbers: dict[str, int] = {}
    cells: list[Cell] = []
    relations: list[Relation] = []
    population = chance.randrange(2000, 60000)
    names = [f"{tag}|Q{q}" for q in range(quarters)]
    for quarter in names:
        parts = [f"{quarter}|{age}" for age in AGES]
        for part in parts:
            numbers[part] = small_number(chance)
        numbers[quarter] = sum(numbers[part] for part in parts)
        cells += [count(part, numbers[part]) for part in parts]
        cells.append(count(quarter, numbers[quarter], role=Role.HEADLINE))
        relations.append(Relation.sum(parts, quarter))
        cells.append(rate(f"{quarter}|rate", quarter, population, numbers))
        if numbers[quarter]:
            share = f"{quarter}|share"
            cells.append(
                percent(
                    share, parts[1], quarter, numbers, complement_sensitive=chance.random() < 0.3
                )
            )
        if chance.random() < 0.3:
            ranked = sorted(parts, key=lambda part: -numbers[part])
            relations.append(Relation.order(*ranked[:3]))
    for earlier, later in pairwise(names):
        cells.append(difference(f"{later}|change", later, earlier, numbers))
    for start in range(0, quarters - 3, 4):
        year = f"{tag}|year{start // 4}"
        numbers[year] = sum(numbers[name] for name in names[start : start + 4])
        cells.append(count(year, numbers[year]))
        relations.append(Relation.sum(names[start : start + 4], year))
        mean = f"{year}|mean"
        cells.append(
            Cell(
                id=mean,
                kind=Kind.MEAN,
                value=printed(Fraction(numbers[year], 4), "0.1"),
                rounding=Rounding(step=Decimal("0.1")),
            )
        )
        relations.append(Relation.mean(names[start : start + 4], mean))
    return Publication(edition="e1", cells=tuple(cells), relations=tuple(relations))


def concerns(chance: random.Random, kinds: int, tag: str = "c") -> Publication:
    """Concerns, several a child: no sum, each at most the children, they at most all together."""
    children = small_number(chance, 12) + 1
    numbers = [chance.randrange(0, children + 1) for _ in range(kinds)]
    numbers[0] = max(numbers[0], children - sum(numbers[1:]))
    cells = [count(f"{tag}|all", children, dims={"concern": "all"}, overlapping=("concern",))]
    names = [f"k{i}" for i in range(kinds)]
    for name, number in zip(names, numbers, strict=True):
        cells.append(
            count(f"{tag}|{name}", number, dims={"concern": name}, overlapping=("concern",))
        )
    members = {"concern": {"all": tuple(names)}}
    return Publication(edition="e1", cells=tuple(cells), members=members)


def truth(publication: Publication) -> dict[str, int]:
    return {cell.id: cell.exact for cell in publication.cells if cell.exact is not None}
