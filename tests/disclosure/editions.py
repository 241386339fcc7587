"""An indicator told quarter after quarter: rolling windows, revisions, rolling years, changes."""

import random
from dataclasses import dataclass, field

from disclosure import Cell, Publication, Relation
from tests.disclosure.areas import count, difference, rate, small_number

AGES = ("0-4", "5-10", "11+")


@dataclass
class Told:
    """The numbers as they stand, and how often each quarter was revised."""

    chance: random.Random
    population: int
    numbers: dict[str, int] = field(default_factory=dict)
    revisions: dict[int, int] = field(default_factory=dict)

    def ids(self, quarter: int) -> tuple[str, list[str]]:
        mark = f"r{self.revisions.get(quarter, 0)}"
        return f"Q{quarter}|all|{mark}", [f"Q{quarter}|{age}|{mark}" for age in AGES]

    def count(self, quarter: int) -> None:
        whole, parts = self.ids(quarter)
        for part in parts:
            self.numbers.setdefault(part, small_number(self.chance, 4))
        self.numbers[whole] = sum(self.numbers[part] for part in parts)

    def revise(self, quarter: int) -> None:
        _, old = self.ids(quarter)
        self.revisions[quarter] = self.revisions.get(quarter, 0) + 1
        _, new = self.ids(quarter)
        for before, after in zip(old, new, strict=True):
            self.numbers[after] = self.numbers[before]
        moved = self.chance.choice(new)
        self.numbers[moved] = max(0, self.numbers[moved] + self.chance.choice([-2, -1, 1, 3]))
        self.count(quarter)


def rolling(seed: int, editions: int = 12, window: int = 5):
    """Publications one after another, each with the true numbers of all that was ever told."""
    chance = random.Random(seed)
    told = Told(chance, chance.randrange(3000, 40000))
    for quarter in range(window - 1):
        told.count(quarter)
    for edition in range(editions):
        quarters = range(edition, edition + window)
        told.count(quarters[-1])
        if edition and chance.random() < 0.5:
            told.revise(chance.choice(quarters[:-1]))
        yield _edition(told, f"edition {edition}", quarters), dict(told.numbers)


def _edition(told: Told, name: str, quarters: range) -> Publication:
    cells: list[Cell] = []
    relations: list[Relation] = []
    wholes = [told.ids(quarter)[0] for quarter in quarters]
    for quarter, whole in zip(quarters, wholes, strict=True):
        _, parts = told.ids(quarter)
        revised = quarter in told.revisions
        cells += [count(one, told.numbers[one], revised=revised) for one in (whole, *parts)]
        cells.append(rate(f"{whole}|rate", whole, told.population, told.numbers))
        relations.append(Relation.sum(parts, whole))
    year = "year of " + ", ".join(wholes[-4:])
    told.numbers[year] = sum(told.numbers[whole] for whole in wholes[-4:])
    cells.append(count(year, told.numbers[year]))
    relations.append(Relation.sum(wholes[-4:], year))
    change = f"{wholes[-1]} less {wholes[-2]}"
    cells.append(difference(change, wholes[-1], wholes[-2], told.numbers))
    return Publication(edition=name, cells=tuple(cells), relations=tuple(relations))
