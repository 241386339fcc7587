from typing import Any, Self

from django.apps import apps
from django.db.models import Q

from committees.querysets import Actor, InAreaQuerySet, M, SharedQuerySet


class VoiceQuerySet(SharedQuerySet[M]):
    """What children, young people and families said, for those who read plans: what nobody has
    shared yet is a draft."""


class OfVoiceQuerySet(VoiceQuerySet[M]):
    shared_path, area_path = "voice__", "voice__area"


class VoiceLinkQuerySet(OfVoiceQuerySet[M]):
    """What a voice belongs to: for those who see both."""

    def visible_to(self, user: Actor) -> Self:
        seen = Q()
        for name, model in (
            ("heading", "plans.Heading"),
            ("outcome", "outcomes.HighLevelOutcome"),
            ("action", "actions.Action"),
        ):
            rows: Any = apps.get_model(model)._default_manager
            seen |= Q(**{f"{name}__in": rows.visible_to(user)})
        return super().visible_to(user).filter(seen)

    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(ended_at=None)


class VoiceGroupQuerySet(InAreaQuerySet[M]):
    """An area's own groups of people, which are no secret to who sees the area."""
