"""Every open commitment of an area by where it came from, the oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from actions.enums import Origin
from actions.models import Action
from actions.queries.lineage import descents_of
from actions.queries.positions import position
from actions.queries.rows import Row
from assurance.models import FindingAction
from committees.models import Area
from committees.querysets import Actor
from documents.enums import Canonical
from plans.enums import OVER
from plans.models import Plan


@dataclass(frozen=True)
class Commitment:
    """An action that is not complete; `since` is the day from which it was a commitment, in an
    earlier plan too, `days` how long that is ago, `findings` what it came of."""

    row: Row
    plan: Plan
    since: date
    days: int
    findings: Sequence[FindingAction]

    @property
    def age(self) -> str:
        """In words: months are of 30 days, as a reader counts them."""
        if self.days < 60:
            return f"{self.days} day{'' if self.days == 1 else 's'}"
        return f"{self.days // 30} months"


@dataclass(frozen=True)
class OfOrigin:
    name: str
    commitments: Sequence[Commitment]


def open_commitments(user: Actor, area: Area, today: date) -> list[OfOrigin]:
    """What is open in every plan that `user` sees and that is not over, by the word for its origin
    in the order of `Origin`. Ongoing work never ends, and is left out."""
    plans = Plan.objects.visible_to(user).filter(area=area).exclude(state__in=OVER)
    rows = [
        (plan, row)
        for plan in plans.order_by("-period_start", "title")
        for row in position(plan, today).rated
        if row.standing.rating != Canonical.COMPLETE
    ]
    keys = [row.pk for _, row in rows]
    origins = dict(Action.objects.filter(pk__in=keys).values_list("pk", "origin"))
    findings, began = _findings(user, keys), descents_of(keys)
    grouped: defaultdict[str, list[Commitment]] = defaultdict(list)
    for plan, row in rows:
        added = row.standing.action.added_on
        since = min(added, began[row.pk].added_on) if row.pk in began else added
        one = Commitment(row, plan, since, (today - since).days, findings.get(row.pk, ()))
        grouped[origins[row.pk]].append(one)
    return [
        OfOrigin(origin.label, sorted(grouped[origin], key=lambda one: (one.since, one.row.pk)))
        for origin in Origin
        if grouped[origin]
    ]


def _findings(user: Actor, actions: Sequence[int]) -> Mapping[int, Sequence[FindingAction]]:
    links = FindingAction.objects.visible_to(user).standing().filter(action__in=actions)
    findings: defaultdict[int, list[FindingAction]] = defaultdict(list)
    for link in links.select_related("finding__activity").order_by("pk"):
        findings[link.action_id].append(link)
    return findings
