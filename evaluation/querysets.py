from collections.abc import Iterable, Mapping
from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from accounts.roles import Permission
from committees.querysets import Actor, InAreaQuerySet, M, SharedQuerySet


class FrameworkQuerySet(InAreaQuerySet[M]):
    """Which framework an area has is known to those who read plans."""

    read_permissions: Iterable[Permission] = (Permission.PLAN_READ,)


class DomainQuerySet(FrameworkQuerySet[M]):
    area_path = "framework__area"


class QualityIndicatorQuerySet(FrameworkQuerySet[M]):
    area_path = "domain__framework__area"


class PlannedQuerySet(FrameworkQuerySet[M]):
    area_path = "indicator__domain__framework__area"


class EvaluationQuerySet(SharedQuerySet[M]):
    """How an area judges itself; what nobody has shared yet is a draft (ADR 301)."""

    area_path = "indicator__domain__framework__area"


# what has to be seen for evidence of each kind; of a figure the edition that told it
SEEN: Mapping[str, tuple[str, str]] = {
    "action": ("actions", "Action"),
    "activity": ("assurance", "Activity"),
    "edition": ("figures", "Edition"),
    "update": ("actions", "ProgressUpdate"),
    "voice": ("voices", "Voice"),
}


class EvidenceQuerySet(SharedQuerySet[M]):
    """What an evaluation rests on: for those who see that too."""

    area_path = "evaluation__indicator__domain__framework__area"
    shared_path = "evaluation__"

    def visible_to(self, user: Actor) -> Self:
        seen = Q(pk__in=[])
        for name, (app, model) in SEEN.items():
            rows: Any = apps.get_model(app, model).objects
            seen |= Q(**{f"{name}__in": rows.visible_to(user)})
        return super().visible_to(user).filter(seen)
