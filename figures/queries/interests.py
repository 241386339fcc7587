"""Whose own figures and rules are: somebody else decides on them."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from committees.models import PostHolding
from committees.rules.interests import Interest, Matter, why_own
from figures.models import Edition, RuleChange


def why_own_edition(user: User, edition: Edition) -> str:
    """Why somebody else has to release it; "" where this person may."""
    return _why_own(user, edition.prepared_by_id)


def why_own_rule(user: User, change: RuleChange) -> str:
    """Why somebody else has to answer; "" where this person may."""
    return _why_own(user, change.proposed_by_id)


def _why_own(user: User, pressed: int | None) -> str:
    interest = Interest(
        pressed=frozenset() if pressed is None else frozenset([pressed]),
        days=frozenset([timezone.localdate()]),
    )
    return why_own(Matter.FIGURES, PostHolding.objects.party(user), interest)
