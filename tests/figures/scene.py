"""An area with figures, small ones among them, and the people who tell others of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from accounts.roles import Role
from audit.services import keep
from committees.models import Area
from figures.enums import Audience
from figures.models import Edition, Indicator
from figures.rules.publication import Extent
from figures.services import issue_edition, prepare_edition
from tests import factories as make
from tests.factories.figures import CategoryFactory, IndicatorFactory, ObservationFactory

EXTENT = Extent(since=date(2026, 1, 1), until=date(2026, 12, 31))
BANDS = {"Before birth": 3, "0 to 4": 9, "5 to 10": 20}


@dataclass
class Scene:
    """Of the quarter to October 2026: 32 names, by three bands of which the first is small."""

    area: Area
    lead: User
    chair: User
    member: User
    indicator: Indicator
    bands: dict[str, int]

    @property
    def small(self) -> str:
        """The name of the small number."""
        key = self.bands["Before birth"]
        return f"{self.indicator.pk}|{key}|2026-08-01|2026-10-31|n"

    def give(self, label: str, number: int) -> None:
        """The number of a band."""
        ObservationFactory.create(
            indicator=self.indicator, category_id=self.bands[label], numerator=Decimal(number)
        )

    def prepared(self, audience: str = Audience.MEMBERS, **given: Any) -> Edition:
        given = {"title": "Figures to October 2026", "extent": EXTENT, **given}
        return prepare_edition(by=self.lead, area=self.area, audience=audience, **given)

    def issued(self, audience: str = Audience.MEMBERS, **given: Any) -> Edition:
        return issue_edition(by=self.chair, edition=self.prepared(audience, **given))


def person(area: Area, role: Role) -> User:
    return make.RoleGrantFactory.create(area=area, role=role).user


def scene(area: Area | None = None, late: Sequence[str] = ()) -> Scene:
    """`late` are bands whose numbers are not given yet."""
    area = area or make.AreaFactory.create()
    name = "Names added to the register"
    again = area.indicators.filter(name__startswith=name).count()
    indicator = IndicatorFactory.create(
        area=area, name=f"{name} {again + 1}" if again else name, breakdown="Age", headline=True
    )
    bands = {}
    for place, label in enumerate(BANDS):
        category = CategoryFactory.create(indicator=indicator, label=label, position=place + 1)
        bands[label] = category.pk
    keep(by=None, row=indicator)
    ObservationFactory.create(indicator=indicator, numerator=Decimal(sum(BANDS.values())))
    at = Scene(
        area=area,
        lead=person(area, Role.LEAD_OFFICER),
        chair=person(area, Role.CHAIR),
        member=person(area, Role.MEMBER),
        indicator=indicator,
        bands=bands,
    )
    for label, number in BANDS.items():
        if label not in late:
            at.give(label, number)
    return at
