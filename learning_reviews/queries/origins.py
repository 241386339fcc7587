"""Of which reviews an action came, for those who are named on them."""

from __future__ import annotations

from actions.models import Action
from actions.queries.lineage import ancestors_of
from committees.querysets import Actor
from learning_reviews.models import ReviewAction


def reviews_behind(user: Actor, action: Action) -> list[ReviewAction]:
    """The findings of learning reviews that an action came of, itself or by what it took the place
    of. The same queries for everybody.

    It is no register of `plans.queries.origins`: lists and files that others read are made of
    those (ADR 308).
    """
    line = {action.pk, *ancestors_of([action.pk])[action.pk]}
    links = ReviewAction.objects.visible_to(user).standing().filter(action_key__in=line)
    return list(links.select_related("finding__review").order_by("added_at", "pk"))
