"""Calls of the services that write figures."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.roles import Role
from actions.enums import IndicatorKind
from catalogue.rules.entries import Entry, SetFile
from figures.enums import GoalKind, LinkKind
from figures.models import Indicator
from figures.rules.given import Giving
from figures.rules.periods import Period
from figures.services import Given
from tests import factories as make
from tests.factories.figures import FIRST_DAY, LAST_DAY, RuleChangeFactory
from tests.figures.scene import EXTENT, Scene, scene
from tests.metatests.world import World
from tests.metatests.write_shape import Prepare, actor


def _indicator(w: World) -> Indicator:
    row: Any = make.IndicatorFactory.build(area=w.area, position=0)
    return row


def _given() -> list[Given]:
    return [Given(Period(LAST_DAY, FIRST_DAY), Decimal(12))]


def _askable(w: World) -> None:
    """An indicator whose post somebody holds who may give it."""
    lead = w.person(Role.ACTION_LEAD)
    post = make.PostFactory(area=w.area)
    make.PostHoldingFactory(post=post, user=lead)
    make.IndicatorFactory(area=w.area, post=post, starts=FIRST_DAY)


def _asking(w: World) -> dict[str, Any]:
    _askable(w)
    return {"today": date(2026, 11, 9)}


STARTS = FIRST_DAY


def _catalogue(w: World) -> dict[str, Any]:
    return {"area": w.area, "nation": "england", "starts": STARTS}


def _set() -> SetFile:
    entry = Entry("1", "Referrals", "referrals", "Returns", ("Why?",))
    return SetFile("Our set", "first", STARTS, "The committee", (entry,))


def chaired(w: World) -> Scene:
    """An area with figures, of which whoever acts is a chair."""
    make.RoleGrantFactory.create(area=w.area, user=actor(), role=Role.CHAIR)
    return scene(w.area)


def _lifting(w: World) -> dict[str, Any]:
    at = chaired(w)
    return {"edition": at.prepared(), "cell": at.small, "reason": "The families agreed."}


def _own_rule(w: World) -> dict[str, Any]:
    return {"change": RuleChangeFactory.create(area=w.area, proposed_by=actor())}


def _answered(w: World) -> dict[str, Any]:
    make.RoleGrantFactory.create(area=w.area, user=actor(), role=Role.CHAIR)
    return {"change": RuleChangeFactory.create(area=w.area), "accepted": True}


TOLD: dict[str, Any] = {"audience": "members", "title": "Figures", "extent": EXTENT}
EDITIONS: dict[str, Prepare] = {
    "figures.ask_for_edition": lambda w: {"area": w.area, **TOLD},
    "figures.prepare_edition": lambda w: {"area": scene(w.area).area, **TOLD},
    "figures.issue_edition": lambda w: {"edition": chaired(w).prepared()},
    "figures.issue_with_report": lambda w: {"edition": chaired(w).prepared()},
    "figures.discard_edition": lambda w: {"edition": chaired(w).prepared()},
    "figures.withdraw_edition": lambda w: {
        "edition": chaired(w).issued(),
        "reason": "A wrong quarter.",
    },
    "figures.lift_number": _lifting,
    "figures.set_audience_rule": lambda w: {
        "area": w.area,
        "audience": "public",
        "method": "hide",
        "threshold": 9,
        "zero_shown": True,
        "reason": "Committee, 16 December 2026",
    },
    "figures.answer_rule": _answered,
    "figures.withdraw_rule": _own_rule,
}
FIGURES: dict[str, Prepare] = {
    **EDITIONS,
    "figures.add_indicator": lambda w: {"area": w.area, "indicator": _indicator(w)},
    "figures.ask_for_figures": _asking,
    "figures.give_all": lambda w: {
        "given": [Giving(make.IndicatorFactory(area=w.area).pk, _given())]
    },
    "figures.edit_indicator": lambda w: {
        "indicator": w.indicator,
        "expected": 1,
        "name": "Children referred",
    },
    "figures.stop_indicator": lambda w: {
        "indicator": w.indicator,
        "expected": 1,
        "ends": LAST_DAY,
    },
    "figures.move_indicator": lambda w: {
        "indicator": make.IndicatorFactory(area=w.area, position=9_999),
        "expected": 1,
        "up": True,
    },
    "figures.link_indicator": lambda w: {
        "indicator": w.indicator,
        "kind": LinkKind.JOINS,
        "to": make.IndicatorFactory(area=w.area),
    },
    "figures.unlink_indicator": lambda w: {"link": w.indicator_tie},
    "catalogue.install_catalogue": _catalogue,
    "catalogue.take_in_set": lambda w: {"area": w.area, "sent": _set(), "starts": STARTS},
    "figures.add_benchmark": lambda w: {
        "indicator": w.indicator,
        "comparator": "Scotland",
        "period": Period(LAST_DAY.replace(year=2025), FIRST_DAY.replace(year=2025)),
        "value": Decimal("2.6"),
        "edition_date": date(2026, 3, 24),
        "source": "National tables",
    },
    "figures.agree_goal": lambda w: {
        "indicator": w.indicator,
        "kind": GoalKind.TARGET,
        "value": Decimal(90),
        "agreed_on": date(2026, 6, 17),
        "agreed_by": "Committee",
    },
    "figures.write_sentence": lambda w: {
        "indicator": w.indicator,
        "period": Period(LAST_DAY, FIRST_DAY),
        "drafted": "There were 12.",
        "text": "There were 12, as many as before.",
    },
    "figures.answer_questions": lambda w: {
        "indicator": w.indicator,
        "period": Period(LAST_DAY, FIRST_DAY),
        "answers": {"Were they held in time?": "Two were late."},
    },
    "actions.add_to_indicator": lambda w: {
        "action": w.action,
        "indicator": w.indicator,
        "kind": IndicatorKind.MEASURED_BY,
        "origin": "Committee, 16 December 2026",
    },
    "actions.take_off_indicator": lambda w: {"link": w.action_indicator},
    "figures.give_figures": lambda w: {
        "indicator": make.IndicatorFactory(area=w.area),
        "rows": _given(),
    },
}
