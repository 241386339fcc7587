"""Risks among what actions came of, and the high ones that no open action is against."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Final

from django.utils import timezone

from actions.enums import Origin
from actions.models import ActionRisk
from committees.models import Area
from committees.querysets import Actor
from plans.queries.origins import Outstanding, Provenance, Register
from risks.models import Risk
from risks.queries.course import scales_of, steps_by_risk
from risks.rules.course import standing_on

UNANSWERED: Final = "High, and no open action is against it."


def _came_of(user: Actor, actions: Collection[int]) -> Iterator[Provenance]:
    links = ActionRisk.objects.visible_to(user).filter(ended_on=None, action__in=actions)
    for link in links.select_related("risk").order_by("added_on", "pk"):
        yield Provenance(link.action_id, *("risk", link.risk_id), str(link.risk), link.risk.event)


def _outstanding(user: Actor, area: Area) -> Iterator[Outstanding]:
    """High risks; each is told of as long as no open action is against it."""
    today = timezone.localdate()
    risks = Risk.objects.visible_to(user).in_register().filter(area=area).select_related("post")
    steps, scales = steps_by_risk([row.pk for row in risks]), scales_of(area.pk)
    against: defaultdict[int, list[int]] = defaultdict(list)
    links = ActionRisk.objects.visible_to(user).standing().filter(risk__in=risks)
    for risk, action in links.values_list("risk", "action"):
        against[risk].append(action)
    for row in risks:
        if row.shared_on and standing_on(steps.get(row.pk, ()), scales, today).high:
            yield Outstanding(
                str(Origin.RISK.label),
                *("risk", row.pk),
                str(row),
                row.event,
                row.shared_on,
                state=UNANSWERED,
                lead=str(row.post or ""),
                answered_by=frozenset(against[row.pk]),
            )


RISKS: Final = Register(_came_of, _outstanding)
