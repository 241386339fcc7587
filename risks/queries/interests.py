"""Whose own a risk is: somebody else closes it."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from committees.models import PostHolding
from committees.rules.interests import Interest, Matter, why_own
from risks.models import Risk


def why_own_risk(user: User, risk: Risk) -> str:
    """Why somebody else has to close it; "" where this person may."""
    posts = frozenset([risk.post_id]) if risk.post_id else frozenset[int]()
    interest = Interest(posts=posts, days=frozenset([timezone.localdate()]))
    return why_own(Matter.RISK, PostHolding.objects.party(user), interest)
