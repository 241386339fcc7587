"""Small random areas told quarter by quarter, attacked with all that was said together.

The attacker knows besides what anybody knows who reads the definitions: bands add up, a register is
what it was with those who joined and without those who left, a part is no more than its whole.
These are stated here from the numbers that were made up, not from what an edition says of itself,
so that a relation that `figures.rules.publication` leaves out is seen.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import User
from accounts.roles import Role
from committees.models import Area
from figures.enums import Audience, LinkKind, ObservationStatus, Timing, Unit
from figures.models import Edition, Indicator
from figures.queries.record import figure_record
from figures.rules.given import Given
from figures.rules.numbers import Numbers
from figures.rules.publication import Extent
from figures.services import give_figures, issue_edition, prepare_edition
from tests import factories as make
from tests.disclosure.attacker import narrowed
from tests.figures.records import quarter
from tests.figures.scene import person

pytestmark = pytest.mark.django_db
QUARTERS = 5
PUT_RIGHT_AFTER = 3
THRESHOLD = 4
BEGAN = datetime(2024, 11, 5, 9, tzinfo=UTC)
Place = tuple[str, int | None, int, str]  # indicator, category, quarter, n or d


class Made:
    """An area with six indicators and the numbers that were made up for it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.area: Area = make.AreaFactory.create()
        self.lead: User = person(self.area, Role.LEAD_OFFICER)
        self.chair: User = person(self.area, Role.CHAIR)
        self.population = self.chance.randrange(3000, 40000)
        self.rows = {name: self._indicator(name, **given) for name, given in KINDS.items()}
        self.bands: list[int] = [
            make.CategoryFactory.create(indicator=self.rows["joined"], label=label).pk
            for label in ("Before birth", "0 to 4", "5 and over")
        ]
        for name, kind, to in LINKS:
            make.IndicatorLinkFactory.create(indicator=self.rows[name], kind=kind, to=self.rows[to])
        self.numbers: dict[Place, list[int]] = defaultdict(list)
        self.held = {("register", None, -1, "n"): self.chance.randrange(15, 40)}
        self.facts: dict[str, dict[str, Any]] = {}

    def _indicator(self, name: str, **given: Any) -> Indicator:
        row: Indicator = make.IndicatorFactory.create(
            area=self.area, name=name, starts=quarter(0).start, headline=True, **given
        )
        return row

    # -- Numbers -----------------------------------------------------------------------------------

    def small(self) -> int:
        return int(self.chance.expovariate(1 / 6)) if self.chance.random() > 0.1 else 0

    def happen(self, at: int) -> None:
        """What happens in a quarter, given when it ended."""
        bands = [self.small() for _ in self.bands]
        joined, before = sum(bands), self.held["register", None, at - 1, "n"]
        left = min(self.small(), before + joined)
        seen, conferred = (self.chance.randint(0, joined) for _ in range(2))
        self._give(at, dict(zip(self.bands, bands, strict=True)), left, seen, conferred)

    def put_right(self, at: int) -> None:
        """One child more joined and one more left: the register stays as it was."""
        bands = {band: self.held["joined", band, at, "n"] for band in self.bands}
        bands[self.chance.choice(self.bands)] += 1
        left, seen = (self.held[name, None, at, "n"] for name in ("left", "in time"))
        conferred = self.held["conferred", None, at, "n"]
        self._give(at, bands, left + 1, seen, conferred, revised=True)

    def _give(
        self, at: int, bands: dict[int, int], left: int, seen: int, conferred: int,
        *, revised: bool = False,
    ) -> None:  # fmt: skip
        joined, before = sum(bands.values()), self.held["register", None, at - 1, "n"]
        ill = self.held.get(("ill", None, at, "n"), self.small())
        given: list[tuple[str, int | None, int, int | None]] = [
            ("register", None, before + joined - left, None),
            ("joined", None, joined, None),
            *(("joined", band, number, None) for band, number in bands.items()),
            ("left", None, left, None),
            ("in time", None, seen, joined),
            ("conferred", None, conferred, None),
            ("ill", None, ill, self.population),
        ]
        moment = BEGAN + timedelta(days=92 * at + (300 if revised else 0))
        status = ObservationStatus.REVISED if revised else ObservationStatus.FINAL
        for name, band, top, bottom in given:
            self._keep((name, band, at, "n"), top)
            if name == "in time" and bottom is not None:
                self._keep((name, band, at, "d"), bottom)
            row = Given(
                quarter(at), Decimal(top), None if bottom is None else Decimal(bottom), band, status
            )
            give_figures(by=self.lead, indicator=self.rows[name], rows=[row], at=moment)
        self.facts |= {json.dumps(fact): fact for fact in self._known(at)}

    def _keep(self, place: Place, number: int) -> None:
        self.held[place] = number
        if self.numbers[place][-1:] != [number]:
            self.numbers[place].append(number)

    def tell_of(self, bands: Sequence[int]) -> None:
        """One quarter with these bands, told to members."""
        self._give(0, dict(zip(self.bands, bands, strict=True)), 7, 11, 12)
        self.tell(Audience.MEMBERS, 0)

    # -- What anybody knows ------------------------------------------------------------------------

    def name(self, name: str, at: int, band: int | None = None, part: str = "n") -> str:
        """What the number that stands now is called in every edition."""
        period, revision = quarter(at), len(self.numbers[name, band, at, part])
        days = f"{period.start.isoformat()}|{period.end.isoformat()}"
        text = f"{self.rows[name].pk}|{band or 'all'}|{days}|{part}"
        return text if revision == 1 else f"{text}|{revision}"

    def _known(self, at: int) -> Iterator[dict[str, Any]]:
        joined = self.name("joined", at)
        yield {
            "sum": [self.name("joined", at, band) for band in self.bands],
            "equals": joined,
        }
        yield {"same": [self.name("in time", at, part="d"), joined]}
        yield {"at_most": [self.name("in time", at), self.name("in time", at, part="d")]}
        yield {"at_most": [self.name("conferred", at), joined]}
        if at:
            terms = {
                self.name("register", at): 1,
                self.name("register", at - 1): -1,
                joined: -1,
                self.name("left", at): 1,
            }
            yield {"linear": terms, "min": 0, "max": 0}

    def common_knowledge(self) -> dict[str, Any]:
        """It as an edition that prints nothing."""
        facts = list(self.facts.values())
        names = {name: None for fact in facts for name in _names(fact)}
        return {
            "edition": "what anybody knows",
            "threshold": THRESHOLD,
            "zero_shown": False,
            "cells": [
                {"id": name, "kind": "count", "value": None, "hidden": False} for name in names
            ],
            "relations": facts,
            "members": {},
        }

    # -- What is said ------------------------------------------------------------------------------

    def tell(self, audience: Audience, at: int) -> None:
        extent = Extent(
            since=quarter(0).start,
            until=quarter(at).end,
            breakdowns=audience == Audience.MEMBERS,
            rolling=at > 2,
        )
        edition = prepare_edition(
            by=self.lead, area=self.area, audience=audience, title=f"{audience} {at}",
            extent=extent,
        )  # fmt: skip
        issue_edition(by=self.chair, edition=edition)

    def said(self, audience: Audience) -> list[dict[str, Any]]:
        """All that the audience can see, as the command prints it."""
        out = StringIO()
        words = ["--area", self.area.slug, "--audience", audience, "--json", "--apart"]
        call_command("published_numbers", *words, stdout=out)
        editions: list[dict[str, Any]] = json.loads(out.getvalue())
        return editions


