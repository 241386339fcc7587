"""Small numbers kept in: 30 indicators of a small area, and random areas that are attacked."""

import random
from itertools import pairwise
from time import process_time

from benchmarks.figures import Figure
from disclosure import Cell, Pattern, Publication, Relation, Role, protect, read, said, write
from tests.disclosure.areas import count, difference, rate, series, small_number, table, truth
from tests.disclosure.attacker import narrowed
from tests.disclosure.editions import rolling

INDICATORS, QUARTERS, CONCERNS, SWEEP = 30, 8, ("neglect", "alcohol", "violence", "mental"), 150


def measure() -> list[Figure]:
    plain, quick, pattern = _timed(area(1, ()))
    _, with_concerns, _ = _timed(area(1, CONCERNS))
    stored = read(write(said(plain, pattern)))
    following = area(1, (), quarters=QUARTERS + 1)
    start = process_time()
    protect(following, history=[stored])
    again = process_time() - start
    small = [name for name, reason in pattern.reasons.items() if reason == "small"]
    leaks, attacked = _sweep()
    return [
        Figure(f"small numbers: 30 × 8 quarters, {len(plain.cells)} figures", quick, "s", 2),
        Figure("small numbers: small among them", len(small), "figures"),
        Figure("small numbers: more hidden", len(pattern.hidden) - len(small), "figures"),
        Figure("small numbers: with concerns by year", with_concerns, "s", 10),
        Figure("small numbers: the next edition, with history", again, "s", 2),
        Figure(f"small numbers: narrowed in {attacked} random areas", leaks, "figures", 0),
    ]


def _timed(publication: Publication) -> tuple[Publication, float, Pattern]:
    start = process_time()
    pattern = protect(publication)
    return publication, process_time() - start, pattern


def area(seed: int, concerns: tuple[str, ...], quarters: int = QUARTERS) -> Publication:
    """Each indicator by quarter in two parts, with year totals, rates and changes."""
    cells: list[Cell] = []
    relations: list[Relation] = []
    for number in range(INDICATORS):
        chance = random.Random(seed * 1000 + number)
        numbers: dict[str, int] = {}
        population, mean = chance.randrange(5000, 40000), chance.choice([2, 5, 10, 30])
        names = [f"i{number}|Q{quarter}" for quarter in range(quarters)]
        for name in names:
            parts = [f"{name}|girls", f"{name}|boys"]
            numbers |= {part: small_number(chance, mean) for part in parts}
            numbers[name] = sum(numbers[part] for part in parts)
            relations.append(Relation.sum(parts, name))
            cells += [count(part, numbers[part]) for part in parts]
            cells.append(count(name, numbers[name], role=Role.HEADLINE))
            cells.append(rate(f"{name}|rate", name, population, numbers))
        for earlier, later in pairwise(names):
            cells.append(difference(f"{later}|change", later, earlier, numbers))
        for year in range(quarters // 4):
            _year(cells, relations, numbers, names[4 * year : 4 * year + 4], concerns, chance)
    return Publication(edition="bench", cells=tuple(cells), relations=tuple(relations))


def _year(
    cells: list[Cell],
    relations: list[Relation],
    numbers: dict[str, int],
    names: list[str],
    concerns: tuple[str, ...],
    chance: random.Random,
) -> None:
    year = f"year to {names[-1]}"
    for part in ("", "|girls", "|boys"):
        numbers[year + part] = sum(numbers[name + part] for name in names)
        cells.append(count(year + part, numbers[year + part]))
        relations.append(Relation.sum([name + part for name in names], year + part))
    for whole in (*names, year) if concerns else ():
        kinds = [f"{whole}|{concern}" for concern in concerns]
        given = {kind: chance.randrange(numbers[whole] + 1) for kind in kinds}
        given[kinds[0]] = max(given[kinds[0]], numbers[whole] - sum(given[k] for k in kinds[1:]))
        if whole == year:
            given = {
                kind: sum(numbers[f"{name}|{concern}"] for name in names)
                for kind, concern in zip(kinds, concerns, strict=True)
            }
            relations += [
                Relation.sum([f"{name}|{concern}" for name in names], f"{year}|{concern}")
                for concern in concerns
            ]
        numbers |= given
        cells += [count(kind, given[kind]) for kind in kinds]
        relations += Relation.overlap(kinds, whole)


def _sweep() -> tuple[int, int]:
    """How many numbers the attacker narrows beyond what is said to be beyond help."""
    leaks = 0
    for seed in range(1000, 1000 + SWEEP):
        chance = random.Random(seed)
        publication = (
            table(chance, chance.randrange(2, 7), chance.randrange(2, 6))
            if seed % 2
            else series(chance, chance.choice([4, 8]))
        )
        pattern = protect(publication)
        limits = {limit.cell: list(limit.possible) for limit in pattern.limits}
        may = narrowed([write(said(publication, pattern))], truth(publication))
        leaks += sum(limits.get(name) != numbers for name, numbers in may.items())
    return leaks + sum(_rolled(seed) for seed in range(1000, 1000 + SWEEP // 10)), SWEEP


def _rolled(seed: int) -> int:
    stored: list[dict[str, object]] = []
    limits: dict[str, list[int]] = {}
    numbers: dict[str, int] = {}
    for publication, numbers in rolling(seed):
        pattern = protect(publication, history=[read(one) for one in stored], exact=numbers)
        stored.append(write(said(publication, pattern)))
        limits |= {limit.cell: list(limit.possible) for limit in pattern.limits}
    return sum(limits.get(name) != may for name, may in narrowed(stored, numbers).items())
