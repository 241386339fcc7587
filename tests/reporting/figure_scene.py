"""A plan's area with figures: two years of quarters, a percentage that grows worse, age bands."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from actions.enums import IndicatorKind
from actions.models import ActionIndicator
from committees.models import Area
from figures.enums import Audience, Good, Method, Timing
from figures.models import Indicator
from figures.rules.periods import Period, before, period_of
from tests import factories as make
from tests.reporting.scene import Scene, scene

GIVEN = datetime(2026, 8, 20, 9, tzinfo=UTC)
NEWEST = period_of(date(2026, 7, 31), "quarter", "august")
REGISTERED = (12, 14, 3, 16, 15, 17, 11, 13)
IN_TIME = ((30, 40), (36, 41), (39, 44), (40, 45), (41, 46), (40, 47), (38, 48), (31, 50))


def quarters(number: int = 8) -> list[Period]:
    """The last quarters that ended by the day of the scene's report, the earliest first."""
    periods = [NEWEST]
    while len(periods) < number:
        periods.insert(0, before(periods[0], "quarter", "august"))
    return periods


def give(indicator: Indicator, numbers: Sequence[Any], category: Any = None, **fields: Any) -> None:
    """A number for each of the last quarters; a pair is numerator and denominator, None nothing."""
    for period, number in zip(quarters(len(numbers)), numbers, strict=True):
        if number is not None:
            pair = number if isinstance(number, tuple) else (number, None)
            make.ObservationFactory.create(
                indicator=indicator, category=category, period_start=period.start,
                period_end=period.end, numerator=Decimal(pair[0]),
                denominator=None if pair[1] is None else Decimal(pair[1]),
                **{"entered_at": GIVEN, **fields},
            )  # fmt: skip


def measured(**headline: Any) -> Scene:
    """The scene of reports, with figures in its area."""
    stage = scene()
    area = stage.plan.area
    registered = make.IndicatorFactory.create(
        area=area, name="New registrations", number="1", position=1, headline=True,
        questions="Is harm missed?", starts=date(2022, 8, 1),
    )  # fmt: skip
    give(registered, REGISTERED)
    share = make.ShareFactory.create(
        area=area, name="Meetings held in time", number="2", position=2, headline=True,
        good=Good.UP, counts_children=False, starts=date(2022, 8, 1),
    )  # fmt: skip
    give(share, IN_TIME)
    banded(area)
    return stage


def banded(area: Area) -> Indicator:
    register = make.IndicatorFactory.create(
        area=area, name="Children on the register", number="3", position=3, headline=True,
        timing=Timing.AS_AT, numerator="children on the register", breakdown="Age band",
        starts=date(2022, 8, 1),
    )  # fmt: skip
    bands = [
        make.CategoryFactory.create(indicator=register, label=label, position=place)
        for place, label in enumerate(("0 to 4", "5 to 10", "11 to 17"), start=1)
    ]
    rows = ((22, 12, 7), (20, 13, 9), (19, 12, 8), (18, 11, 8), (17, 12, 9), (15, 11, 9),
            (14, 9, 9), (12, 8, 10))  # fmt: skip
    give(register, [sum(row) for row in rows])
    for place, band in enumerate(bands):
        give(register, [row[place] for row in rows], category=band)
    return register  # type: ignore[no-any-return]


def exact(area: Area) -> None:
    """The committee lets chief officers see figures as they are."""
    make.AudienceRuleFactory.create(
        area=area, audience=Audience.CHIEF_OFFICERS, method=Method.EXACT
    )


def join(stage: Scene, indicator: str, action: str, kind: IndicatorKind) -> None:
    ActionIndicator.objects.create(
        action=stage.plan.actions.get(number=action), kind=kind, added_at=GIVEN,
        indicator=stage.plan.area.indicators.get(number=indicator),
    )  # fmt: skip
