"""What an action came of, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from actions.models import Action, Lineage


@dataclass(frozen=True)
class Ancestry:
    came_from: Sequence[Lineage]
    became: Sequence[Lineage]


def lineage_of(action: Action) -> Ancestry:
    """Both ways, oldest first. One query."""
    rows = Lineage.objects.filter(Q(source=action.pk) | Q(target=action.pk))
    known = list(rows.select_related("source", "target"))
    return Ancestry(
        [one for one in known if one.target_id == action.pk],
        [one for one in known if one.source_id == action.pk],
    )
