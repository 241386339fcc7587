"""Reading the demonstration's own files: `people`, `plan`, `story`, `reports`, `figures`."""

import tomllib
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from demonstration.rules import Timetable

DATA = Path(__file__).parents[1] / "data"
# The short names by which the plans' shapes are known in the project, and the area of each.
SHAPES = {
    "PK": "strathmorlich",
    "CL": "inverlaw",
    "NL": "carrickmoor",
    "NA": "glenfarrow",
    "NLi": "wolderby",
}

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


def read_source(slug: str) -> Source:
    """The files of the area called `slug`. Raises ValueError when there is none."""
    if slug not in SHAPES.values():
        raise ValueError(f"No demonstration area is called {slug!r}")
    return Source(*(_read(slug, name) for name in FILES))


def read_sources() -> list[Source]:
    return [read_source(slug) for slug in SHAPES.values()]


def read_regional() -> Table:
    """What two of the areas do together."""
    return tomllib.loads((DATA / "regional.toml").read_text(encoding="utf-8"))


def _read(slug: str, name: str) -> Table:
    return deepcopy(_parsed(slug, name))  # the reader's own: who loads an area may change it


@cache
def _parsed(slug: str, name: str) -> Table:
    """A file as it stands in the release: parsing takes longer than all that is done with it."""
    return tomllib.loads((DATA / slug / f"{name}.toml").read_text(encoding="utf-8"))
