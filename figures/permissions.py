"""Who may say what about figures."""

from __future__ import annotations

from accounts.roles import Permission
from committees.permissions import may
from committees.querysets import Actor
from figures.models import Indicator
from figures.querysets import held_by


def may_give(user: Actor, indicator: Indicator) -> bool:
    """Whether `user` may enter what `indicator` counts: any, or that of a post held today."""
    return gives(user, indicator.area_id, indicator.post_id)


def gives(user: Actor, area: int, post: int | None) -> bool:
    """The same of an indicator by its area and the post that gives it."""
    if may(user, Permission.FIGURE_GIVE_ANY, area):
        return True
    own = may(user, Permission.FIGURE_GIVE_OWN, area)
    return own and post is not None and holds(user, post)


def holds(user: Actor, post: int) -> bool:
    return bool(held_by(user).filter(post=post).exists())


def sees_exact(user: Actor, indicator: Indicator) -> bool:
    """Whether `user` sees the numbers of `indicator` as they are."""
    return may(user, Permission.FIGURE_READ, indicator.area_id) or may_give(user, indicator)