KINDS: dict[str, dict[str, Any]] = {
    "register": {"timing": Timing.AS_AT},
    "joined": {"breakdown": "Age"},
    "left": {},
    "in time": {"unit": Unit.PERCENT, "denominator": "children who joined"},
    "conferred": {},
    "ill": {"unit": Unit.RATE_10000, "denominator": "all children", "decimals": 1},
}
LINKS = (
    ("joined", LinkKind.JOINS, "register"),
    ("left", LinkKind.LEAVES, "register"),
    ("in time", LinkKind.DENOMINATOR, "joined"),
    ("conferred", LinkKind.PART_OF, "joined"),
)


def _names(fact: dict[str, Any]) -> Iterator[str]:
    for value in fact.values():
        if isinstance(value, (list, dict)):
            yield from value
        elif isinstance(value, str):
            yield value


def learnt(made: Made, editions: Sequence[dict[str, Any]]) -> dict[str, list[int]]:
    """What the attacker narrows of all that was said, less what the editions' own workings say
    cannot be helped."""
    known = [made.common_knowledge(), *editions]
    numbers = Numbers(figure_record(made.area))
    names = {c["id"] for one in known for c in one["cells"] if c["kind"] == "count"}
    truth = {name: number for name in names if (number := numbers.exact(name)) is not None}
    assert set(truth) == names
    limits = [row.workings["limits"] for row in Edition.objects.filter(area=made.area)]
    return {
        name: may
        for name, may in narrowed(known, truth).items()
        if may not in [one.get(name) for one in limits]
    }


def told(seed: int, first: int) -> Made:
    """An area with a members' and a public edition after every quarter from the `first` told one
    on, and one quarter put right."""
    made = Made(seed)
    for at in range(QUARTERS):
        made.happen(at)
        if at == PUT_RIGHT_AFTER:
            made.put_right(1)
        for audience in (Audience.MEMBERS, Audience.PUBLIC) if at >= first else ():
            made.tell(audience, at)
    return made


@pytest.mark.parametrize(("seed", "first"), [(0, 0), (1, 0), (2, PUT_RIGHT_AFTER), (3, 0)])
def test_nothing_small_is_narrowed_by_all_that_was_said(seed: int, first: int) -> None:
    made = told(seed, first)
    editions = made.said(Audience.MEMBERS)
    assert learnt(made, editions) == {}
    assert len(editions) == 2 * (QUARTERS - first)


def test_a_hidden_band_that_comes_out_is_seen() -> None:
    """The attack sees what an edition gives away: here the cover of a small number is printed."""
    made = Made(4)
    made.tell_of([3, 9, 20])
    [edition] = made.said(Audience.MEMBERS)
    assert learnt(made, [edition]) == {}
    numbers = {
        made.name("joined", 0, band): made.held["joined", band, 0, "n"] for band in made.bands
    }
    small = made.name("joined", 0, made.bands[0])
    hidden = [cell for cell in edition["cells"] if cell["value"] is None]
    covers = [cell for cell in hidden if cell["id"] in numbers.keys() - {small}]
    assert covers
    for cell in covers:
        cell["value"] = str(numbers[cell["id"]])
    assert learnt(made, [edition])[small] == [3]
