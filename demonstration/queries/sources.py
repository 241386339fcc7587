"""Reading the demonstration's own files: `people`, `plan`, `story`, `reports`, `figures`."""

import tomllib
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from demonstration.rules import Term, Timetable

DATA = Path(__file__).parents[1] / "data"
# The short names by which the plans' shapes are known in the project, and the area of each.
SHAPES = {
    "PK": "strathmorlich",
    "CL": "inverlaw",
    "NL": "carrickmoor",
    "NA": "glenfarrow",
    "NLi": "wolderby",
}
# Areas whose plans were closed and followed by others, by the shape of the plan that was lived.
CHAINS = {"NLi": "thornsea", "PK": "kilravon"}

Table = dict[str, Any]
FILES = ("people", "plan", "story", "reports", "figures")


@dataclass(frozen=True)
class Source:
    """One area's five files as plain tables."""

    people: Table
    plan: Table
    story: Table
    reports: Table
    figures: Table

    @property
    def slug(self) -> str:
        return str(self.people["area"]["slug"])

    @property
    def name(self) -> str:
        return str(self.people["area"]["name"])

    def timetable(self, today: date) -> Timetable:
        plan = self.plan["plan"]
        return Timetable(today, plan["years"], tuple(plan["year_starts_in"]))

    @property
    def definitions(self) -> Table:
        """What is counted in the area's nation, by key."""
        text = (DATA / "figures.toml").read_text(encoding="utf-8")
        definitions: Table = tomllib.loads(text)[self.figures["nation"]]
        return definitions

    def actions(self) -> list[Table]:
        """Every action of the plan, in printed order."""
        return [
            action for heading in self.plan["headings"] for action in heading.get("actions", [])
        ]


@dataclass(frozen=True)
class Chain:
    """An area's people, the first of its plans, and the stories of all of them, oldest first."""

    people: Table
    plan: Table
    story: Table

    @property
    def slug(self) -> str:
        return str(self.people["area"]["slug"])

    @property
    def name(self) -> str:
        return str(self.people["area"]["name"])

    @property
    def plans(self) -> list[Table]:
        rows: list[Table] = self.story["plans"]
        return rows

    def source(self, at: int) -> Source:
        """Plan `at` (0 is the first) as an area's source: its own story, and every action that has
        been added until then."""
        added = [{"title": "", "actions": row.get("added", [])} for row in self.plans[: at + 1]]
        plan = {**self.plan, "headings": [*self.plan["headings"], *added]} if at else self.plan
        return Source(self.people, plan, self.plans[at], {}, {})

    def term(self, at: int, today: date) -> Term:
        about, last = self.plan["plan"], len(self.plans) - 1
        months = tuple(about["year_starts_in"])
        return Term(today, about["years"], months, ago=last - at, before=last)


def read_source(slug: str) -> Source:
    """The files of the area called `slug`. Raises ValueError when there is none."""
    if slug not in SHAPES.values():
        raise ValueError(f"No demonstration area is called {slug!r}")
    return Source(*(_read(slug, name) for name in FILES))


def read_sources() -> list[Source]:
    return [read_source(slug) for slug in SHAPES.values()]


def read_chain(slug: str) -> Chain:
    """The files of the area called `slug`. Raises ValueError when there is none."""
    if slug not in CHAINS.values():
        raise ValueError(f"No demonstration area with several plans is called {slug!r}")
    return Chain(*(_read(slug, name) for name in FILES[:3]))


def read_chains() -> list[Chain]:
    return [read_chain(slug) for slug in CHAINS.values()]


def read_regional() -> Table:
    """What two of the areas do together."""
    return tomllib.loads((DATA / "regional.toml").read_text(encoding="utf-8"))


def _read(slug: str, name: str) -> Table:
    return deepcopy(_parsed(slug, name))  # the reader's own: who loads an area may change it


@cache
def _parsed(slug: str, name: str) -> Table:
    """A file as it stands in the release: parsing takes longer than all that is done with it."""
    return tomllib.loads((DATA / slug / f"{name}.toml").read_text(encoding="utf-8"))
