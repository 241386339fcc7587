from typing import Any, Self

from django.apps import apps

from committees.querysets import Actor, InAreaQuerySet, M


class LearningReviewQuerySet(InAreaQuerySet[M]):
    """Learning reviews and what hangs from them: for those who are named on one, as long as they
    have a role in its area, and for nobody else whatever their role."""

    review_path = ""

    def visible_to(self, user: Actor) -> Self:
        named: Any = apps.get_model("learning_reviews", "NamedPerson").objects
        mine = named.filter(person_key=user.pk or 0, ended_at=None).order_by()
        seen = super().visible_to(user)
        return seen.filter(**{f"{self.review_path}pk__in": mine.values("review")})


class OfReviewQuerySet(LearningReviewQuerySet[M]):
    review_path, area_path = "review__", "review__area"

    def standing(self) -> Self:
        """Those that were not ended or taken back."""
        return self.filter(ended_at=None)


class OfFindingQuerySet(LearningReviewQuerySet[M]):
    review_path, area_path = "finding__review__", "finding__review__area"

    def standing(self) -> Self:
        """Those that were not taken off again."""
        return self.filter(ended_at=None)
