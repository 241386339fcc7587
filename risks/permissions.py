"""Who may say what about risks."""

from __future__ import annotations

from accounts.roles import Permission
from committees.permissions import may
from committees.querysets import Actor
from figures.permissions import holds
from risks.models import Risk


def may_review(user: Actor, risk: Risk) -> bool:
    """Whether `user` may rate a risk: any, or one whose post they hold or deputise for today."""
    if may(user, Permission.RISK_EDIT, risk.area_id):
        return True
    own = may(user, Permission.RISK_REVIEW_OWN, risk.area_id)
    return own and risk.post_id is not None and holds(user, risk.post_id)
