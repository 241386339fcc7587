"""What is typed where audiences are told figures, and papers are compared; see `presses.py`."""

from typing import Any

from accounts.roles import Role
from figures.models import Edition
from tests.factories.figures import RuleChangeFactory
from tests.figures.scene import Scene, scene
from tests.metatests.press import Prepared, Press
from tests.metatests.presses_of_report_editions import REPORT_EDITIONS
from tests.metatests.world import World


def _scene(w: World) -> Scene:
    return scene(w.area)


def _edition(w: World, *, issued: bool = False) -> Edition:
    at = _scene(w)
    return at.issued() if issued else at.prepared()


def _lifting(w: World) -> Press:
    at = _scene(w)
    typed = {"cell": at.small, "reason": "The families agreed."}
    return Press(typed, at=[at.prepared().pk], by=Role.CHAIR)


def _proposed(w: World, audience: str = "chief_officers") -> Any:
    """A rule that makes nothing exact: reports are frozen in the same area."""
    return RuleChangeFactory(area=w.area, audience=audience, method="hide", threshold=2)


def _own(w: World) -> Press:
    change = _proposed(w, "members")
    at = _scene(w)
    change.proposed_by = at.lead
    change.save()
    return Press(at=[change.pk], by=at.lead)


EDITIONS: dict[str, Prepared] = {
    "edition_prepare": lambda w: Press(
        {
            "audience": "members",
            "title": "Figures to October",
            "since": "1 January 2026",
            "until": "31 October 2026",
            "contents": "quarters",
        }
    ),
    "edition_issue": lambda w: Press(at=[_edition(w).pk], by=Role.CHAIR),
    "edition_discard": lambda w: Press(at=[_edition(w).pk], by=Role.CHAIR),
    "edition_withdraw": lambda w: Press(
        {"reason": "A wrong quarter."}, at=[_edition(w, issued=True).pk], by=Role.CHAIR
    ),
    "edition_lift": _lifting,
    "audience_rule_edit": lambda w: Press(
        {"method": "hide", "threshold": "9", "reason": "Committee, 16 December 2026"},
        at=[w.area.slug, "public"],
    ),
    "rule_answer": lambda w: Press({"accepted": "yes"}, at=[_proposed(w).pk], by=Role.CHAIR),
    "rule_withdraw": _own,
    **REPORT_EDITIONS,
}
